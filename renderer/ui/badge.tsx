// Small labels: a quiet outlined word, or a filled one where it has to be seen.
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './badge.module.css';

interface BadgeProps {
  readonly tone?: 'quiet' | 'accent' | 'bad' | 'good';
  readonly title?: string;
  readonly children: ReactNode;
}

export function Badge({ tone = 'quiet', title, children }: BadgeProps) {
  return (
    <span className={classNames(styles.badge, styles[tone])} title={title}>
      {children}
    </span>
  );
}
