// An id that shows its start and end, copies whole with one press, and opens whole on hover.
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useEffect, useState } from 'react';
import { copyText } from './clipboard.ts';
import { elideMiddle } from './elide.ts';
import styles from './copyable-id.module.css';

interface CopyableIdProps {
  /** What the id is of, for screen readers: "incident id". */
  readonly label: string;
  readonly value: string;
  /** Characters shown at most. */
  readonly limit?: number;
  /** False keeps it out of the tab order, inside grid rows that do not have the keyboard. */
  readonly isTabStop?: boolean;
}

const CONFIRM_MS = 1_500;

export function CopyableId({ label, value, limit = 24, isTabStop = true }: CopyableIdProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  return (
    <button
      type="button"
      className={styles.id}
      title={value}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={`Copy ${label} ${value}`}
      onClick={() => setOutcome(copyText(value) ? 'copied' : 'refused')}
    >
      <bdi>{elideMiddle(value, limit)}</bdi>
      {outcome === 'copied' ? <CheckmarkRegular aria-hidden /> : <CopyRegular aria-hidden />}
      <span role="status" className={styles.outcome}>
        {outcome === 'copied' && 'Copied'}
        {outcome === 'refused' && 'The clipboard refused it'}
      </span>
    </button>
  );
}
