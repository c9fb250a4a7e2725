// Which of the things written waits for a person, and in which order they are listed. Pure.
import type { OutboxItemView } from '../../../shared/contract/outbox.ts';

export function needsPerson({ status: { kind } }: OutboxItemView): boolean {
  return kind === 'parked' || kind === 'conflict' || kind === 'duplicated';
}

/** Otherwise as they were written. */
export function inOrderOfNeed(items: readonly OutboxItemView[]): readonly OutboxItemView[] {
  return items.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function placeOf(item: OutboxItemView): number {
  if (needsPerson(item)) return 0;
  return item.status.kind === 'kept' ? 2 : 1;
}
