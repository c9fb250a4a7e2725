// What went wrong and what to do, where it went wrong.
import type { Failure } from '../../../shared/failure.ts';
import styles from './sources.module.css';

export function FailureText({ failure }: { readonly failure: Failure }) {
  return (
    <p className={styles.failure} role="alert">
      {failure.summary} {failure.action}
    </p>
  );
}
