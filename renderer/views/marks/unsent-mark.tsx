// Says that what is shown is not at any service.
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { LaptopRegular } from '@fluentui/react-icons/svg/laptop';
import type { Unsent } from '../../../shared/contract/queue.ts';
import styles from './unsent-mark.module.css';

const looks = {
  waiting: {
    Icon: ClockRegular,
    word: 'Waiting',
    explanation: 'Saved on this machine, not yet delivered',
  },
  kept: {
    Icon: LaptopRegular,
    word: 'Kept here',
    explanation: 'Kept on this computer: no source takes it',
  },
} as const;

interface UnsentMarkProps {
  /** Nothing is shown for null. */
  readonly unsent: Unsent | null;
  readonly withWord?: boolean;
}

export function UnsentMark({ unsent, withWord = false }: UnsentMarkProps) {
  if (unsent === null) return null;
  const { Icon, word, explanation } = looks[unsent];
  return (
    <span className={styles.mark} role="img" aria-label={explanation} title={explanation}>
      <Icon aria-hidden />
      {withWord && <span aria-hidden>{word}</span>}
    </span>
  );
}
