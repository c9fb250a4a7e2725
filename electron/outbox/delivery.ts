// What an attempt to deliver one item has to work with, and how it can end.
import type { Clock } from '../../shared/clock.ts';
import type { Failure } from '../../shared/failure.ts';
import type { OutboxTransition, ParkReason } from '../../shared/model/annotation.ts';
import type { AnnotationItem } from '../../shared/model/annotation-item.ts';
import type { FreshTarget, WriteReply, Writer } from '../sources/writer.ts';

export interface DeliveryParts {
  readonly writer: Writer;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The item as it is by now: it may have been set again while a request was on its way. */
  readonly latest: () => AnnotationItem;
  /** Resolves when the transition is in the journal and synced. Throws FailureError `storage`. */
  readonly record: (transition: OutboxTransition) => Promise<void>;
}

/** Either the item has a new status in the journal, or it is to be taken up again. */
export type Delivery =
  | { readonly kind: 'recorded' }
  /** null: nothing failed, it only has to wait `waitMs`. */
  | { readonly kind: 'again'; readonly failure: Failure | null; readonly waitMs: number };

export const recorded: Delivery = { kind: 'recorded' };

export function again(failure: Failure | null, waitMs = 0): Delivery {
  return { kind: 'again', failure, waitMs };
}

/** Puts the item where people see it, its text kept. */
export async function park(
  parts: DeliveryParts,
  reason: ParkReason,
  failure: Failure,
): Promise<Delivery> {
  await parts.record({ kind: 'parked', reason, failure });
  return recorded;
}

/** What a reply without a value means for an item. */
export async function settleTrouble(
  parts: DeliveryParts,
  reply: Exclude<WriteReply<unknown>, { kind: 'done' }>,
): Promise<Delivery> {
  return reply.kind === 'unclear'
    ? again(reply.failure)
    : park(parts, { kind: reply.kind }, reply.failure);
}

/** A target that must not be written to; null where it may. Nothing crosses a tenant's boundary. */
export async function parkIfElsewhere(
  item: AnnotationItem,
  fresh: FreshTarget,
  parts: DeliveryParts,
): Promise<Delivery | null> {
  if (fresh.tenantId !== null && fresh.tenantId !== item.target.tenantId) {
    const summary = 'The service answered with data of another tenant. Nothing was written.';
    return park(parts, { kind: 'refused' }, { kind: 'rejected', summary });
  }
  if (fresh.redirectedToId === null) return null;
  return park(
    parts,
    { kind: 'redirected', toId: fresh.redirectedToId },
    {
      kind: 'conflict',
      summary: `The incident was merged into incident ${fresh.redirectedToId}.`,
      action: 'Choose whether this belongs to the merged incident.',
    },
  );
}
