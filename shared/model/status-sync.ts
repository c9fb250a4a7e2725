// Which sources keep one another up to date about an incident or alert. From Microsoft's table of alert status
// synchronization (Defender for Cloud, 2026-01-28) and its page on incidents of Defender XDR in Sentinel.
import type { SourceKind } from './alert-source.ts';
import type { AnnotationTarget } from './annotation.ts';

/**
 * The sources that show a change made in any of them, the best one to change it in first; `id` is that of
 * Graph. Defender for Cloud's alerts are in step with Azure; those of other products that Azure lists too
 * have a status of their own there. Sentinel takes over incidents, its copies of alerts cannot be changed.
 */
export function kindsInStep(kind: AnnotationTarget['kind'], id: string): readonly SourceKind[] {
  if (kind === 'incident') return /^\d+$/.test(id) ? ['graph', 'sentinel'] : ['graph'];
  return /^dc/i.test(id) ? ['graph', 'arm'] : ['graph'];
}

/**
 * Whether Azure has a status of its own of the alert that Graph knows by this id: what is changed in one of
 * them is not seen in the other.
 */
export function hasOwnStatusInAzure(alertId: string): boolean {
  return !kindsInStep('alert', alertId).includes('arm');
}
