// What an alert does not tell, said once, so that an empty table is no riddle.
import type { Alert } from '../../../shared/model/alert.ts';
import { missingWords } from './missing-words.ts';
import styles from './arrived-without.module.css';

export function ArrivedWithout({ alert }: { readonly alert: Alert }) {
  const missing = missingWords(alert);
  if (missing.length === 0) return null;
  return <p className={styles.line}>Arrived without: {missing.join(', ')}</p>;
}
