// The time range of a queue: the usual ones, or both ends by date and time.
import { Button } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { TimeRange } from '../../../shared/contract/queue.ts';
import { rangeChoices } from '../../state/queue-filter.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { fieldText } from '../../ui/time-field.ts';
import { zoneName } from '../../ui/time-format.ts';
import { useTimeSetting } from '../../ui/time-text.tsx';
import { rangeLabel, readRange } from './custom-range.ts';
import styles from './queue-filters.module.css';

interface RangeChipProps {
  /** Which time the range is about: "Last update". */
  readonly name: string;
  /** null where none is set. */
  readonly range: TimeRange | null;
  onChange(range: TimeRange): void;
  /** Absent where the chip keeps that to itself. */
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  /** Takes the filter away; absent where it always applies. */
  readonly onRemove?: () => void;
}

export function RangeChip(props: RangeChipProps) {
  const { name, range, onChange, onRemove } = props;
  const setting = useTimeSetting();
  const [isOwnOpen, setOwnOpen] = useState(false);
  const { isOpen = isOwnOpen, onOpenChange: setOpen = setOwnOpen } = props;
  const choose = (chosen: TimeRange): void => {
    onChange(chosen);
    setOpen(false);
  };
  return (
    <FilterChip
      name={name}
      summary={range === null ? null : rangeLabel(range, setting)}
      isOpen={isOpen}
      onOpenChange={setOpen}
      {...(onRemove && { onRemove })}
    >
      <div className={styles.ranges} role="radiogroup" aria-label={name}>
        {rangeChoices.map(({ days, label }) => {
          const isChosen = range?.kind === 'days' && range.days === days;
          return (
            <button
              key={days}
              type="button"
              role="radio"
              aria-checked={isChosen}
              className={styles.range}
              onClick={() => choose({ kind: 'days', days })}
            >
              {label}
            </button>
          );
        })}
      </div>
      <CustomRange range={range ?? { kind: 'days', days: 7 }} onApply={choose} />
    </FilterChip>
  );
}

const DAY_MS = 86_400_000;

function CustomRange(props: { readonly range: TimeRange; onApply(range: TimeRange): void }) {
  const { zone, now } = useTimeSetting();
  const { range } = props;
  const id = useId();
  const [from, setFrom] = useState(() =>
    fieldText(range.kind === 'between' ? range.fromAt : now - range.days * DAY_MS, zone),
  );
  const [to, setTo] = useState(() => fieldText(range.kind === 'between' ? range.toAt : now, zone));
  const [problem, setProblem] = useState<string | null>(null);
  const apply = (): void => {
    const reading = readRange(from, to, zone);
    setProblem(reading.ok ? null : reading.problem);
    if (reading.ok) props.onApply(reading.range);
  };
  return (
    <form
      className={styles.custom}
      aria-label="Custom range"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <label htmlFor={`${id}-from`}>From</label>
      <input
        id={`${id}-from`}
        type="datetime-local"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <label htmlFor={`${id}-to`}>To</label>
      <input
        id={`${id}-to`}
        type="datetime-local"
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <span className={styles.zone}>Times in {zoneName(now, zone)}</span>
      <Button size="small" type="submit">
        Apply
      </Button>
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
