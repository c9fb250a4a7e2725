// Says that rows came in which are not shown yet, since somebody looks at those that are.
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import styles from './queue-page.module.css';

interface WaitingPillProps {
  readonly count: number;
  /** Rows changed places without new ones. */
  readonly hasNewOrder: boolean;
  readonly subject: 'incidents' | 'alerts';
  onShow(): void;
}

export function WaitingPill({ count, hasNewOrder, subject, onShow }: WaitingPillProps) {
  const isShown = count > 0 || hasNewOrder;
  const text = count > 0 ? `${count} new` : 'New order';
  return (
    <div className={styles.pillPlace} role="status">
      {isShown && (
        <button
          type="button"
          className={styles.pill}
          title={count > 0 ? `Show the new ${subject}` : `Show the ${subject} in their new order`}
          onClick={onShow}
        >
          <ArrowUpRegular aria-hidden />
          {text}
        </button>
      )}
    </div>
  );
}
