// Delivers comments. The service gives no idempotency key, so that a comment that may have arrived is
// looked for by its ref, twice, before it is sent again. Never claims "exactly once": copies are counted.
import { countCopies, textWithRef } from '../../shared/model/annotation-id.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import type { CommentItem } from '../../shared/model/annotation-item.ts';
import type { Timestamp } from '../../shared/model/timestamp.ts';
import type { WriteTarget } from '../sources/writer.ts';
import { again, park, parkIfElsewhere, recorded, settleTrouble } from './delivery.ts';
import type { Delivery, DeliveryParts } from './delivery.ts';

export interface CommentDelivery {
  deliver(item: CommentItem, parts: DeliveryParts): Promise<Delivery>;
  /** Counts the copies of a comment that was sent more than once; the item is confirmed. */
  check(item: CommentItem, parts: DeliveryParts): Promise<Delivery>;
}

/** Between the two reads that must both lack a comment before it is sent again. */
export const absenceMs = 30_000;
const mostSends = 5;

/** Remembers first absences in memory only: after a restart both reads are made again. */
export function createCommentDelivery(): CommentDelivery {
  const absentSince = new Map<EntryId, number>();

  async function deliver(item: CommentItem, parts: DeliveryParts): Promise<Delivery> {
    const { writer, signal, clock } = parts;
    const { target, ref } = item;
    if (!writer.writable[target.kind].comments) return confirm(parts, { by: 'local' });

    const absentAt = absentSince.get(item.id);
    const restMs = absentAt === undefined ? 0 : absentAt + absenceMs - clock.now();
    if (restMs > absenceMs) absentSince.set(item.id, clock.now());
    if (restMs > 0) return again(null, Math.min(restMs, absenceMs));

    const read = await writer.read(target, signal);
    if (read.kind !== 'done') return settleTrouble(parts, read);
    const fresh = read.value;
    const copies = countCopies(fresh.comments, ref);
    if (copies > 0) {
      absentSince.delete(item.id);
      return confirm(parts, { by: 'readBack', copies, updatedAt: fresh.updatedAt });
    }
    if (item.sends > 0 && fresh.redirectedToId !== null) {
      const found = await findInMerged(item, { ...target, id: fresh.redirectedToId }, parts);
      if (found !== null) return found;
    }
    const elsewhere = await parkIfElsewhere(item, fresh, parts);
    if (elsewhere !== null) return elsewhere;

    if (item.sends > 0 && absentAt === undefined) {
      absentSince.set(item.id, clock.now());
      return again(null, absenceMs);
    }
    absentSince.delete(item.id);
    return item.sends - item.sendsBefore >= mostSends ? parkUnconfirmed(parts) : send(item, parts);
  }

  return { deliver, check };
}

async function send(item: CommentItem, parts: DeliveryParts): Promise<Delivery> {
  const { target, text, ref } = item;
  await parts.record({ kind: 'intent' });
  const reply = await parts.writer.postComment(target, textWithRef(text, ref), parts.signal);
  if (reply.kind !== 'done') return settleTrouble(parts, reply);
  const copies = countCopies(reply.value, ref);
  return copies > 0 ? confirm(parts, { by: 'reply', copies }) : again(notShown);
}

/** A merge takes the comments along, also one whose reply was lost before; null where it is not there. */
async function findInMerged(
  { ref }: CommentItem,
  merged: WriteTarget,
  parts: DeliveryParts,
): Promise<Delivery | null> {
  const read = await parts.writer.read(merged, parts.signal);
  if (read.kind === 'unclear') return again(read.failure);
  const copies = read.kind === 'done' ? countCopies(read.value.comments, ref) : 0;
  return copies > 0 ? confirm(parts, { by: 'readBack', copies }) : null;
}

async function check(item: CommentItem, parts: DeliveryParts): Promise<Delivery> {
  const read = await parts.writer.read(item.target, parts.signal);
  if (read.kind === 'unclear') return again(read.failure);
  // What is gone or closed to us by now cannot be counted, and shows nobody a copy.
  const copies = read.kind === 'done' ? countCopies(read.value.comments, item.ref) : 1;
  await parts.record({ kind: 'checked', copies });
  return recorded;
}

async function confirm(
  parts: DeliveryParts,
  seen: {
    readonly by: 'reply' | 'readBack' | 'local';
    readonly copies?: number;
    readonly updatedAt?: Timestamp | null;
  },
): Promise<Delivery> {
  const { by, copies = 0, updatedAt = null } = seen;
  await parts.record({ kind: 'confirmed', by, updatedAt, keptFields: [], copies });
  return recorded;
}

function parkUnconfirmed(parts: DeliveryParts): Promise<Delivery> {
  return park(
    parts,
    { kind: 'unconfirmed' },
    {
      kind: 'rejected',
      summary: `The comment was sent ${mostSends} times and never seen.`,
      action: 'Look for it in the portal, then try again or cancel it.',
    },
  );
}

const notShown = {
  kind: 'rejected',
  summary: 'The service took the comment and does not show it.',
} as const;
