// The alert queue.
import { useMemo } from 'react';
import type { AlertRow } from '../../../shared/contract/queue.ts';
import { useNavigation, useSession } from '../../state/session.tsx';
import { alertColumns } from './alert-columns.tsx';
import { AlertPane } from './alert-pane.tsx';
import { SetAsideChip } from '../set-aside-chip/set-aside-chip.tsx';
import { QueuePage } from './queue-page.tsx';

export function AlertQueue() {
  const { alerts } = useSession();
  const go = useNavigation((state) => state.go);
  const columns = useMemo(
    () =>
      alertColumns(
        ({ key }) => go({ kind: 'alert', key }),
        (key) => go({ kind: 'incident', key }),
      ),
    [go],
  );
  return (
    <QueuePage
      queue={alerts}
      title="Alerts"
      subject="alerts"
      columns={columns}
      besideTotal={<SetAsideChip />}
      enter={({ key }) => go({ kind: 'alert', key })}
      nameOf={nameOf}
      opens={null}
      renderPane={(alertKey, row, steps) => (
        <AlertPane
          alertKey={alertKey}
          row={row}
          steps={steps}
          onEnter={(key) => go({ kind: 'alert', key })}
          onEnterIncident={(key) => go({ kind: 'incident', key })}
        />
      )}
    />
  );
}

const nameOf = ({ title }: AlertRow): string => title;
