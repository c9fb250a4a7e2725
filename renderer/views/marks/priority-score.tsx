// The priority score of an incident: number, thin bar and, where there is room, the word for its band.
import { Spoken } from '../../ui/spoken.tsx';
import { priorityBand } from './priority-band.ts';
import styles from './marks.module.css';

interface PriorityScoreProps {
  /** 0 to 100; null while it is worked out. */
  readonly score: number | null;
  readonly withWord?: boolean;
}

export function PriorityScore({ score, withWord = false }: PriorityScoreProps) {
  if (score === null) {
    return (
      <span className={styles.absent} title="The priority is being worked out">
        …<Spoken>Being worked out</Spoken>
      </span>
    );
  }
  const { name, label } = priorityBand(score);
  return (
    <span className={styles.score} data-band={name} title={`Priority score ${score}: ${label}`}>
      <span className={styles.scoreNumber}>{score}</span>
      <svg className={styles.scoreBar} viewBox="0 0 40 4" preserveAspectRatio="none" aria-hidden>
        <rect className={styles.scoreTrack} width="40" height="4" rx="2" />
        <rect width={Math.max(2, Math.min(100, score) * 0.4)} height="4" rx="2" />
      </svg>
      {withWord ? <span>{label}</span> : <Spoken>{label}</Spoken>}
    </span>
  );
}
