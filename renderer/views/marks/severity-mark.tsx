// Severity as a shape, a colour and a word; any of the three alone tells it.
import { labelOf } from '../../../shared/model/labels.ts';
import { Spoken } from '../../ui/spoken.tsx';
import styles from './marks.module.css';

interface SeverityMarkProps {
  /** As the service says it; unknown values are shown as they are. */
  readonly severity: string;
  /** Without the word, which a screen reader still gets. */
  readonly compact?: boolean;
}

export function SeverityMark({ severity, compact = false }: SeverityMarkProps) {
  const label = labelOf('alertSeverity', severity);
  return (
    <span className={styles.mark} title={compact ? `Severity: ${label}` : undefined}>
      <SeverityShape severity={severity} />
      {compact ? <Spoken>{label}</Spoken> : <span>{label}</span>}
    </span>
  );
}

/** The shape alone, for places that carry the word themselves. */
export function SeverityShape({ severity }: { readonly severity: string }) {
  return (
    <svg className={styles.severity} data-severity={severity} viewBox="0 0 12 12" aria-hidden>
      {shapeOf(severity)}
    </svg>
  );
}

function shapeOf(severity: string) {
  switch (severity) {
    case 'high':
      return <path d="M6 .9 11.6 10.9H.4Z" />;
    case 'medium':
      return <path d="M6 1 11 6 6 11 1 6Z" className={styles.mediumShape} />;
    case 'low':
      return <circle cx="6" cy="6" r="4.3" className={styles.lowShape} />;
    case 'informational':
      return <circle cx="6" cy="6" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.6" />;
    default:
      return <path d="M2 5.2h8v1.6H2Z" />;
  }
}
