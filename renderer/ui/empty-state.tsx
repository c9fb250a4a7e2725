// What stands where nothing is: says why, and teaches the next step.
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  /** Why there is nothing, and what to do. */
  readonly children?: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
  /** `trouble` is announced at once. */
  readonly tone?: 'calm' | 'trouble';
}

export function EmptyState({ icon, title, children, actions, tone = 'calm' }: EmptyStateProps) {
  return (
    <div className={styles.empty} role={tone === 'trouble' ? 'alert' : undefined}>
      {icon !== undefined && (
        <div className={styles.icon} data-tone={tone} aria-hidden>
          {icon}
        </div>
      )}
      <h2 className={styles.title}>{title}</h2>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
