// What a change of many rows does: counts by field, what stays and why, and the rows by name.
import type { BulkPlan } from '../../state/bulk-plan.ts';
import type { BulkSubject } from '../../state/bulk.ts';
import { countOf, exceptionWords, fieldWords } from './plan-words.ts';
import styles from './many-pane.module.css';

interface PlanPreviewProps {
  readonly plan: BulkPlan;
  readonly subject: BulkSubject;
  /** Nothing is chosen yet. */
  readonly isEmpty: boolean;
}

/** As many as a person looks through; the counts are of all. */
const NAMED_ROWS = 100;

export function PlanPreview({ plan, subject, isEmpty }: PlanPreviewProps) {
  const { steps, fields, comments, alertsResolved } = plan;
  if (isEmpty) return <p>Choose what is to change.</p>;
  const lines = [
    ...fields.map(fieldWords),
    ...(comments.written > 0 ? [`Comment: written on ${countOf(comments.written, subject)}`] : []),
    ...(alertsResolved > 0 ? [`Resolved with them: ${countOf(alertsResolved, 'alert')}`] : []),
  ];
  return (
    <>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <ul className={styles.exceptions}>
        {exceptionWords(plan, subject).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {steps.length > 0 && (
        <details>
          <summary>{countOf(steps.length, subject)} to change</summary>
          <ul className={styles.names}>
            {steps.slice(0, NAMED_ROWS).map(({ name }, index) => (
              <li key={index}>
                <bdi>{name}</bdi>
              </li>
            ))}
            {steps.length > NAMED_ROWS && (
              <li>and {(steps.length - NAMED_ROWS).toLocaleString('en-US')} more</li>
            )}
          </ul>
        </details>
      )}
    </>
  );
}
