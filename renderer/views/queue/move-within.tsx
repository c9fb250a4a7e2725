// Moves the alerts that are ticked within incidents of the queue.
import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useStore } from 'zustand';
import { loadedRows } from '../../state/loaded-rows.ts';
import { useSession } from '../../state/session.tsx';
import { MoveAlerts } from '../move-alerts/move-alerts.tsx';
import styles from './outline.module.css';

export function MoveWithin() {
  const { incidents, alertsWithin } = useSession();
  const ticked = useStore(alertsWithin, (state) => state.alerts);
  if (ticked.size === 0) return null;
  const { clear } = alertsWithin.getState();
  const alerts = [...ticked.values()];
  const isOfOneTenant = new Set(alerts.map(({ tenantId }) => tenantId)).size === 1;
  return (
    <span className={styles.moving}>
      <span role="status">
        {alerts.length === 1 ? '1 alert ticked' : `${alerts.length} alerts ticked`}
        {!isOfOneTenant && ', of several tenants: only those of one can be moved'}
      </span>
      {isOfOneTenant && (
        <MoveAlerts
          alerts={alerts}
          alertsOf={(key) => loadedRows(incidents).find((row) => row.key === key)?.alertsTotal ?? 0}
          onMoved={clear}
        />
      )}
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label="Untick the alerts"
        title="Untick the alerts"
        onClick={clear}
      />
    </span>
  );
}
