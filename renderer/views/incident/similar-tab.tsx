// Incidents like this one: how alike, why, whose, and what became of them.
import { useMemo, useState } from 'react';
import type { IncidentRow } from '../../../shared/contract/queue.ts';
import type { IncidentDetail, SimilarIncident } from '../../../shared/contract/store-queries.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import { shortIncidentId } from '../../../shared/model/short-names.ts';
import { useNavigation, useSettings } from '../../state/session.tsx';
import { useAnswer } from '../../state/use-answer.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { rowsOf } from '../../ui/grid-model.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { rowHeightByDensity } from '../../ui/row-height.ts';
import { Section } from '../../ui/section.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { TimeSpan, TimeText } from '../../ui/time-text.tsx';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { ownerName } from '../marks/short-names.ts';
import { StatusMark } from '../marks/status-mark.tsx';
import { CompareButton } from './compare-button.tsx';
import { DetailsHead } from '../../ui/details-head.tsx';
import details from './details.module.css';
import styles from './similar-tab.module.css';
import {
  itemsOf,
  percentWords,
  reasonLines,
  reasonWords,
  restWords,
  sharedWords,
} from './similarity-words.ts';

export function SimilarTab({ detail }: { readonly detail: IncidentDetail }) {
  const { answer: similar, failure } = useAnswer('incident.similar', { key: detail.row.key });
  const [openKey, setOpenKey] = useState<IncidentKey | null>(null);
  const go = useNavigation((state) => state.go);
  const density = useSettings(({ settings }) => settings.density);
  const columns = useMemo(() => similarColumns((key) => go({ kind: 'incident', key })), [go]);
  if (failure !== null) {
    return (
      <EmptyState tone="trouble" title="Similar incidents could not be looked up">
        {failure.summary} {failure.action}
      </EmptyState>
    );
  }
  if (similar == null) return <div aria-busy aria-label="Looking for similar incidents" />;
  const { incidents, compared, from, until } = similar;
  const open = incidents.find(({ row }) => row.key === openKey);
  const grid = (
    <VirtualGrid
      label="Similar incidents"
      columns={columns}
      rows={rowsOf(incidents, ({ row }) => row.key)}
      rowHeight={rowHeightByDensity[density]}
      opening={{
        openKey: open?.row.key ?? null,
        onOpen: ({ row }) => setOpenKey(row.key),
        onEnter: ({ row }) => go({ kind: 'incident', key: row.key }),
      }}
    >
      <EmptyState title="No similar incidents">
        {compared === 0
          ? 'No other incident had its last activity in the 14 days before this one’s.'
          : `None of the ${compared.toLocaleString('en-US')} incidents of the 14 days before has an entity, a detection or an alert title in common with this one.`}
      </EmptyState>
    </VirtualGrid>
  );
  return (
    <div
      className={styles.tab}
      onKeyDown={({ key }) => {
        if (key === 'Escape') setOpenKey(null);
      }}
    >
      {incidents.length > 0 && (
        <p className={styles.scope}>
          {`The ${incidents.length === 1 ? 'one incident' : `${String(incidents.length)} incidents`} most like this one, of ${compared.toLocaleString('en-US')} with their last activity in the 14 days before: `}
          <TimeSpan from={from} to={until} />. What few of them have counts most.
        </p>
      )}
      <div className={styles.body}>
        {open === undefined ? (
          grid
        ) : (
          <SplitPane
            sized="second"
            label="what both have"
            initialSize={380}
            minSize={260}
            maxSize={640}
            first={grid}
            second={<InCommon own={detail.row} similar={open} />}
          />
        )}
      </div>
    </div>
  );
}

interface InCommonProps {
  readonly own: IncidentRow;
  readonly similar: SimilarIncident;
}

function InCommon({ own, similar: { row, similarity, reasons } }: InCommonProps) {
  const go = useNavigation((state) => state.go);
  return (
    <section className={details.pane} aria-label="What both incidents have" tabIndex={0}>
      <DetailsHead title={row.name}>
        <span>Incident {shortIncidentId(row.incidentId)}</span>
        <span>{percentWords(similarity)} similar</span>
        <LinkButton onPress={() => go({ kind: 'incident', key: row.key })}>Open it</LinkButton>
        <CompareButton row={own} other={row} />
      </DetailsHead>
      {reasons.map((reason) => (
        <Section key={reason.criterion} title={`Same ${sharedWords(reason)}`}>
          <ul className={styles.items}>
            {itemsOf(reason).map((item) => (
              <li key={item}>
                <bdi>{item}</bdi>
              </li>
            ))}
          </ul>
          {restWords(reason) !== null && <p className={details.soft}>{restWords(reason)}</p>}
        </Section>
      ))}
    </section>
  );
}

function similarColumns(enter: (key: IncidentKey) => void): readonly GridColumn<SimilarIncident>[] {
  return [
    {
      id: 'similarity',
      title: 'Similarity',
      width: 96,
      align: 'end',
      render: ({ similarity }) => percentWords(similarity),
    },
    {
      id: 'name',
      title: 'Incident',
      width: 260,
      grow: 3,
      render: ({ row }, isActive) => (
        <span className={styles.name} title={row.name}>
          <LinkButton isTabStop={isActive} onPress={() => enter(row.key)}>
            {row.name}
          </LinkButton>
        </span>
      ),
    },
    {
      id: 'reason',
      title: 'Similarity reason',
      width: 272,
      grow: 2,
      render: ({ reasons }) => <span title={reasonLines(reasons)}>{reasonWords(reasons)}</span>,
    },
    {
      id: 'severity',
      title: 'Severity',
      width: 112,
      render: ({ row }) => <SeverityMark severity={row.severity} />,
    },
    {
      id: 'status',
      title: 'Status',
      width: 104,
      render: ({ row }) => <StatusMark status={row.status} />,
    },
    {
      id: 'owner',
      title: 'Owner',
      width: 128,
      render: ({ row: { assignedTo } }) =>
        assignedTo === null ? (
          <span className={styles.soft}>Unassigned</span>
        ) : (
          <bdi title={assignedTo}>{ownerName(assignedTo)}</bdi>
        ),
    },
    {
      id: 'classification',
      title: 'Classification',
      width: 136,
      render: ({ row: { classification } }) =>
        classification === null || classification === 'unknown'
          ? '–'
          : labelOf('alertClassification', classification),
    },
    {
      id: 'last',
      title: 'Last activity',
      width: 104,
      render: ({ row }) => <TimeText at={row.lastActivityAt} />,
    },
  ];
}
