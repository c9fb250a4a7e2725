// The incident's alerts as a grid, as in the alert queue, in order of time.
import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useMemo } from 'react';
import type {
  AlertDetail,
  AlertGrounds,
  IncidentDetail,
} from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { categoryName, serviceName, shortServiceName } from '../../../shared/model/short-names.ts';
import { useNavigation, useSettings } from '../../state/session.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { rowsOf } from '../../ui/grid-model.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { rowHeightByDensity } from '../../ui/row-height.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import { AssetMentions } from '../marks/asset-mentions.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { StatusMark } from '../marks/status-mark.tsx';
import { MoveAlerts } from '../move-alerts/move-alerts.tsx';
import { linkDetails, linkWords } from './link-words.ts';
import styles from './tabs.module.css';
import { useAlertTicks } from './use-alert-ticks.ts';

interface AlertsTabProps {
  readonly detail: IncidentDetail;
  /** What correlation says of them. */
  readonly grounds: readonly AlertGrounds[];
}

export function AlertsTab({ detail: { row, alerts }, grounds }: AlertsTabProps) {
  const go = useNavigation((state) => state.go);
  const density = useSettings(({ settings }) => settings.density);
  const columns = useMemo(() => {
    const groundsByKey = new Map(grounds.map((one) => [one.key, one]));
    return alertColumns(
      (key) => go({ kind: 'alert', key }),
      (key) => groundsByKey.get(key),
    );
  }, [go, grounds]);
  const { selecting, ticked, clear } = useAlertTicks(alerts);
  const alertsOf = (key: IncidentKey): number => (key === row.key ? alerts.length : Infinity);
  return (
    <div
      className={styles.tab}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) clear();
      }}
    >
      {alerts.length > 0 && (
        <div className={styles.tools}>
          <span role="status" className={styles.soft}>
            {ticked.length === 0
              ? 'Select alerts to move them to another incident'
              : `${ticked.length.toLocaleString('en-US')} of ${alerts.length.toLocaleString('en-US')} selected`}
          </span>
          {ticked.length > 0 && (
            <>
              <MoveAlerts
                alerts={ticked.map((alert) => alert.row)}
                alertsOf={alertsOf}
                onMoved={clear}
              />
              <Button
                size="small"
                appearance="subtle"
                icon={<DismissRegular />}
                aria-label="Clear the selection"
                title="Clear the selection (Esc)"
                onClick={clear}
              />
            </>
          )}
        </div>
      )}
      <VirtualGrid
        label="Alerts of the incident"
        columns={columns}
        rows={rowsOf(alerts, (alert) => alert.row.key)}
        rowHeight={rowHeightByDensity[density]}
        opening={{ openKey: null, onOpen: (alert) => go({ kind: 'alert', key: alert.row.key }) }}
        selecting={selecting}
      >
        <EmptyState title="No alerts">
          The service lists no alerts for this incident, they were moved to another one, or they
          have not been received yet.
        </EmptyState>
      </VirtualGrid>
    </div>
  );
}

function alertColumns(
  enter: (key: AlertKey) => void,
  groundsOf: (key: AlertKey) => AlertGrounds | undefined,
): readonly GridColumn<AlertDetail>[] {
  return [
    {
      id: 'severity',
      title: 'Severity',
      width: 88,
      render: ({ row }) => <SeverityMark severity={row.severity} />,
    },
    {
      id: 'title',
      title: 'Alert',
      width: 280,
      grow: 3,
      render: ({ row }, isActive) => (
        <span className={styles.strong} title={row.title}>
          <LinkButton isTabStop={isActive} onPress={() => enter(row.key)}>
            {row.title}
          </LinkButton>
        </span>
      ),
    },
    {
      id: 'status',
      title: 'Status',
      width: 104,
      render: ({ row }) => <StatusMark status={row.status} />,
    },
    {
      id: 'category',
      title: 'Category',
      width: 152,
      render: ({ row }) => (row.category === null ? '–' : categoryName(row.category)),
    },
    {
      id: 'assets',
      title: 'Assets',
      width: 220,
      grow: 2,
      render: ({ row }) => <AssetMentions assets={row.assets} count={row.assetCount} />,
    },
    {
      id: 'reason',
      title: 'Correlation reason',
      width: 240,
      grow: 1,
      render: ({ row }) => <Grounds grounds={groundsOf(row.key)} />,
    },
    {
      id: 'source',
      title: 'Service source',
      width: 168,
      render: ({ row }) => (
        <bdi title={serviceName(row.serviceSource)}>{shortServiceName(row.serviceSource)}</bdi>
      ),
    },
    {
      id: 'first',
      title: 'First activity',
      width: 176,
      render: ({ row }) => <TimeText at={row.firstActivityAt} form="short" />,
    },
    {
      id: 'last',
      title: 'Last activity',
      width: 176,
      render: ({ row }) => <TimeText at={row.lastActivityAt} form="short" />,
    },
  ];
}

function Grounds({ grounds }: { readonly grounds: AlertGrounds | undefined }) {
  if (grounds === undefined) return <span className={styles.soft}>–</span>;
  const [link] = grounds.links;
  if (grounds.aloneReason !== null) {
    return <span className={styles.soft}>Never correlated: {grounds.aloneReason}</span>;
  }
  if (grounds.copyOf !== null) return 'Another report of the same';
  if (link === undefined) return <span className={styles.soft}>The first, or on its own</span>;
  return <span title={grounds.links.map(linkDetails).join('\n\n')}>{linkWords(link)}</span>;
}
