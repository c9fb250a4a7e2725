// The top of a details pane: a mark, a name that may be of any length, and what it is.
import type { ReactNode } from 'react';
import styles from './details-head.module.css';

interface DetailsHeadProps {
  readonly icon?: ReactNode;
  readonly title: string;
  /** Marks and words under the title. */
  readonly children?: ReactNode;
}

export function DetailsHead({ icon, title, children }: DetailsHeadProps) {
  return (
    <header className={styles.head}>
      <h2 className={styles.name}>
        {icon !== undefined && <span className={styles.icon}>{icon}</span>}
        <bdi>{title}</bdi>
      </h2>
      {children !== undefined && <div className={styles.marks}>{children}</div>}
    </header>
  );
}
