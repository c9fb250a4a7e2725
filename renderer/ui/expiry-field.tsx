// Until when something holds: one of the usual spans, a date and time, or for good.
import { Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { zoneName } from './time-format.ts';
import { TimeText, useTimeSetting } from './time-text.tsx';
import { fieldText, instantOf } from './time-field.ts';
import styles from './expiry-field.module.css';

interface ExpiryFieldProps {
  readonly label: string;
  /** UTC epoch milliseconds; null for never, NaN while what is typed is no time. */
  readonly expiresAt: number | null;
  /** Why it cannot be saved so. */
  readonly trouble: string | null;
  /** The span that `expiresAt` was made of; absent where it is a time, or never. */
  readonly firstDays?: 1 | 7 | 30 | 90 | 180;
  onChange(expiresAt: number | null): void;
}

const DAY_MS = 86_400_000;
const spans = [
  [1, 'In 1 day'],
  [7, 'In 7 days'],
  [30, 'In 30 days'],
  [90, 'In 90 days'],
  [180, 'In 180 days'],
] as const;

export function ExpiryField(props: ExpiryFieldProps) {
  const { label, expiresAt, trouble, firstDays, onChange } = props;
  const { zone, now } = useTimeSetting();
  const [choice, setChoice] = useState(
    expiresAt === null ? 'never' : firstDays === undefined ? 'date' : String(firstDays),
  );
  const [text, setText] = useState(() =>
    fieldText(expiresAt === null || Number.isNaN(expiresAt) ? now + 30 * DAY_MS : expiresAt, zone),
  );
  const choose = (next: string): void => {
    setChoice(next);
    if (next === 'never') onChange(null);
    else if (next === 'date') onChange(instantOf(text, zone));
    else onChange(now + Number(next) * DAY_MS);
  };
  return (
    <div className={styles.pair}>
      <Field
        label={label}
        validationMessage={trouble}
        hint={
          trouble === null && expiresAt !== null && choice !== 'date' ? (
            <TimeText at={expiresAt} form="absolute" />
          ) : null
        }
      >
        <Select value={choice} onChange={(_event, { value }) => choose(value)}>
          <option value="never">Never</option>
          {spans.map(([days, words]) => (
            <option key={days} value={String(days)}>
              {words}
            </option>
          ))}
          <option value="date">At a date and time</option>
        </Select>
      </Field>
      {choice === 'date' && (
        <Field label={`Date and time (${zoneName(expiresAt || now, zone)})`}>
          <Input
            type="datetime-local"
            value={text}
            onChange={(_event, { value }) => {
              setText(value);
              onChange(instantOf(value, zone));
            }}
          />
        </Field>
      )}
    </div>
  );
}
