// How things hang together, as sentences: "203.0.113.7 sends traffic to web-01".
import { useState } from 'react';
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import type { EntityKey } from '../../../shared/model/entity.ts';
import type { IncidentStory, StoryEdge } from '../../../shared/story/incident-story.ts';
import type { StorySelection } from '../../state/story-selection.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/section.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { edgeWords } from '../marks/edge-words.ts';
import { DetailsHead } from '../../ui/details-head.tsx';
import { alertPick } from './entity-picks.tsx';
import { PickList } from './pick-list.tsx';
import styles from './details.module.css';

interface RelationDetailsProps {
  readonly edges: readonly StoryEdge[];
  readonly detail: IncidentDetail;
  onSelect(selection: StorySelection): void;
}

export function RelationDetails({ edges, detail, onSelect }: RelationDetailsProps) {
  const keys = new Set(edges.flatMap(({ alertKeys }) => alertKeys));
  const alerts = detail.alerts.filter(({ row }) => keys.has(row.key));
  return (
    <>
      <DetailsHead title={edges.length === 1 ? 'Relation' : `${String(edges.length)} relations`} />
      <Section title="What is known">
        <RelationList edges={edges} story={detail.story} onSelect={onSelect} />
      </Section>
      <Section title="From alerts" count={alerts.length}>
        <PickList picks={alerts.map((alert) => alertPick(alert, onSelect))} />
      </Section>
    </>
  );
}

interface RelationListProps {
  readonly edges: readonly StoryEdge[];
  readonly story: IncidentStory;
  onSelect(selection: StorySelection): void;
}

const SHOWN_MAX = 12;

export function RelationList({ edges, story, onSelect }: RelationListProps) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? edges : edges.slice(0, SHOWN_MAX);
  const end = (key: EntityKey) => (
    <LinkButton onPress={() => onSelect({ kind: 'entities', keys: [key] })}>
      {story.entities.find(({ entity }) => entity.key === key)?.entity.name ?? key}
    </LinkButton>
  );
  return (
    <ul className={styles.relations}>
      {shown.map((edge) => (
        <li key={edge.id}>
          <span className={styles.sentence}>
            {end(edge.source)} <em>{edgeWords[edge.kind]}</em> {end(edge.target)}
          </span>
          {edge.severity === null ? (
            <span className={styles.note}>Context</span>
          ) : (
            <SeverityMark severity={edge.severity} />
          )}
        </li>
      ))}
      {edges.length > shown.length && (
        <li>
          <LinkButton onPress={() => setShowsAll(true)}>
            Show {edges.length - shown.length} more
          </LinkButton>
        </li>
      )}
    </ul>
  );
}
