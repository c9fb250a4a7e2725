// What to do about an incident, and the threats behind it, as its alerts tell them.
import type { AlertDetail } from '../../../shared/contract/store-queries.ts';
import { Section } from '../../ui/section.tsx';
import { adviceOf, threatsOf } from './advice.ts';
import styles from './side-pane.module.css';

/** The incident's page has all of them, alert by alert. */
const MOST_ADVICE = 3;
const MOST_THREATS = 10;

export function IncidentAdvice({ alerts }: { readonly alerts: readonly AlertDetail[] }) {
  const advice = adviceOf(alerts);
  const threats = threatsOf(alerts);
  return (
    <>
      {advice.length > 0 && (
        <Section title="Recommended actions">
          {advice.slice(0, MOST_ADVICE).map(({ text, alerts: count }) => (
            <div key={text} className={styles.advice}>
              <p className={styles.text}>{text}</p>
              {alerts.length > 1 && (
                <p className={styles.soft}>
                  For {count === 1 ? 'one alert' : `${count} alerts`} of {alerts.length}
                </p>
              )}
            </div>
          ))}
          {advice.length > MOST_ADVICE && (
            <p className={styles.soft}>
              {advice.length - MOST_ADVICE} more on the incident page, with the alerts
            </p>
          )}
        </Section>
      )}
      {threats.length > 0 && (
        <Section title="Related threats" count={threats.length}>
          {threats.slice(0, MOST_THREATS).map(({ kind, name }) => (
            <p key={`${kind} ${name}`} className={styles.text}>
              <span className={styles.soft}>{kind}: </span>
              <bdi>{name}</bdi>
            </p>
          ))}
        </Section>
      )}
    </>
  );
}
