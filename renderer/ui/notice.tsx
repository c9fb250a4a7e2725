// A line across the page that says what holds for all of it, with what can be done about it.
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './notice.module.css';

interface NoticeProps {
  /** `trouble` is announced at once and stands out. */
  readonly tone: 'calm' | 'trouble';
  readonly children: ReactNode;
  /** Of NoticeButton. */
  readonly actions?: ReactNode;
}

export function Notice({ tone, children, actions }: NoticeProps) {
  return (
    <div
      className={classNames(styles.notice, tone === 'trouble' && styles.trouble)}
      role={tone === 'trouble' ? 'alert' : 'status'}
    >
      <span className={styles.text}>{children}</span>
      {actions}
    </div>
  );
}

interface NoticeButtonProps {
  onPress(): void;
  readonly children: ReactNode;
}

export function NoticeButton({ onPress, children }: NoticeButtonProps) {
  return (
    <button type="button" className={styles.button} onClick={onPress}>
      {children}
    </button>
  );
}
