// What was done about the evidence of an alert, by the service or by people there.
import { evidenceLabel, labelOf } from '../../../shared/model/labels.ts';
import type { StoryEvidence } from '../../../shared/story/incident-story.ts';
import { Section } from '../../ui/section.tsx';
import styles from './alert-page.module.css';

/** Nothing was done where one of these stands. */
const IDLE: ReadonlySet<string> = new Set(['none', 'unknown', 'active', 'unknownFutureValue', '']);

export function ActionsTaken({ evidence }: { readonly evidence: readonly StoryEvidence[] }) {
  const treated = evidence.filter(({ remediationStatus }) => !IDLE.has(remediationStatus));
  if (treated.length === 0) return null;
  return (
    <Section title="Actions taken" count={treated.length}>
      <ul className={styles.actionsTaken}>
        {treated.slice(0, SHOWN).map(({ id, title, kind, remediationStatus }) => (
          <li key={id}>
            <strong>{labelOf('evidenceRemediationStatus', remediationStatus)}</strong>{' '}
            <bdi>{title}</bdi> <span className={styles.soft}>{evidenceLabel(kind)}</span>
          </li>
        ))}
        {treated.length > SHOWN && (
          <li className={styles.soft}>
            {`and ${(treated.length - SHOWN).toLocaleString('en-US')} more, told in the evidence`}
          </li>
        )}
      </ul>
    </Section>
  );
}

const SHOWN = 20;
