// Facts as label and value, in two columns that line up.
import type { ReactNode } from 'react';
import styles from './property-list.module.css';

export interface Property {
  readonly label: string;
  /** null leaves the line out: nothing is better than an empty value. */
  readonly value: ReactNode;
}

export function PropertyList({ properties }: { readonly properties: readonly Property[] }) {
  return (
    <dl className={styles.list}>
      {properties
        .filter(({ value }) => value !== null && value !== undefined && value !== '')
        .map(({ label, value }) => (
          <div key={label} className={styles.line}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
