// What a change of many rows does, in sentences.
import type { BulkOutcome, BulkSubject } from '../../state/bulk.ts';
import type { BulkFieldCount, BulkPlan } from '../../state/bulk-plan.ts';
import { fieldLabel } from '../marks/field-label.ts';

/** "1 incident", "1,200 alerts". */
export function countOf(count: number, subject: BulkSubject): string {
  return `${count.toLocaleString('en-US')} ${subject}${count === 1 ? '' : 's'}`;
}

const number = (count: number): string => count.toLocaleString('en-US');

/** "Status: 12 change, 3 have it already". */
export function fieldWords({ field, changed, same }: BulkFieldCount): string {
  const change = changed === 1 ? '1 changes' : `${number(changed)} change`;
  if (same === 0) return `${fieldLabel(field)}: ${change}`;
  return `${fieldLabel(field)}: ${change}, ${number(same)} ${same === 1 ? 'stays' : 'stay'} as ${same === 1 ? 'it is' : 'they are'}`;
}

/** What is left as it is, and what no service gets, each with its reason. */
export function exceptionWords(plan: BulkPlan, subject: BulkSubject): readonly string[] {
  const { unchanged, merged, gone, fields, comments } = plan;
  const kept = fields.filter((field) => field.kept > 0);
  return [
    ...(unchanged > 0 ? [`${countOf(unchanged, subject)}: nothing to change.`] : []),
    ...(merged > 0
      ? [
          `${countOf(merged, subject)} left out: merged into another one, which is to be changed itself.`,
        ]
      : []),
    ...(gone > 0 ? [`${countOf(gone, subject)} left out: no longer in the store.`] : []),
    ...kept.map(
      (field) =>
        `${fieldLabel(field.field)} of ${number(field.kept)} stays on this computer: the source takes none.`,
    ),
    ...(comments.kept > 0
      ? [`The comment on ${number(comments.kept)} stays on this computer: the source takes none.`]
      : []),
  ];
}

/** "Changed 12 incidents. 3 were not begun." */
export function outcomeWords(outcome: BulkOutcome): string {
  const { subject, isUndo, written, stopped, failed, comments } = outcome;
  const did = isUndo ? 'Put back' : 'Changed';
  return [
    `${did} ${countOf(written, subject)}.`,
    ...(stopped > 0 ? [`${number(stopped)} ${stopped === 1 ? 'was' : 'were'} not begun.`] : []),
    ...(failed.length > 0 ? [`${number(failed.length)} could not be saved.`] : []),
    ...(isUndo || comments === 0
      ? []
      : [`An undo leaves the ${comments === 1 ? 'comment' : 'comments'}.`]),
  ].join(' ');
}

/** Reasons with how many rows have them, the most frequent first. */
export function failureReasons(
  failed: BulkOutcome['failed'],
): readonly { readonly summary: string; readonly count: number }[] {
  const countBySummary = new Map<string, number>();
  for (const { failure } of failed) {
    countBySummary.set(failure.summary, (countBySummary.get(failure.summary) ?? 0) + 1);
  }
  return [...countBySummary]
    .map(([summary, count]) => ({ summary, count }))
    .toSorted((a, b) => b.count - a.count);
}
