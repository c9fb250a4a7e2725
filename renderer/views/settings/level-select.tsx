// The choice of a level of criticality.
import { CRITICALITIES, CRITICALITY_WORDS } from '../../../shared/priority/criticality-rule.ts';
import type { Criticality } from '../../../shared/priority/priority-weights.ts';
import styles from './asset-criticality.module.css';

interface LevelSelectProps {
  readonly label: string;
  readonly value: Criticality;
  onChoose(level: Criticality): void;
}

export function LevelSelect({ label, value, onChoose }: LevelSelectProps) {
  return (
    <select
      className={styles.level}
      aria-label={label}
      value={value}
      onChange={({ target }) => {
        const level = CRITICALITIES.find((one) => one === target.value);
        if (level !== undefined) onChoose(level);
      }}
    >
      {CRITICALITIES.map((level) => (
        <option key={level} value={level}>
          {capitalized(CRITICALITY_WORDS[level])}
        </option>
      ))}
    </select>
  );
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
