// How one thing hangs together with the others of the alert, as sentences.
import type { EntityKey } from '../../../shared/model/entity.ts';
import type { IncidentStory } from '../../../shared/story/incident-story.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/section.tsx';
import { edgeWords } from '../marks/edge-words.ts';
import styles from './alert-page.module.css';

interface EntityRelationsProps {
  readonly entity: EntityKey;
  readonly story: IncidentStory;
  onSelect(key: EntityKey): void;
}

const SHOWN = 20;

export function EntityRelations({ entity, story, onSelect }: EntityRelationsProps) {
  const edges = story.edges.filter(({ source, target }) => source === entity || target === entity);
  if (edges.length === 0) return null;
  const end = (key: EntityKey) => (
    <LinkButton onPress={() => onSelect(key)}>
      {story.entities.find((one) => one.entity.key === key)?.entity.name ?? key}
    </LinkButton>
  );
  return (
    <Section title="Relations" count={edges.length}>
      <ul className={styles.relations}>
        {edges.slice(0, SHOWN).map(({ id, source, kind, target }) => (
          <li key={id}>
            {end(source)} <span className={styles.soft}>{edgeWords[kind]}</span> {end(target)}
          </li>
        ))}
        {edges.length > SHOWN && (
          <li className={styles.soft}>
            {`and ${(edges.length - SHOWN).toLocaleString('en-US')} more, told in the attack story`}
          </li>
        )}
      </ul>
    </Section>
  );
}
