// Cells that both queues have.
import { serviceName, shortServiceName } from '../../../shared/model/short-names.ts';
import { Badge } from '../../ui/badge.tsx';
import { ownerName } from '../marks/short-names.ts';
import styles from './queue-cells.module.css';

export function Owner({ principal }: { readonly principal: string | null }) {
  if (principal === null || principal === '')
    return <span className={styles.soft}>Unassigned</span>;
  return <bdi title={principal}>{ownerName(principal)}</bdi>;
}

/** The first source by name, then how many more. */
export function Sources({ sources }: { readonly sources: readonly string[] }) {
  const [first] = sources;
  if (first === undefined) return <span className={styles.soft}>–</span>;
  return (
    <span className={styles.sources} title={sources.map(serviceName).join('\n')}>
      <bdi className={styles.source}>{shortServiceName(first)}</bdi>
      {sources.length > 1 && <span className={styles.more}>+{sources.length - 1}</span>}
    </span>
  );
}

export function Tags({ tags }: { readonly tags: readonly string[] }) {
  const [first] = tags;
  if (first === undefined) return null;
  return (
    <span className={styles.tags} title={tags.join('\n')}>
      <Badge>
        <bdi>{first}</bdi>
      </Badge>
      {tags.length > 1 && <span className={styles.more}>+{tags.length - 1}</span>}
    </span>
  );
}
