// The right pane of the attack story: what is selected, or the incident in short.
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import type { StorySelection } from '../../state/story-selection.ts';
import { AlertDetails } from './alert-details.tsx';
import { EntityDetails } from './entity-details.tsx';
import { GroupDetails } from './group-details.tsx';
import { IncidentSummary } from './incident-summary.tsx';
import { RelationDetails } from './relation-details.tsx';
import styles from './details.module.css';

interface StoryDetailsProps {
  readonly detail: IncidentDetail;
  readonly selection: StorySelection | null;
  onSelect(selection: StorySelection | null): void;
}

export function StoryDetails(props: StoryDetailsProps) {
  return (
    // Focusable, so that it can be scrolled by keyboard where nothing in it is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <aside className={styles.pane} aria-label="Details of what is selected" tabIndex={0}>
      <Content {...props} />
    </aside>
  );
}

function Content({ detail, selection, onSelect }: StoryDetailsProps) {
  if (selection?.kind === 'alert') {
    const alert = detail.alerts.find(({ row }) => row.key === selection.key);
    if (alert) {
      return <AlertDetails alert={alert} story={detail.story} onSelect={onSelect} />;
    }
  }
  if (selection?.kind === 'entities') {
    const keys = new Set(selection.keys);
    const chosen = detail.story.entities.filter(({ entity }) => keys.has(entity.key));
    const [first] = chosen;
    if (first && chosen.length === 1) {
      return <EntityDetails subject={first} detail={detail} onSelect={onSelect} />;
    }
    if (chosen.length > 1) return <GroupDetails members={chosen} onSelect={onSelect} />;
  }
  if (selection?.kind === 'edges') {
    const ids = new Set(selection.ids);
    const edges = detail.story.edges.filter(({ id }) => ids.has(id));
    if (edges.length > 0) {
      return <RelationDetails edges={edges} detail={detail} onSelect={onSelect} />;
    }
  }
  return <IncidentSummary detail={detail} />;
}
