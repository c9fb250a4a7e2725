// What a rule would have done in the last 30 days, told before it is saved.
import { labelOf } from '../../../shared/model/labels.ts';
import type { TuningRule } from '../../../shared/model/tuning-rule.ts';
import type { Trial, TryOut } from '../../state/use-try-out.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import styles from './rule-pane.module.css';

interface RulePreviewProps {
  readonly action: TuningRule['action'];
  readonly tryOut: TryOut;
  /** The rule cannot be tried as it is. */
  readonly isUnready: boolean;
}

export function RulePreview({ action, tryOut, isUnready }: RulePreviewProps) {
  const { trial, isRunning, failure } = tryOut;
  return (
    <section
      className={styles.preview}
      aria-label="Alerts of the last 30 days"
      aria-busy={isRunning}
    >
      <h3 className={styles.previewTitle}>Last 30 days</h3>
      <div role="status">
        {isUnready && <p>Name an alert type or complete a condition to see what this is about.</p>}
        {failure !== null && <p className={styles.trouble}>{failure.summary}</p>}
        {!isUnready && failure === null && trial === null && <p>Looking through the alerts…</p>}
        {trial !== null && <Outcome action={action} trial={trial} isRunning={isRunning} />}
      </div>
      {trial !== null && trial.total > 0 && <Matches trial={trial} />}
    </section>
  );
}

interface OutcomeProps {
  readonly action: TuningRule['action'];
  readonly trial: Trial;
  readonly isRunning: boolean;
}

function Outcome({ action, trial, isRunning }: OutcomeProps) {
  const { total, examined, open, severities } = trial;
  const high = severities.find(({ severity }) => severity === 'high')?.count ?? 0;
  return (
    <>
      <p>
        <strong>{count(total, 'alert')}</strong> of {examined.toLocaleString('en-US')} would{' '}
        {action === 'hide' ? 'be hidden' : 'match'}
        {total > 0 && `: ${severities.map(severityCount).join(', ')}`}.
        {isRunning && ' Looking again…'}
      </p>
      {action === 'resolve' && total > 0 && (
        <p>
          Saving resolves {open === total ? 'all of them' : `the ${count(open, 'open one')}`} at the
          service that raised {open === 1 ? 'it' : 'them'}. Undoing the rule does not open them
          again.
        </p>
      )}
      {high > 0 && (
        <p className={styles.warning}>
          <span aria-hidden>▲</span> {count(high, 'high severity alert')} would{' '}
          {action === 'hide' ? 'leave the queue' : 'be resolved'}. Narrow the conditions if that is
          not meant.
        </p>
      )}
    </>
  );
}

function Matches({ trial }: { readonly trial: Trial }) {
  const more = trial.total - trial.alerts.length;
  return (
    <ul className={styles.matches} aria-label="Alerts it would be about" tabIndex={0}>
      {trial.alerts.map(({ row }) => (
        <li key={row.key}>
          <SeverityMark severity={row.severity} />
          <bdi title={row.title}>{row.title}</bdi>
          <bdi className={styles.matchAsset}>{row.assets[0]?.name}</bdi>
          <TimeText at={row.createdAt} />
        </li>
      ))}
      {more > 0 && <li>and {more.toLocaleString('en-US')} more</li>}
    </ul>
  );
}

function severityCount(of: { readonly severity: string; readonly count: number }): string {
  return `${of.count.toLocaleString('en-US')} ${labelOf('alertSeverity', of.severity).toLowerCase()}`;
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
