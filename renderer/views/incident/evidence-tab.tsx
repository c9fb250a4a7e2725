// Every piece of evidence once, however many alerts carry it, with its verdict and what was done.
import { useMemo, useState } from 'react';
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import type { EvidenceKind } from '../../../shared/model/evidence.ts';
import { evidenceLabel, labelOf } from '../../../shared/model/labels.ts';
import type { StoryEvidence, StoryEntity } from '../../../shared/story/incident-story.ts';
import type { EntityKey } from '../../../shared/model/entity.ts';
import { useSettings } from '../../state/session.tsx';
import type { StorySelection } from '../../state/story-selection.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { rowsOf } from '../../ui/grid-model.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import { rowHeightByDensity } from '../../ui/row-height.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import { EntityIcon } from '../marks/entity-icon.tsx';
import { CategoryBar } from './category-bar.tsx';
import { TabFrame } from './tab-frame.tsx';
import styles from './tabs.module.css';

export function EvidenceTab({ detail }: { readonly detail: IncidentDetail }) {
  const { evidence, entities } = detail.story;
  const [kind, setKind] = useState<EvidenceKind | null>(null);
  const [selection, setSelection] = useState<StorySelection | null>(null);
  const density = useSettings(({ settings }) => settings.density);
  const columns = useMemo(() => evidenceColumns(entities), [entities]);
  const rows = useMemo(
    () => (kind === null ? evidence : evidence.filter((item) => item.kind === kind)),
    [evidence, kind],
  );
  const openKey = selection?.kind === 'entities' ? selection.keys[0] : undefined;
  return (
    <TabFrame
      detail={detail}
      selection={selection}
      onSelect={setSelection}
      bar={
        <CategoryBar<EvidenceKind>
          label="Kinds of evidence"
          choices={[
            { name: null, title: 'All evidence', count: evidence.length },
            ...countsByKind(evidence).map(([name, count]) => ({
              name,
              title: evidenceLabel(name),
              count,
            })),
          ]}
          chosen={kind}
          onChoose={setKind}
        />
      }
      grid={
        <VirtualGrid
          label="Evidence of the incident"
          columns={columns}
          rows={rowsOf(rows, ({ id }) => id)}
          rowHeight={rowHeightByDensity[density]}
          opening={{
            openKey: rows.find(({ entityKeys }) => entityKeys[0] === openKey)?.id ?? null,
            onOpen: ({ entityKeys: [own] }) =>
              setSelection(own === undefined ? null : { kind: 'entities', keys: [own] }),
          }}
        >
          <EmptyState title="No evidence">
            The alerts of this incident carry no evidence, or no alerts have been received yet.
          </EmptyState>
        </VirtualGrid>
      }
    />
  );
}

/** Most frequent first. */
function countsByKind(evidence: readonly StoryEvidence[]): readonly [EvidenceKind, number][] {
  const counts = new Map<EvidenceKind, number>();
  for (const { kind } of evidence) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a || 0);
}

function evidenceColumns(entities: readonly StoryEntity[]): readonly GridColumn<StoryEvidence>[] {
  const entityByKey = new Map<EntityKey, StoryEntity>(
    entities.map((item) => [item.entity.key, item]),
  );
  return [
    {
      id: 'title',
      title: 'Evidence',
      width: 240,
      grow: 3,
      render: ({ title, subtitle, entityKeys: [own] }) => {
        const entity = own === undefined ? undefined : entityByKey.get(own)?.entity;
        return (
          <span
            className={styles.asset}
            title={subtitle === null ? title : `${title}\n${subtitle}`}
          >
            {entity && <EntityIcon kind={entity.kind} family={entity.family} />}
            <bdi>{title}</bdi>
            {subtitle !== null && <bdi className={styles.soft}>{subtitle}</bdi>}
          </span>
        );
      },
    },
    { id: 'kind', title: 'Kind', width: 160, render: ({ kind }) => evidenceLabel(kind) },
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
      width: 140,
      render: ({ remediationStatus }) => labelOf('evidenceRemediationStatus', remediationStatus),
    },
    {
      id: 'roles',
      title: 'Roles',
      width: 140,
      grow: 1,
      render: ({ roles }) => {
        const words = roles.map((role) => labelOf('evidenceRole', role)).join(', ');
        return <bdi title={words}>{words}</bdi>;
      },
    },
    {
      id: 'alerts',
      title: 'Alerts',
      width: 64,
      align: 'end',
      render: ({ alertKeys }) => alertKeys.length,
    },
    {
      id: 'first',
      title: 'First seen',
      width: 176,
      render: ({ firstSeenAt }) => <TimeText at={firstSeenAt} form="short" />,
    },
  ];
}
