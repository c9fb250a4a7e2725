// An alert beneath its incident, in the columns of the incident queue.
import type { AlertRow } from '../../../shared/contract/queue.ts';
import { elideMiddle } from '../../ui/elide.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { AssetMentions } from '../marks/asset-mentions.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { Owner, Sources } from './cells.tsx';
import { StatusCell } from './status-cell.tsx';
import cellStyles from './queue-cells.module.css';
import styles from './outline.module.css';

interface AlertWithinCellProps {
  readonly alert: AlertRow;
  /** Of the incident queue. */
  readonly column: string;
  readonly isTabStop: boolean;
  onEnter(): void;
}

export function AlertWithinCell({ alert, column, isTabStop, onEnter }: AlertWithinCellProps) {
  switch (column) {
    case 'severity':
      return <SeverityMark severity={alert.severity} />;
    case 'name':
      return (
        <span className={styles.within} title={alert.title}>
          <LinkButton isTabStop={isTabStop} onPress={onEnter}>
            {alert.title}
          </LinkButton>
        </span>
      );
    case 'incidentId':
      return (
        <span className={cellStyles.id} title={alert.alertId}>
          {elideMiddle(alert.alertId, 12)}
        </span>
      );
    case 'assets':
      return <AssetMentions assets={alert.assets} count={alert.assetCount} />;
    case 'serviceSources':
      return <Sources sources={[alert.serviceSource]} />;
    case 'status':
      return <StatusCell row={alert} />;
    case 'assignedTo':
      return <Owner principal={alert.assignedTo} />;
    case 'createdAt':
    case 'lastUpdateAt':
    case 'firstActivityAt':
    case 'lastActivityAt':
      return <TimeText at={alert[column]} />;
    default:
      return null;
  }
}

interface AllAlertsCellProps {
  readonly total: number;
  readonly isTabStop: boolean;
  onEnter(): void;
}

export function AllAlertsCell({ total, isTabStop, onEnter }: AllAlertsCellProps) {
  return (
    <span className={styles.within}>
      <LinkButton isTabStop={isTabStop} onPress={onEnter}>
        All {total.toLocaleString('en-US')} alerts
      </LinkButton>
    </span>
  );
}
