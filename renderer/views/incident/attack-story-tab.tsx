// Three panes on one story: alerts in order of time, the graph, details of what is selected. Selecting
// in one selects in all.
import { useMemo, useState } from 'react';
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentRoute } from '../../state/navigation.ts';
import { useNavigation } from '../../state/session.tsx';
import { alertsOfSelection } from '../../state/story-selection.ts';
import type { StorySelection } from '../../state/story-selection.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { StoryGraph } from '../story-graph/story-graph.tsx';
import { AlertList } from './alert-list.tsx';
import { StoryDetails } from './story-details.tsx';

interface AttackStoryTabProps {
  readonly detail: IncidentDetail;
  readonly route: IncidentRoute;
}

export function AttackStoryTab({ detail, route }: AttackStoryTabProps) {
  const { story, alerts } = detail;
  const amend = useNavigation((state) => state.amend);
  const { selection = null } = route;
  const setSelection = (next: StorySelection | null): void => amend({ ...route, selection: next });
  const [pointedAlert, setPointedAlert] = useState<AlertKey | null>(null);
  const [pointed, setPointed] = useState<StorySelection | null>(null);
  const litAlerts = useMemo(
    () => alertsOfSelection(pointed ?? selection, story),
    [pointed, selection, story],
  );
  const pointedAlerts = useMemo(
    () => (pointedAlert === null ? null : new Set([pointedAlert])),
    [pointedAlert],
  );
  if (alerts.length === 0) {
    return (
      <EmptyState title="No alerts, so no story">
        {detail.row.redirectIncidentId === null
          ? 'The service lists no alerts for this incident, or they have not been received yet. The story appears here when they come.'
          : 'The alerts of this incident went to the one it was merged into.'}
      </EmptyState>
    );
  }
  return (
    <SplitPane
      sized="first"
      label="alert list"
      initialSize={320}
      minSize={200}
      maxSize={560}
      first={
        <AlertList
          alerts={alerts}
          selectedKey={selection?.kind === 'alert' ? selection.key : null}
          litKeys={litAlerts}
          onSelect={(key) => setSelection({ kind: 'alert', key })}
          onPoint={setPointedAlert}
        />
      }
      second={
        <SplitPane
          sized="second"
          label="details"
          initialSize={360}
          minSize={240}
          maxSize={640}
          first={
            <StoryGraph
              story={story}
              selection={selection}
              pointedAlerts={pointedAlerts}
              onSelect={setSelection}
              onPoint={setPointed}
            />
          }
          second={<StoryDetails detail={detail} selection={selection} onSelect={setSelection} />}
        />
      }
    />
  );
}
