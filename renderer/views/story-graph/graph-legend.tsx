// What the graph's lines and rings mean, each told by form as well as by colour.
import { CloudMark } from '../marks/cloud-mark.tsx';
import { labelOf } from '../../../shared/model/labels.ts';
import styles from './graph-legend.module.css';

const severities = ['high', 'medium', 'low', 'informational'] as const;

export function GraphLegend() {
  return (
    <ul className={styles.legend} aria-label="Legend">
      {severities.map((severity) => (
        <li key={severity}>
          <svg className={styles.line} data-severity={severity} viewBox="0 0 26 8" aria-hidden>
            <path d="M0 4h19" />
            <path d="M18 .8 25 4l-7 3.2Z" className={styles.arrow} />
          </svg>
          {labelOf('alertSeverity', severity)} alert
        </li>
      ))}
      <li>
        <svg className={styles.line} data-severity="none" viewBox="0 0 26 8" aria-hidden>
          <path d="M0 4h25" />
        </svg>
        Context
      </li>
      <li>
        <svg className={styles.ring} data-verdict="malicious" viewBox="0 0 16 16" aria-hidden>
          <circle cx="8" cy="8" r="6" />
        </svg>
        Malicious
      </li>
      <li>
        <svg className={styles.ring} data-verdict="suspicious" viewBox="0 0 16 16" aria-hidden>
          <circle cx="8" cy="8" r="6" />
        </svg>
        Suspicious
      </li>
      <li>
        <CloudMark cloud="azure" />
      </li>
      <li>
        <CloudMark cloud="aws" />
      </li>
      <li>
        <CloudMark cloud="gcp" />
      </li>
    </ul>
  );
}
