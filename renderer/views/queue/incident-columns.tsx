// The columns of the incident queue.
import type { IncidentRow } from '../../../shared/contract/queue.ts';
import { elideMiddle } from '../../ui/elide.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { AssetMentions } from '../marks/asset-mentions.tsx';
import { PriorityScore } from '../marks/priority-score.tsx';
import { Searched } from '../marks/searched-words.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { shortIncidentId } from '../../../shared/model/short-names.ts';
import { Owner, Sources, Tags } from './cells.tsx';
import { StatusCell } from './status-cell.tsx';
import { NameCell } from './name-cell.tsx';
import styles from './queue-cells.module.css';

export function incidentColumns(
  enter: (row: IncidentRow) => void,
): readonly GridColumn<IncidentRow>[] {
  return [
    {
      id: 'severity',
      title: 'Severity',
      width: 88,
      sortable: true,
      render: ({ severity }) => <SeverityMark severity={severity} />,
    },
    {
      id: 'name',
      title: 'Incident',
      width: 344,
      grow: 3,
      sortable: true,
      render: (row, isActive) => <NameCell row={row} isActive={isActive} enter={enter} />,
    },
    {
      id: 'incidentId',
      title: 'ID',
      width: 64,
      sortable: true,
      render: ({ incidentId }) => (
        <span className={styles.id} title={incidentId}>
          <Searched text={elideMiddle(shortIncidentId(incidentId), 12)} />
        </span>
      ),
    },
    {
      id: 'priorityScore',
      title: 'Priority',
      width: 92,
      sortable: true,
      render: ({ priorityScore }) => <PriorityScore score={priorityScore} />,
    },
    {
      id: 'assets',
      title: 'Assets',
      width: 252,
      grow: 2,
      render: ({ assets, assetCount }) => <AssetMentions assets={assets} count={assetCount} />,
    },
    {
      id: 'alertsActive',
      title: 'Alerts',
      width: 64,
      align: 'end',
      sortable: true,
      render: ({ alertsActive, alertsTotal }) => (
        <span title={`${alertsActive} of ${alertsTotal} alerts are active`}>
          <span className={alertsActive > 0 ? styles.active : styles.soft}>{alertsActive}</span>
          <span className={styles.soft}>/{alertsTotal}</span>
        </span>
      ),
    },
    {
      id: 'serviceSources',
      title: 'Sources',
      width: 160,
      render: ({ serviceSources }) => <Sources sources={serviceSources} />,
    },
    {
      id: 'lastUpdateAt',
      title: 'Updated',
      width: 90,
      sortable: true,
      render: ({ lastUpdateAt }) => <TimeText at={lastUpdateAt} />,
    },
    {
      id: 'lastActivityAt',
      title: 'Last activity',
      width: 100,
      sortable: true,
      render: ({ lastActivityAt }) => <TimeText at={lastActivityAt} />,
    },
    {
      id: 'status',
      title: 'Status',
      width: 112,
      sortable: true,
      render: (row) => <StatusCell row={row} />,
    },
    {
      id: 'assignedTo',
      title: 'Owner',
      width: 104,
      sortable: true,
      render: ({ assignedTo }) => <Owner principal={assignedTo} />,
    },
    {
      id: 'firstActivityAt',
      title: 'First activity',
      width: 112,
      sortable: true,
      render: ({ firstActivityAt }) => <TimeText at={firstActivityAt} />,
    },
    {
      id: 'tags',
      title: 'Tags',
      width: 150,
      render: ({ tags }) => <Tags tags={tags} />,
    },
  ];
}
