// What people wrote on this machine and what becomes of it, as main says it.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type {
  AnnotationDraft,
  Gesture,
  OutboxItemView,
  OutboxOffer,
  OutboxState,
} from '../../shared/contract/outbox.ts';
import type { ShellBridge } from '../../shared/contract/shell.ts';
import type { Failure, Result } from '../../shared/failure.ts';
import type { ConflictChoice } from '../../shared/model/annotation.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';

export interface OutboxStatus {
  readonly outbox: OutboxState;
  /** Each resolves with why it could not be kept, or with null when it is on the disk. */
  write(gesture: Gesture<AnnotationDraft>): Promise<Failure | null>;
  /** `mostGestures` at most; what became of each stands at its place. */
  writeAll(
    gestures: readonly Gesture<AnnotationDraft>[],
  ): Promise<Result<readonly Result<EntryId>[]>>;
  retry(itemId: EntryId): Promise<Failure | null>;
  cancel(itemId: EntryId): Promise<Failure | null>;
  follow(itemId: EntryId): Promise<Failure | null>;
  offer(itemId: EntryId, offer: OutboxOffer): Promise<Failure | null>;
  resolve(itemId: EntryId, choice: ConflictChoice): Promise<Failure | null>;
}

export type OutboxStore = StoreApi<OutboxStatus>;

const nothingWritten: OutboxState = {
  pending: 0,
  parked: 0,
  conflicts: 0,
  duplicated: 0,
  kept: 0,
  items: [],
  holds: [],
};

/** Listens first and reads then; an event that overtakes the answer of the reading wins. */
export function createOutbox(bridge: ShellBridge): OutboxStore {
  const store = createStore<OutboxStatus>()(() => ({
    outbox: nothingWritten,
    write: async (gesture) => failureOf(await bridge.call('outbox.write', gesture)),
    writeAll: (gestures) => bridge.call('outbox.writeAll', { gestures }),
    retry: async (itemId) => failureOf(await bridge.call('outbox.retry', { itemId })),
    cancel: async (itemId) => failureOf(await bridge.call('outbox.cancel', { itemId })),
    follow: async (itemId) => failureOf(await bridge.call('outbox.follow', { itemId })),
    offer: async (itemId, offer) =>
      failureOf(await bridge.call('outbox.offer', { itemId, ...offer })),
    resolve: async (itemId, choice) =>
      failureOf(await bridge.call('outbox.resolve', { itemId, choice })),
  }));
  let hasHeard = false;
  bridge.on('outbox.changed', (outbox) => {
    hasHeard = true;
    const isDelivered = deliveredBetween(store.getState().outbox, outbox).length > 0;
    store.setState({ outbox });
    // The store has the service's own word of it the sooner.
    if (isDelivered) void bridge.call('sync.now', null);
  });
  void bridge.call('outbox.read', null).then((result) => {
    if (result.ok && !hasHeard) store.setState({ outbox: result.value });
  });
  return store;
}

/**
 * What was on its way and is no longer listed; states between the two may not have been told. What waited
 * for a person may have been given up instead.
 */
export function deliveredBetween(
  before: OutboxState,
  after: OutboxState,
): readonly OutboxItemView[] {
  const listed = new Set(after.items.map(({ id }) => id));
  return before.items.filter(
    ({ id, status }) =>
      !listed.has(id) && ['waiting', 'sending', 'lookingForIt'].includes(status.kind),
  );
}

function failureOf(result: Result<unknown>): Failure | null {
  return result.ok ? null : result.failure;
}
