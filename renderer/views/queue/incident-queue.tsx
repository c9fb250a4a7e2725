// The incident queue.
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { IncidentRow } from '../../../shared/contract/queue.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { MOST_MERGED } from '../../../shared/model/regrouping.ts';
import { useNavigation, useSession } from '../../state/session.tsx';
import { MergeIncidents } from '../merge-incidents/merge-incidents.tsx';
import { incidentColumns } from './incident-columns.tsx';
import { IncidentPane } from './incident-pane.tsx';
import { MoveWithin } from './move-within.tsx';
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
      besideTotal={<MoveWithin />}
      selectionTools={<MergeSelected />}
      nameOf={nameOf}
      opens={hasAlerts}
      renderPane={(key, row, steps) => (
        <IncidentPane incidentKey={key} row={row} steps={steps} onEnter={enter} />
      )}
    />
  );
}

function MergeSelected() {
  const { incidents } = useSession();
  const keys = useStore(incidents.selection, (state) => state.keys);
  if (keys.size < 2) return null;
  const isTooMany = keys.size > MOST_MERGED;
  return (
    <MergeIncidents
      keys={[...keys]}
      label="Merge"
      obstacle={isTooMany ? `${String(MOST_MERGED)} incidents can be merged at once.` : null}
      onMerged={() => incidents.selection.getState().clear()}
    />
  );
}

const nameOf = ({ name }: IncidentRow): string => name;
const hasAlerts = ({ alertsTotal }: IncidentRow): boolean => alertsTotal > 0;
