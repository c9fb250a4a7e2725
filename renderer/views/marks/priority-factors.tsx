// Why an incident has its priority score: each factor with its points, which add up to the score.
import type { PriorityScore } from '../../../shared/priority/priority-score.ts';
import { priorityBand } from './priority-band.ts';
import styles from './priority-factors.module.css';

interface PriorityFactorsProps {
  readonly priority: PriorityScore;
  /** As the service scored it; null where it gave none. */
  readonly serviceScore: number | null;
}

export function PriorityFactors({ priority, serviceScore }: PriorityFactorsProps) {
  const { score, factors } = priority;
  return (
    <>
      <dl className={styles.factors}>
        {factors.map(({ name, points, reason }) => (
          <div key={name} className={styles.factor}>
            <dt>
              <bdi>{reason}</bdi>
            </dt>
            <dd>+{points}</dd>
          </div>
        ))}
        <div className={styles.sum}>
          <dt>Priority score, {priorityBand(score).label.toLowerCase()}</dt>
          <dd>{score} of 100</dd>
        </div>
      </dl>
      {serviceScore !== null && (
        <p className={styles.service}>
          The service scored it {serviceScore}, by a formula of its own.
        </p>
      )}
    </>
  );
}
