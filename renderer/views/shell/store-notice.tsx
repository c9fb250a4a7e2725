// Above the page: what the start found lost, until it is dismissed.
import { useState } from 'react';
import { useSync } from '../../state/session.tsx';
import styles from './store-notice.module.css';

export function StoreNotice() {
  const notice = useSync(({ store }) => store.notice);
  const [isDismissed, setDismissed] = useState(false);
  if (notice === null || isDismissed) return null;
  return (
    <div className={styles.notice} role="status">
      <span>
        {notice.summary} {notice.action}
      </span>
      <button type="button" className={styles.dismiss} onClick={() => setDismissed(true)}>
        Dismiss
      </button>
    </div>
  );
}
