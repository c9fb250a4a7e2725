// One thing of the story: what it is and of which cloud, its ids, what it did, and in which alerts.
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import type { StoryEntity } from '../../../shared/story/incident-story.ts';
import type { StorySelection } from '../../state/story-selection.ts';
import { Section } from '../../ui/section.tsx';
import { EntityFacts } from '../entity-facts/entity-facts.tsx';
import { alertPick } from './entity-picks.tsx';
import { PickList } from './pick-list.tsx';
import { RelationList } from './relation-details.tsx';
import { SameMachine } from './same-machine.tsx';
import styles from './details.module.css';

interface EntityDetailsProps {
  readonly subject: StoryEntity;
  readonly detail: IncidentDetail;
  onSelect(selection: StorySelection): void;
}

export function EntityDetails({ subject, detail, onSelect }: EntityDetailsProps) {
  const { entity } = subject;
  const alerts = detail.alerts.filter(({ row }) => subject.alertKeys.includes(row.key));
  const edges = detail.story.edges.filter(
    ({ source, target }) => source === entity.key || target === entity.key,
  );
  return (
    <>
      <EntityFacts subject={subject} rows={alerts.map(({ row }) => row)} />
      {(entity.category === 'device' || entity.category === 'cloudResource') && (
        <SameMachine
          key={entity.key}
          entity={entity.key}
          alerts={detail.alerts.map(({ row }) => row.key)}
          onSelect={onSelect}
        />
      )}
      <Section title="In alerts" count={alerts.length}>
        <PickList picks={alerts.map((alert) => alertPick(alert, onSelect))} />
      </Section>
      <Section title="Relations" count={edges.length}>
        {edges.length === 0 ? (
          <p className={styles.soft}>Nothing else is named together with it.</p>
        ) : (
          <RelationList edges={edges} story={detail.story} onSelect={onSelect} />
        )}
      </Section>
    </>
  );
}
