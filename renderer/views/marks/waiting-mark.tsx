// Says that what is shown is not yet at the service.
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import styles from './waiting-mark.module.css';

const explanation = 'Saved on this machine, not yet delivered';

export function WaitingMark({ withWord = false }: { readonly withWord?: boolean }) {
  return (
    <span className={styles.mark} role="img" aria-label={explanation} title={explanation}>
      <ClockRegular aria-hidden />
      {withWord && <span aria-hidden>Waiting</span>}
    </span>
  );
}
