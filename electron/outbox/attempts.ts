// Remembers failed attempts and when the next ones may start: trouble of a whole source holds all of its
// items back, trouble with one item only that one.
import type { Clock } from '../../shared/clock.ts';
import type { OutboxHold } from '../../shared/contract/outbox.ts';
import type { Failure } from '../../shared/failure.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import type { AnnotationItem } from '../../shared/model/annotation-item.ts';
import { backOffMs } from './back-off.ts';
import type { Delivery } from './delivery.ts';

export interface Attempts {
  note(item: AnnotationItem, delivery: Delivery): void;
  /** UTC epoch milliseconds; 0 for at once. */
  readyAt(item: AnnotationItem): number;
  progress(item: AnnotationItem): {
    readonly failure: Failure | null;
    readonly nextAttemptAt: number | null;
  };
  holds(): readonly OutboxHold[];
  /** Whether the source's last word was that somebody has to sign in. */
  isClosed(sourceId: string): boolean;
  forget(itemId: EntryId): void;
  forgetAll(): void;
}

interface Wait {
  readonly failures: number;
  readonly failure: Failure | null;
  readonly since: number;
  readonly until: number;
}

/** The network, the sign-in and the budget are the same for everything of a source. */
const ofTheSource: ReadonlySet<Failure['kind']> = new Set(['offline', 'auth', 'throttled']);

export function createAttempts(clock: Clock, random: () => number): Attempts {
  const waitByItem = new Map<EntryId, Wait>();
  const waitBySource = new Map<string, Wait>();

  function after(earlier: Wait | undefined, failure: Failure): Wait {
    const now = clock.now();
    const failures = (earlier?.failures ?? 0) + 1;
    const until = now + backOffMs(failure, { failures, now, random: random() });
    return { failures, failure, since: now, until };
  }

  /** 0 for one that is over; also where the clock was set back, which must not make it longer. */
  function endOf(wait: Wait | undefined): number {
    return wait === undefined || clock.now() < wait.since ? 0 : wait.until;
  }

  return {
    note(item, delivery) {
      const { sourceId } = item.target;
      if (delivery.kind === 'recorded') {
        waitByItem.delete(item.id);
        waitBySource.delete(sourceId);
        return;
      }
      const { failure, waitMs } = delivery;
      if (failure === null) {
        const since = clock.now();
        waitByItem.set(item.id, { failures: 0, failure, since, until: since + waitMs });
        waitBySource.delete(sourceId);
      } else if (ofTheSource.has(failure.kind)) {
        const earlier = waitBySource.get(sourceId);
        // Items that were under way together fail together, which is one failure of the source.
        const isNews = endOf(earlier) <= clock.now();
        if (isNews || failure.retryAt !== undefined)
          waitBySource.set(sourceId, after(earlier, failure));
      } else {
        waitByItem.set(item.id, after(waitByItem.get(item.id), failure));
      }
    },
    readyAt: ({ id, target }) =>
      Math.max(endOf(waitByItem.get(id)), endOf(waitBySource.get(target.sourceId))),
    progress({ id, target }) {
      const [own, source] = [waitByItem.get(id), waitBySource.get(target.sourceId)];
      const until = Math.max(endOf(own), endOf(source));
      return {
        failure: source?.failure ?? own?.failure ?? null,
        nextAttemptAt: until > clock.now() ? until : null,
      };
    },
    holds: () =>
      [...waitBySource].flatMap(([sourceId, { failure, until }]) =>
        failure === null ? [] : [{ sourceId, failure, nextAttemptAt: until }],
      ),
    isClosed: (sourceId) => waitBySource.get(sourceId)?.failure?.kind === 'auth',
    forget: (itemId) => void waitByItem.delete(itemId),
    forgetAll() {
      waitByItem.clear();
      waitBySource.clear();
    },
  };
}
