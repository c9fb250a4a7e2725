// A row of choices with counts, one of which is in force.
import styles from './tabs.module.css';

export interface CategoryChoice<Name extends string> {
  /** null stands for all. */
  readonly name: Name | null;
  readonly title: string;
  readonly count: number;
}

interface CategoryBarProps<Name extends string> {
  readonly label: string;
  readonly choices: readonly CategoryChoice<Name>[];
  readonly chosen: Name | null;
  onChoose(name: Name | null): void;
}

export function CategoryBar<Name extends string>(props: CategoryBarProps<Name>) {
  const { label, choices, chosen, onChoose } = props;
  return (
    <div className={styles.bar} role="group" aria-label={label}>
      {choices.map(({ name, title, count }) => (
        <button
          key={title}
          type="button"
          className={styles.choice}
          aria-pressed={name === chosen}
          onClick={() => onChoose(name)}
        >
          {title} <span>{count}</span>
        </button>
      ))}
    </div>
  );
}
