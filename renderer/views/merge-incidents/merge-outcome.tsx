// What stands against a merge, or what the kept incident holds after it.
import type { MergePreview } from '../../../shared/grouping/merge-plan.ts';
import type { MergeSubject, MergeVeto } from '../../../shared/grouping/merge-vetoes.ts';
import { Badge } from '../../ui/badge.tsx';
import { alertsWords } from './merge-words.ts';
import styles from './merge-pane.module.css';

interface MergeOutcomeProps {
  readonly vetoes: readonly MergeVeto[];
  readonly preview: MergePreview;
  readonly target: MergeSubject;
}

export function MergeOutcome({ vetoes, preview, target }: MergeOutcomeProps) {
  if (vetoes.length > 0) {
    return (
      <section role="alert" className={styles.vetoes}>
        <h3>They cannot be merged</h3>
        <ul>
          {vetoes.map(({ field, sentence }) => (
            <li key={field}>{sentence}</li>
          ))}
        </ul>
      </section>
    );
  }
  const { alerts, movedAlerts, entities, comments, tags } = preview;
  return (
    <section className={styles.outcome} aria-label="After the merge">
      <h3>After the merge</h3>
      <p>
        <bdi className={styles.kept}>{target.name}</bdi> has {alertsWords(alerts)}, of which{' '}
        {movedAlerts.toLocaleString('en-US')} {movedAlerts === 1 ? 'is' : 'are'} new to it,{' '}
        {counted(entities, 'entity', 'entities')} and {counted(comments, 'comment', 'comments')}. It
        keeps its own name, status, owner and classification.
      </p>
      {tags.length > 0 && (
        <p className={styles.tags}>
          Tags:{' '}
          {tags.map((tag) => (
            <Badge key={tag}>
              <bdi>{tag}</bdi>
            </Badge>
          ))}
        </p>
      )}
    </section>
  );
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
