// The evidence of an alert with its verdicts.
import { evidenceLabel, labelOf } from '../../../shared/model/labels.ts';
import type { EntityKey } from '../../../shared/model/entity.ts';
import type { StoryEvidence } from '../../../shared/story/incident-story.ts';
import { rowsOf } from '../../ui/grid-model.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { PageTable } from './page-table.tsx';
import styles from './alert-page.module.css';

const columns: readonly GridColumn<StoryEvidence>[] = [
  {
    id: 'title',
    title: 'Evidence',
    width: 240,
    grow: 3,
    render: ({ title, subtitle }) => (
      <span title={subtitle === null ? title : `${title}\n${subtitle}`}>
        <bdi>{title}</bdi>
        {subtitle !== null && (
          <span className={styles.soft}>
            {'  '}
            <bdi>{subtitle}</bdi>
          </span>
        )}
      </span>
    ),
  },
  { id: 'kind', title: 'Kind', width: 148, render: ({ kind }) => evidenceLabel(kind) },
  {
    id: 'verdict',
    title: 'Verdict',
    width: 96,
    render: ({ verdict }) => (
      <span className={styles.verdict} data-verdict={verdict}>
        {labelOf('evidenceVerdict', verdict)}
      </span>
    ),
  },
  {
    id: 'remediation',
    title: 'Remediation',
    width: 112,
    render: ({ remediationStatus }) => labelOf('evidenceRemediationStatus', remediationStatus),
  },
  {
    id: 'roles',
    title: 'Roles',
    width: 120,
    grow: 1,
    render: ({ roles }) =>
      roles.length === 0 ? (
        <span className={styles.soft}>–</span>
      ) : (
        <bdi>{roles.map((role) => labelOf('evidenceRole', role)).join(', ')}</bdi>
      ),
  },
  {
    id: 'firstSeen',
    title: 'First seen',
    width: 88,
    render: ({ firstSeenAt }) => <TimeText at={firstSeenAt} />,
  },
];

interface EvidenceTableProps {
  readonly evidence: readonly StoryEvidence[];
  /** What a row is about first, where that is selected. */
  readonly selected: EntityKey | null;
  onSelect(key: EntityKey): void;
}

export function EvidenceTable({ evidence, selected, onSelect }: EvidenceTableProps) {
  const open = evidence.find(({ entityKeys }) => selected !== null && entityKeys[0] === selected);
  return (
    <PageTable
      label="Evidence"
      columns={columns}
      rows={rowsOf(evidence, ({ id }) => id)}
      opening={{
        openKey: open?.id ?? null,
        onOpen: ({ entityKeys }) => {
          const [first] = entityKeys;
          if (first !== undefined) onSelect(first);
        },
      }}
      absent="The service sent no evidence with this alert."
    />
  );
}
