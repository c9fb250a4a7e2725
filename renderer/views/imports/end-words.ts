// How an import ended, in words.
import type { ImportSummary } from '../../../shared/contract/imports.ts';
import { amount } from './text-words.ts';

/** One or two sentences. */
export function endWords({ end, sums }: Pick<ImportSummary, 'end' | 'sums'>): string {
  const { alerts, incidents } = sums;
  const found = [
    ...(alerts > 0 || incidents === 0 ? [amount(alerts, 'alert')] : []),
    ...(incidents > 0 ? [amount(incidents, 'incident')] : []),
  ].join(' and ');
  switch (end.kind) {
    case 'done':
      return sums.refused > 0 && alerts + incidents === 0
        ? 'Nothing could be imported.'
        : `Imported ${found}.`;
    case 'cancelled':
      return 'Cancelled. What was imported until then stays.';
    case 'failed':
      return `${end.failure.summary} What was imported until then stays. ${end.failure.action ?? ''}`.trim();
    default:
      return end satisfies never;
  }
}
