// A setting with a few values, all of them in sight.
import styles from './settings-page.module.css';

interface ChoiceProps<Value> {
  readonly label: string;
  readonly hint: string;
  readonly value: Value;
  readonly choices: readonly (readonly [value: Value, label: string])[];
  onChoose(value: Value): void;
}

export function Choice<Value extends string | number>(props: ChoiceProps<Value>) {
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.label}>{props.label}</legend>
      <div className={styles.options}>
        {props.choices.map(([value, label]) => (
          <label key={value} className={styles.option}>
            <input
              type="radio"
              name={props.label}
              checked={props.value === value}
              onChange={() => props.onChoose(value)}
            />
            {label}
          </label>
        ))}
      </div>
      <p className={styles.hint}>{props.hint}</p>
    </fieldset>
  );
}
