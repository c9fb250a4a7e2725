// Delivers what people wrote to the services it belongs to: in order per incident, side by side between
// incidents. The journal is the only truth; whatever is in memory here can be lost at any moment.
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../shared/clock.ts';
import type {
  AnnotationDraft,
  OutboxDecision,
  OutboxOffer,
  OutboxState,
} from '../../shared/contract/outbox.ts';
import { FailureError, failureIn } from '../../shared/failure.ts';
import type { Failure, Result } from '../../shared/failure.ts';
import type {
  Annotation,
  ConflictChoice,
  OutboxTransition,
} from '../../shared/model/annotation.ts';
import { createCommentRef, createEntryId } from '../../shared/model/annotation-id.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import { decodeAnnotation } from '../../shared/model/decode-annotation.ts';
import { foldAnnotations } from '../../shared/model/fold-annotations.ts';
import { isOfFile } from '../../shared/model/annotation-item.ts';
import type { AnnotationItem, ItemStatus } from '../../shared/model/annotation-item.ts';
import type { AnnotationState } from '../../shared/model/fold-annotations.ts';
import type { Writer } from '../sources/writer.ts';
import { createAttempts } from './attempts.ts';
import { deliverChange } from './deliver-change.ts';
import { createCommentDelivery } from './deliver-comment.ts';
import { again } from './delivery.ts';
import type { Delivery, DeliveryParts } from './delivery.ts';
import { nextInOrder } from './delivery-order.ts';
import { groupingRefusals, isOfGroupings } from './grouping-refusals.ts';
import { outboxView } from './outbox-view.ts';
import { routed } from './route.ts';

export interface OutboxJournal {
  /** What was written before, oldest first; read once, at the start. */
  readonly entries: Iterable<Annotation>;
  /** Resolves after the entry is synced to disk. Throws FailureError of kind `storage`. */
  append(entry: Annotation): Promise<void>;
}

export interface OutboxParts {
  readonly journal: OutboxJournal;
  /** By source id, read at each step. What belongs to a source without a writer waits for one. */
  readonly writers: ReadonlyMap<string, Writer>;
  readonly clock: Clock;
  /** 0 (included) to 1 (excluded). */
  readonly random: () => number;
  readonly onChange: (state: OutboxState) => void;
  /** Entries after they are synced, for the projection in the store. */
  readonly onEntries?: (entries: readonly Annotation[]) => void;
  /** Gets errors that are no Failure. */
  readonly onBug: (error: unknown) => void;
  /** Rejects when the signal aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Outbox {
  state(): OutboxState;
  annotations(): AnnotationState;
  /** Resolves with the item's id when it is in the journal and synced: only then is it "saved". */
  write(draft: AnnotationDraft): Promise<EntryId>;
  /** As `write`, all in one sync; what became of each stands at its place. */
  writeAll(drafts: readonly AnnotationDraft[]): Promise<readonly Result<EntryId>[]>;
  retry(decision: OutboxDecision): Promise<void>;
  cancel(decision: OutboxDecision): Promise<void>;
  follow(decision: OutboxDecision): Promise<void>;
  offer(decision: OutboxDecision & OutboxOffer): Promise<void>;
  resolve(decision: OutboxDecision & { readonly choice: ConflictChoice }): Promise<void>;
  /** Ends all waiting after trouble: the network is back, or someone signed in. */
  wake(): void;
  /** Resolves when nothing runs any more. What was under way is looked into at the next start. */
  stop(): Promise<void>;
}

const mostRunning = 8;
/** The clock may be set, and timers take no more than 24 days. */
const longestNapMs = 10 * 60_000;

export function startOutbox(parts: OutboxParts): Outbox {
  const { journal, writers, clock, random, onChange, onBug } = parts;
  const sleep = parts.sleep ?? ((ms, signal) => delay(ms, undefined, { signal }));
  const stopping = new AbortController();
  const running = new Map<EntryId, Promise<void>>();
  const attempts = createAttempts(clock, random);
  const comments = createCommentDelivery();
  let annotations = foldAnnotations(journal.entries);
  let alarm = new AbortController();
  /** What is written after it stands after it, in memory as on the disk. */
  let batchUnderWay: Promise<unknown> = Promise.resolve();
  /** Whether the next merge or move fits is known once this one is laid. */
  let regroupingUnderWay: Promise<unknown> = Promise.resolve();

  async function append(entry: Annotation): Promise<void> {
    const [failure] = await appendAll([entry]);
    if (failure !== null && failure !== undefined) throw failure.error;
  }

  /** The journal syncs together what is appended in one tick. Resolves with what was in the way of each. */
  async function appendAll(
    entries: readonly Annotation[],
  ): Promise<readonly ({ readonly error: unknown } | null)[]> {
    // Once on disk it would be lost to every later run.
    if (entries.some((entry) => decodeAnnotation(entry) === null)) {
      throw new TypeError('an entry that cannot be read back');
    }
    const troubles = await Promise.all(
      entries.map((entry) =>
        journal.append(entry).then(
          () => null,
          (error: unknown) => ({ error }),
        ),
      ),
    );
    const kept = entries.filter((_entry, index) => troubles[index] === null);
    annotations = foldAnnotations(kept, annotations);
    if (kept.length > 0) parts.onEntries?.(kept);
    return troubles;
  }

  /** Starts `work` in the very tick in which nothing is being appended that it has to stand after. */
  async function inTurn<Outcome>(
    drafts: readonly AnnotationDraft[],
    work: () => Promise<Outcome>,
  ): Promise<Outcome> {
    await batchUnderWay;
    if (drafts.some(isOfGroupings)) {
      for (let awaited; awaited !== regroupingUnderWay;) await (awaited = regroupingUnderWay);
    }
    return work();
  }

  function entryOf(draft: AnnotationDraft): Annotation {
    const at = clock.now();
    const entry = { ...draft, id: createEntryId(at, random), at };
    return entry.kind === 'comment' ? { ...entry, ref: createCommentRef(random) } : entry;
  }

  function record(itemId: EntryId, transition: OutboxTransition): Promise<void> {
    const at = clock.now();
    return append({ ...transition, id: createEntryId(at, random), at, itemId });
  }

  function route(item: AnnotationItem): AnnotationItem {
    return routed(item, writers, attempts.isClosed);
  }

  /** Starts what is ready, and sets the alarm for what will be. */
  function proceed(): void {
    alarm.abort();
    if (stopping.signal.aborted) return;
    const now = clock.now();
    const { ready, nextAt } = nextInOrder({
      items: annotations.itemById.values(),
      running: new Set(running.keys()),
      readyAt: (item) => {
        const onItsWay = route(item);
        return writers.has(onItsWay.target.sourceId) ? attempts.readyAt(onItsWay) : Infinity;
      },
      now,
      mostRunning,
    });
    for (const item of ready) {
      const work = attempt(item).catch(onBug);
      running.set(item.id, work);
      void work.finally(() => {
        running.delete(item.id);
        proceed();
      });
    }
    if (nextAt !== null) proceedAfter(Math.min(nextAt - now, longestNapMs)).catch(onBug);
    onChange(state());
  }

  async function proceedAfter(ms: number): Promise<void> {
    const { signal } = (alarm = new AbortController());
    try {
      await sleep(ms, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      return;
    }
    if (!signal.aborted) proceed();
  }

  async function attempt(written: AnnotationItem): Promise<void> {
    const item = route(written);
    const through = otherWay(written, item);
    const writer = writers.get(item.target.sourceId);
    if (writer === undefined) return;
    const deliveryParts: DeliveryParts = {
      writer,
      clock,
      signal: stopping.signal,
      latest: () => annotations.itemById.get(item.id) ?? item,
      // A confirmation tells where else than to its own source the item went.
      record: (transition) =>
        record(
          item.id,
          transition.kind === 'confirmed' && through !== undefined
            ? { ...transition, through }
            : transition,
        ),
    };
    try {
      attempts.note(item, await deliver(item, deliveryParts));
    } catch (error) {
      const failure = failureIn(error);
      attempts.note(item, again(failure ?? defect));
      if (failure === null) throw error;
    }
  }

  function deliver(item: AnnotationItem, deliveryParts: DeliveryParts): Promise<Delivery> {
    if (item.kind === 'change') return deliverChange(item, deliveryParts);
    return item.status.kind === 'confirmed'
      ? comments.check(item, deliveryParts)
      : comments.deliver(item, deliveryParts);
  }

  function state(): OutboxState {
    return outboxView(
      annotations,
      (item) => {
        const onItsWay = route(item);
        const through = otherWay(item, onItsWay);
        return { isRunning: running.has(item.id), through, ...attempts.progress(onItsWay) };
      },
      attempts.holds(),
    );
  }

  /** Records what a person decided about an item, if it still is in the state that they decided about. */
  async function decide<Kind extends ItemStatus['kind']>(
    itemId: EntryId,
    kind: Kind,
    transitionFor: (
      status: Extract<ItemStatus, { kind: Kind }>,
      item: AnnotationItem,
    ) => OutboxTransition | null,
  ): Promise<void> {
    const item = annotations.itemById.get(itemId);
    const transition =
      item?.status.kind === kind
        ? transitionFor(item.status as Extract<ItemStatus, { kind: Kind }>, item)
        : null;
    if (transition === null) throw new FailureError(outdated);
    await record(itemId, transition);
    attempts.forget(itemId);
    proceed();
  }

  proceed();

  return {
    state,
    annotations: () => annotations,
    write: (draft) =>
      inTurn([draft], async () => {
        const entry = entryOf(draft);
        const [refusal] = groupingRefusals(annotations.groupings, [entry]);
        if (refusal) throw new FailureError(refusal);
        const appending = append(entry);
        if (isOfGroupings(entry)) regroupingUnderWay = appending.catch(() => undefined);
        await appending;
        proceed();
        return entry.id;
      }),
    writeAll: (drafts) =>
      inTurn(drafts, async () => {
        const entries = drafts.map(entryOf);
        const refusals = groupingRefusals(annotations.groupings, entries);
        const fitting = entries.filter((_entry, index) => refusals[index] === null);
        const appending = appendAll(fitting);
        batchUnderWay = appending.catch(() => undefined);
        if (entries.some(isOfGroupings)) regroupingUnderWay = batchUnderWay;
        const troubles = await appending;
        proceed();
        const troubleById = new Map(fitting.map(({ id }, index) => [id, troubles[index] ?? null]));
        return entries.map(({ id }, index) => {
          const refusal = refusals[index] ?? null;
          if (refusal !== null) return { ok: false, failure: refusal };
          const trouble = troubleById.get(id) ?? null;
          if (trouble === null) return { ok: true, value: id };
          const failure = failureIn(trouble.error);
          if (failure === null) throw trouble.error;
          return { ok: false, failure };
        });
      }),
    retry: ({ itemId, actor }) => decide(itemId, 'parked', () => ({ kind: 'retried', actor })),
    cancel: ({ itemId, actor }) => decide(itemId, 'parked', () => ({ kind: 'cancelled', actor })),
    follow: ({ itemId, actor }) =>
      decide(itemId, 'parked', ({ reason }) =>
        reason.kind === 'redirected' ? { kind: 'retargeted', toId: reason.toId, actor } : null,
      ),
    offer: ({ itemId, actor, toSourceId, toId }) =>
      decide(itemId, 'pending', (_status, item) =>
        isOfFile(item) ? { kind: 'offered', toSourceId, toId, actor } : null,
      ),
    resolve: ({ itemId, actor, choice }) =>
      decide(itemId, 'conflict', ({ fields }) =>
        Object.keys(fields).every((field) => Object.hasOwn(choice, field))
          ? { kind: 'resolved', choice, actor }
          : null,
      ),
    wake() {
      attempts.forgetAll();
      proceed();
    },
    async stop() {
      stopping.abort();
      alarm.abort();
      await Promise.all(running.values());
    },
  };
}

/** The source that the item is routed through, where it is not its own. */
function otherWay(written: AnnotationItem, { target }: AnnotationItem): string | undefined {
  return written.target.sourceId === target.sourceId ? undefined : target.sourceId;
}

const outdated: Failure = {
  kind: 'conflict',
  summary: 'This has moved on since it was shown.',
  action: 'Look at its present state and decide again.',
};

/** Shown with an item whose delivery broke on a defect of ours; the next attempt starts by itself. */
const defect: Failure = { kind: 'rejected', summary: 'Clearpane failed to deliver this.' };
