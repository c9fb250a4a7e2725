// Tells those who do not see the list how many rows a filter leaves, once they have stopped changing it.
import { useEffect, useRef, useState } from 'react';
import type { QueueFilter } from '../../../shared/contract/queue.ts';
import { isSameFilter } from '../../state/queue-filter.ts';
import styles from './queue-page.module.css';

interface QueueAnnouncementProps {
  readonly filter: QueueFilter;
  /** null until the store has answered. */
  readonly total: number | null;
  readonly subject: 'incidents' | 'alerts';
}

const QUIET_MS = 700;

export function QueueAnnouncement({ filter, total, subject }: QueueAnnouncementProps) {
  const [words, setWords] = useState('');
  const told = useRef(filter);
  useEffect(() => {
    // Rows that come and go by themselves are told by the pill.
    if (total === null || isSameFilter(told.current, filter)) return undefined;
    const timer = setTimeout(() => {
      told.current = filter;
      setWords(
        total === 1
          ? `1 ${subject.slice(0, -1)} matches the filters`
          : `${total.toLocaleString('en-US')} ${subject} match the filters`,
      );
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [filter, total, subject]);
  return (
    <span className={styles.announced} role="status">
      {words}
    </span>
  );
}
