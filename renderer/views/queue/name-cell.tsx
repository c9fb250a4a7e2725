// An incident's name in its row: bold while nobody looked at it, with a dot where it changed since.
import type { IncidentRow } from '../../../shared/contract/queue.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Searched } from '../marks/searched-words.tsx';
import { unreadWords } from '../marks/unread-words.ts';
import styles from './queue-cells.module.css';

interface NameCellProps {
  readonly row: IncidentRow;
  readonly isActive: boolean;
  enter(row: IncidentRow): void;
}

export function NameCell({ row, isActive, enter }: NameCellProps) {
  const { name, status, unread } = row;
  const news = unread === null ? null : unreadWords(unread);
  return (
    <span
      className={status === 'resolved' && unread === null ? styles.soft : styles.name}
      data-unread={unread?.kind}
      title={news === null ? name : `${name}\n${news}`}
    >
      {unread?.kind === 'changed' && <span className={styles.changed} aria-hidden />}
      <LinkButton isTabStop={isActive} onPress={() => enter(row)}>
        <Searched text={name} />
      </LinkButton>
      {news !== null && <span className={styles.spoken}>{news}</span>}
    </span>
  );
}
