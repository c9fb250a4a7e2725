// The columns of the alert queue.
import type { AlertRow } from '../../../shared/contract/queue.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import { categoryName } from '../../../shared/model/short-names.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { AssetMentions } from '../marks/asset-mentions.tsx';
import { Searched } from '../marks/searched-words.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { Owner, Sources } from './cells.tsx';
import { StatusCell } from './status-cell.tsx';
import styles from './queue-cells.module.css';

export function alertColumns(
  enter: (row: AlertRow) => void,
  enterIncident: (key: IncidentKey) => void,
): readonly GridColumn<AlertRow>[] {
  return [
    {
      id: 'severity',
      title: 'Severity',
      width: 88,
      sortable: true,
      render: ({ severity }) => <SeverityMark severity={severity} />,
    },
    {
      id: 'title',
      title: 'Alert',
      width: 332,
      grow: 3,
      sortable: true,
      render: (row, isActive) => (
        <span className={row.status === 'resolved' ? styles.soft : styles.name} title={row.title}>
          <LinkButton isTabStop={isActive} onPress={() => enter(row)}>
            <Searched text={row.title} />
          </LinkButton>
        </span>
      ),
    },
    {
      id: 'status',
      title: 'Status',
      width: 108,
      sortable: true,
      render: (row) => <StatusCell row={row} />,
    },
    {
      id: 'category',
      title: 'Category',
      width: 132,
      sortable: true,
      render: ({ category }) =>
        category === null ? (
          <span className={styles.soft}>–</span>
        ) : (
          <bdi title={category}>{categoryName(category)}</bdi>
        ),
    },
    {
      id: 'assets',
      title: 'Assets',
      width: 240,
      grow: 2,
      render: ({ assets, assetCount }) => <AssetMentions assets={assets} count={assetCount} />,
    },
    {
      id: 'incident',
      title: 'Incident',
      width: 200,
      grow: 1,
      render: ({ incidentKey, incidentName }, isActive) =>
        incidentKey === null ? (
          <span className={styles.soft}>None</span>
        ) : (
          <span title={incidentName ?? incidentKey}>
            <LinkButton isTabStop={isActive} onPress={() => enterIncident(incidentKey)}>
              {incidentName ?? incidentKey.slice(incidentKey.indexOf('/') + 1)}
            </LinkButton>
          </span>
        ),
    },
    {
      id: 'createdAt',
      title: 'Created',
      width: 90,
      sortable: true,
      render: ({ createdAt }) => <TimeText at={createdAt} />,
    },
    {
      id: 'lastActivityAt',
      title: 'Last activity',
      width: 100,
      sortable: true,
      render: ({ lastActivityAt }) => <TimeText at={lastActivityAt} />,
    },
    {
      id: 'serviceSource',
      title: 'Source',
      width: 132,
      sortable: true,
      render: ({ serviceSource }) => <Sources sources={[serviceSource]} />,
    },
    {
      id: 'detectionSource',
      title: 'Detected by',
      width: 140,
      render: ({ detectionSource }) =>
        detectionSource === null ? (
          <span className={styles.soft}>–</span>
        ) : (
          <bdi title={labelOf('detectionSource', detectionSource)}>
            {labelOf('detectionSource', detectionSource).replace(/^Microsoft /, '')}
          </bdi>
        ),
    },
    {
      id: 'assignedTo',
      title: 'Owner',
      width: 104,
      sortable: true,
      render: ({ assignedTo }) => <Owner principal={assignedTo} />,
    },
  ];
}
