// The incident queue.
import { useMemo } from 'react';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { useNavigation, useSession } from '../../state/session.tsx';
import { incidentColumns } from './incident-columns.tsx';
import { IncidentPane } from './incident-pane.tsx';
import { QueuePage } from './queue-page.tsx';

export function IncidentQueue() {
  const { incidents } = useSession();
  const go = useNavigation((state) => state.go);
  const columns = useMemo(() => incidentColumns(({ key }) => go({ kind: 'incident', key })), [go]);
  const enter = (key: IncidentKey): void => go({ kind: 'incident', key });
  return (
    <QueuePage
      queue={incidents}
      title="Incidents"
      subject="incidents"
      columns={columns}
      enter={({ key }) => enter(key)}
      nameOf={({ name }) => name}
      renderPane={(key, row, steps) => (
        <IncidentPane incidentKey={key} row={row} steps={steps} onEnter={enter} />
      )}
    />
  );
}
