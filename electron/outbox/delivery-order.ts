// Which items may be taken up now: in order within an incident, side by side between incidents. Pure.
import { targetKey } from '../../shared/model/annotation.ts';
import type { AnnotationTarget } from '../../shared/model/annotation.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import type { AnnotationItem } from '../../shared/model/annotation-item.ts';

export interface OrderParts {
  /** In the order in which they were written. */
  readonly items: Iterable<AnnotationItem>;
  readonly running: ReadonlySet<EntryId>;
  /** When an item's source, and the item itself, may be tried; 0 for at once, Infinity for not now. */
  readonly readyAt: (item: AnnotationItem) => number;
  readonly now: number;
  readonly mostRunning: number;
}

export interface Order {
  readonly ready: readonly AnnotationItem[];
  /** When the next item will be ready by time alone; null where none will. */
  readonly nextAt: number | null;
}

/** How long after its delivery a comment that was sent more than once is looked for again. */
export const checkAfterMs = 120_000;

/** Parked items and conflicts step aside: what was written after them goes on. */
export function nextInOrder({ items, running, readyAt, now, mostRunning }: OrderParts): Order {
  const ready: AnnotationItem[] = [];
  const taken = new Set<string>();
  let nextAt: number | null = null;
  for (const item of items) {
    const dueAt = dueAtOf(item);
    const isRunning = running.has(item.id);
    if (dueAt === null && !isRunning) continue;
    const isFree = item.status.kind === 'confirmed' || takeLane(item.target, taken);
    if (!isFree || isRunning) continue;
    const at = Math.max(dueAt ?? 0, readyAt(item));
    if (at > now) {
      if (at < Infinity) nextAt = Math.min(nextAt ?? at, at);
    } else if (ready.length + running.size < mostRunning) {
      ready.push(item);
    }
  }
  return { ready, nextAt };
}

/** Epoch milliseconds of its next step; null for an item that needs none. */
function dueAtOf({ status }: AnnotationItem): number | null {
  if (status.kind === 'pending') return 0;
  return status.kind === 'confirmed' && !status.isFinal ? status.at + checkAfterMs : null;
}

/** False where something before it has its incident; an alert that moved is in order with itself, too. */
function takeLane(target: AnnotationTarget, taken: Set<string>): boolean {
  const keys = [targetKey(target)];
  if (target.kind === 'alert' && target.incidentId !== null) {
    keys.push(targetKey({ ...target, kind: 'incident', id: target.incidentId }));
  }
  const isFree = !keys.some((key) => taken.has(key));
  for (const key of keys) taken.add(key);
  return isFree;
}
