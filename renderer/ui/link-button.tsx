// A press that goes somewhere inside the app: looks like a link, is a button.
import type { ReactNode } from 'react';
import styles from './link-button.module.css';

interface LinkButtonProps {
  onPress(): void;
  /** False keeps it out of the tab order, inside grid rows that do not have the keyboard. */
  readonly isTabStop?: boolean;
  readonly title?: string;
  readonly children: ReactNode;
}

export function LinkButton({ onPress, isTabStop = true, title, children }: LinkButtonProps) {
  return (
    <button
      type="button"
      role="link"
      className={styles.link}
      tabIndex={isTabStop ? 0 : -1}
      title={title}
      onClick={onPress}
    >
      <bdi>{children}</bdi>
    </button>
  );
}
