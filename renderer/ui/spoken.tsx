// Text that is read out and not seen: what a sighted person has from a shape or a place.
import type { ReactNode } from 'react';
import styles from './spoken.module.css';

interface SpokenProps {
  readonly children: ReactNode;
  /** It is read out whenever it changes. */
  readonly isLive?: boolean;
}

export function Spoken({ children, isLive = false }: SpokenProps) {
  return (
    <span role={isLive ? 'status' : undefined} className={styles.spoken}>
      {children}
    </span>
  );
}
