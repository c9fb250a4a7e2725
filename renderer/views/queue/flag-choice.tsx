// Yes, no, or either.
import styles from './queue-filters.module.css';

interface FlagChoiceProps {
  readonly label: string;
  /** null for either. */
  readonly value: boolean | null;
  onChoose(value: boolean | null): void;
}

const choices = [
  { label: 'Either', value: null },
  { label: 'Yes', value: true },
  { label: 'No', value: false },
] as const;

export function FlagChoice({ label, value, onChoose }: FlagChoiceProps) {
  return (
    <div className={styles.ranges} role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.label}
          type="button"
          role="radio"
          aria-checked={value === choice.value}
          className={styles.range}
          onClick={() => onChoose(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
