// What became of alerts like one, in words.
import type { SimilarAlerts } from '../../../shared/contract/store-queries.ts';
import { labelOf } from '../../../shared/model/labels.ts';

type Outcome = SimilarAlerts['outcomes'][number];

/** "12 resolved as false positive, security testing"; "3 open, not classified". */
export function outcomeWords({
  isResolved,
  classification,
  determination,
  count,
}: Outcome): string {
  const verdict = [
    stated('alertClassification', classification),
    stated('alertDetermination', determination),
  ].filter((word) => word !== null);
  const state = isResolved ? 'resolved' : 'open';
  const words = verdict.length === 0 ? 'not classified' : `as ${verdict.join(', ').toLowerCase()}`;
  return `${count.toLocaleString('en-US')} ${state}${verdict.length === 0 ? ',' : ''} ${words}`;
}

/** What most of the resolved ones were found to be; null where none of them was classified. */
export function usualVerdict(outcomes: readonly Outcome[]): string | null {
  const classified = outcomes.filter(
    ({ isResolved, classification }) => isResolved && isStated(classification),
  );
  const most = classified.toSorted((a, b) => b.count - a.count)[0];
  if (most === undefined) return null;
  const resolved = outcomes
    .filter(({ isResolved }) => isResolved)
    .reduce((sum, { count }) => sum + count, 0);
  const verdict = labelOf('alertClassification', most.classification ?? '').toLowerCase();
  return `${most.count.toLocaleString('en-US')} of ${resolved.toLocaleString('en-US')} that were resolved turned out ${verdict}.`;
}

function stated(
  name: 'alertClassification' | 'alertDetermination',
  value: string | null,
): string | null {
  return isStated(value) ? labelOf(name, value) : null;
}

function isStated(value: string | null): value is string {
  return value !== null && value !== '' && value !== 'unknown';
}
