// Status of an incident or alert: a dot for new, a half dot for work under way, a check when resolved.
import { labelOf } from '../../../shared/model/labels.ts';
import styles from './marks.module.css';

/** The two enums differ in their first member only: alerts begin as new, incidents as active. */
export function statusLabel(status: string): string {
  return labelOf(status === 'new' ? 'alertStatus' : 'incidentStatus', status);
}

export function StatusMark({ status }: { readonly status: string }) {
  return (
    <span className={styles.mark}>
      <svg className={styles.status} data-status={status} viewBox="0 0 12 12" aria-hidden>
        {shapeOf(status)}
      </svg>
      <span>{statusLabel(status)}</span>
    </span>
  );
}

function shapeOf(status: string) {
  switch (status) {
    case 'new':
    case 'active':
      return <circle cx="6" cy="6" r="4.5" />;
    case 'inProgress':
    case 'awaitingAction':
      return (
        <>
          <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="M6 1.8a4.2 4.2 0 0 0 0 8.4Z" />
        </>
      );
    case 'resolved':
      return (
        <path
          d="m2.2 6.4 2.6 2.6 5-5.6"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      );
    case 'redirected':
      return (
        <path
          d="M2 6h7M6.4 3.2 9.2 6 6.4 8.8"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      );
    default:
      return <circle cx="6" cy="6" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.4" />;
  }
}
