// How many requests a service may be sent; sliding windows, so that no span of time holds more.
import type { Clock } from '../../shared/clock.ts';
import type { RequestUse } from '../../shared/contract/sources.ts';

export interface BudgetLimit {
  readonly requests: number;
  readonly perMs: number;
}

/** The tightest limits that the service's documentation names for incidents: 50 a minute, 1,500 an hour. */
export const documentedLimits: readonly BudgetLimit[] = [
  { requests: 50, perMs: 60_000 },
  { requests: 1500, perMs: 3_600_000 },
];

export interface RequestBudget {
  /** Milliseconds until a request may be sent; 0 when one may be sent now. */
  waitMs(): number;
  /** Records that a request is sent now. */
  take(): void;
  /** Other numbers for the same windows; what was sent counts on. */
  limitTo(limits: readonly BudgetLimit[]): void;
  uses(): readonly RequestUse[];
}

export function createRequestBudget(
  firstLimits: readonly BudgetLimit[],
  clock: Clock,
): RequestBudget {
  const longestMs = Math.max(0, ...firstLimits.map((limit) => limit.perMs));
  let limits = firstLimits;
  let sentAt: readonly number[] = [];

  // A clock that was set back must not block longer than a window, hence the minimum.
  const recent = (now: number): readonly number[] =>
    sentAt.map((at) => Math.min(at, now)).filter((at) => now - at < longestMs);

  return {
    waitMs() {
      const now = clock.now();
      sentAt = recent(now);
      const waits = limits.map(({ requests, perMs }) => {
        const blocking = sentAt.at(-requests);
        return blocking === undefined ? 0 : blocking + perMs - now;
      });
      return Math.max(0, ...waits);
    },
    take() {
      const now = clock.now();
      sentAt = [...recent(now), now];
    },
    limitTo(next) {
      limits = next;
    },
    uses() {
      const now = clock.now();
      sentAt = recent(now);
      return limits.map((limit) => ({
        ...limit,
        used: sentAt.filter((at) => now - at < limit.perMs).length,
      }));
    },
  };
}
