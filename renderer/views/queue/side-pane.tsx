// The pane beside a queue: a heading, steps through the list, and what the row is about.
import { Button } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { ReactNode } from 'react';
import type { PaneSteps } from './queue-page.tsx';
import styles from './side-pane.module.css';

interface SidePaneProps {
  readonly title: string;
  /** "incident" or "alert". */
  readonly subject: string;
  /** Marks under the title. */
  readonly marks: ReactNode;
  /** Beside the way to the page. */
  readonly action?: ReactNode;
  readonly steps: PaneSteps;
  onEnter(): void;
  readonly children: ReactNode;
}

export function SidePane(props: SidePaneProps) {
  const { title, subject, marks, action, steps, onEnter, children } = props;
  return (
    <aside className={styles.pane} aria-label={`Summary of ${subject} ${title}`}>
      <header className={styles.header}>
        <div className={styles.tools}>
          <Button size="small" appearance="primary" onClick={onEnter}>
            Open {subject} page
          </Button>
          {action}
          <span className={styles.gap} />
          <Button
            size="small"
            appearance="subtle"
            icon={<ChevronUpRegular />}
            aria-label={`Previous ${subject}`}
            title={`Previous ${subject} of the list`}
            disabled={steps.toPrevious === null}
            onClick={() => steps.toPrevious?.()}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<ChevronDownRegular />}
            aria-label={`Next ${subject}`}
            title={`Next ${subject} of the list`}
            disabled={steps.toNext === null}
            onClick={() => steps.toNext?.()}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label="Close"
            title="Close (Esc)"
            onClick={steps.close}
          />
        </div>
        <h2 className={styles.title}>
          <bdi>{title}</bdi>
        </h2>
        <div className={styles.marks}>{marks}</div>
      </header>
      <div className={styles.content}>{children}</div>
    </aside>
  );
}
