// Both ends of a span of whole numbers; an empty end is open.
import { Button } from '@fluentui/react-components';
import { useId, useState } from 'react';
import styles from './queue-filters.module.css';

interface Span {
  readonly from?: number;
  readonly to?: number;
}

interface NumberSpanProps {
  readonly label: string;
  readonly least: number;
  readonly most: number;
  readonly span: Span;
  onApply(span: Span): void;
}

export function NumberSpan({ label, least, most, span, onApply }: NumberSpanProps) {
  const id = useId();
  const [from, setFrom] = useState(span.from?.toString() ?? '');
  const [to, setTo] = useState(span.to?.toString() ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const apply = (): void => {
    const [first, last] = [readEnd(from), readEnd(to)];
    const isInside = (end: number | undefined) =>
      end === undefined || (end >= least && end <= most);
    if (!isInside(first) || !isInside(last)) {
      setProblem(`Give whole numbers from ${least} to ${most}.`);
    } else if (first !== undefined && last !== undefined && first > last) {
      setProblem('The first number has to be no greater than the second.');
    } else {
      setProblem(null);
      onApply({
        ...(first !== undefined && { from: first }),
        ...(last !== undefined && { to: last }),
      });
    }
  };
  return (
    <form
      className={styles.custom}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <label htmlFor={`${id}-from`}>From</label>
      <input
        id={`${id}-from`}
        inputMode="numeric"
        placeholder={String(least)}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <label htmlFor={`${id}-to`}>To</label>
      <input
        id={`${id}-to`}
        inputMode="numeric"
        placeholder={String(most)}
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
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

/** NaN for what is no whole number; it is inside of no span. */
function readEnd(text: string): number | undefined {
  const wanted = text.trim();
  if (wanted === '') return undefined;
  return /^\d+$/.test(wanted) ? Number(wanted) : Number.NaN;
}
