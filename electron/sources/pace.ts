// Decides when the next request to a service may leave: its budget, and the pauses it asked for.
import type { Clock } from '../../shared/clock.ts';
import { createRequestBudget } from './request-budget.ts';
import type { BudgetLimit } from './request-budget.ts';
import { ServiceTroubleError } from './service-failure.ts';

/** Rejects when the signal aborts. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export interface PaceLimits {
  readonly budget: readonly BudgetLimit[];
  /** Longer waits for the budget end the request; up to here they pass unseen, as mere pacing. */
  readonly longestPaceMs: number;
  /** Longer pauses, asked for by the service, end the request, so that people see them. */
  readonly longestPauseMs: number;
}

export interface Pace {
  /** Waits for this request's turn and counts it. Throws ServiceTroubleError when it is too far off. */
  takeTurn(signal: AbortSignal | undefined): Promise<void>;
  /** Holds every request back until then. */
  pauseUntil(at: number): void;
}

export function createPace(limits: PaceLimits, clock: Clock, sleep: Sleep): Pace {
  const budget = createRequestBudget(limits.budget, clock);
  let pausedUntilAt = 0;
  return {
    async takeTurn(signal) {
      for (;;) {
        const pauseMs = pausedUntilAt - clock.now();
        const paceMs = budget.waitMs();
        if (pauseMs > limits.longestPauseMs) {
          throw new ServiceTroubleError({ kind: 'paused', retryAt: pausedUntilAt });
        }
        if (paceMs > limits.longestPaceMs) {
          throw new ServiceTroubleError({ kind: 'overBudget', retryAt: clock.now() + paceMs });
        }
        const waitMs = Math.max(pauseMs, paceMs);
        if (waitMs <= 0) break;
        await sleep(waitMs, signal);
      }
      budget.take();
    },
    pauseUntil(at) {
      pausedUntilAt = Math.max(pausedUntilAt, at);
    },
  };
}
