// Decides when the next request to a service may leave, and whose it is: all that one sign-in asks of one
// service shares one budget, and what somebody waits for goes before what runs by itself.
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../shared/clock.ts';
import type { RequestState } from '../../shared/contract/sources.ts';
import { createRequestBudget } from './request-budget.ts';
import type { BudgetLimit } from './request-budget.ts';
import { ServiceTroubleError } from './service-failure.ts';
import type { ServiceTrouble } from './service-failure.ts';

/** Rejects when the signal aborts. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const sleepFor: Sleep = (ms, signal) => delay(ms, undefined, signal && { signal });

/** What an analyst looks at now, what an analyst wrote, and what is read by itself; in this order. */
const urgencies = ['lookedAt', 'written', 'background'] as const;
export type Urgency = (typeof urgencies)[number];

export interface PaceLimits {
  readonly budget: readonly BudgetLimit[];
  /** Longer waits for the budget end the request; up to here they pass unseen, as mere pacing. */
  readonly longestPaceMs: number;
  /** Longer pauses, asked for by the service, end the request, so that people see them. */
  readonly longestPauseMs: number;
}

export interface Pace {
  /** Waits for a turn and counts it. Throws ServiceTroubleError when it is too far off. */
  takeTurn(urgency: Urgency, signal: AbortSignal | undefined): Promise<void>;
  /** Holds every request back until then. */
  pauseUntil(at: number): void;
  /** From now on; what was sent before counts on. */
  limitTo(budget: readonly BudgetLimit[]): void;
  state(): RequestState;
}

/** Of each limit, so that what somebody waits for finds room however much there is to catch up with. */
const backgroundShare = 0.8;

/** A kind of request that could have gone so often goes next, so that none waits for ever. */
const mostPassedOver = 3;

interface Waiter {
  readonly grant: () => void;
  readonly refuse: (reason: unknown) => void;
}

export function createPace(limits: PaceLimits, clock: Clock, sleep: Sleep): Pace {
  const whole = createRequestBudget(limits.budget, clock);
  const background = createRequestBudget(shareOf(limits.budget), clock);
  const lines = new Map(urgencies.map((urgency) => [urgency, new Set<Waiter>()]));
  const passedOver = new Map<Urgency, number>();
  let pausedUntilAt = 0;
  let napping: AbortController | null = null;
  let isRunning = false;

  const lineOf = (urgency: Urgency): Set<Waiter> => lines.get(urgency) ?? new Set();
  const waitingKinds = (): readonly Urgency[] =>
    urgencies.filter((urgency) => lineOf(urgency).size > 0);

  function budgetMs(urgency: Urgency): number {
    return Math.max(whole.waitMs(), urgency === 'background' ? background.waitMs() : 0);
  }

  function waitMs(urgency: Urgency): number {
    return Math.max(0, budgetMs(urgency), pausedUntilAt - clock.now());
  }

  /** What would have to wait for longer than nobody notices is told so. */
  function refuseTheHopeless(): void {
    const now = clock.now();
    for (const urgency of waitingKinds()) {
      const paceMs = budgetMs(urgency);
      if (pausedUntilAt - now > limits.longestPauseMs) {
        refuseAll(urgency, { kind: 'paused', retryAt: pausedUntilAt });
      } else if (paceMs > limits.longestPaceMs) {
        refuseAll(urgency, { kind: 'overBudget', retryAt: now + paceMs });
      }
    }
  }

  function refuseAll(urgency: Urgency, trouble: ServiceTrouble): void {
    for (const waiter of lineOf(urgency)) waiter.refuse(new ServiceTroubleError(trouble));
    lineOf(urgency).clear();
  }

  function grantWhatMayGo(): void {
    for (;;) {
      const able = waitingKinds().filter((urgency) => waitMs(urgency) === 0);
      const next = able.find((one) => (passedOver.get(one) ?? 0) >= mostPassedOver) ?? able[0];
      if (next === undefined) return;
      for (const one of able)
        passedOver.set(one, one === next ? 0 : (passedOver.get(one) ?? 0) + 1);
      const [waiter] = lineOf(next);
      if (waiter === undefined) return;
      lineOf(next).delete(waiter);
      whole.take();
      if (next === 'background') background.take();
      waiter.grant();
    }
  }

  function settle(): void {
    refuseTheHopeless();
    grantWhatMayGo();
  }

  /** As long as somebody waits; woken by whatever may change whose turn it is. */
  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    for (let kinds = waitingKinds(); kinds.length > 0; kinds = waitingKinds()) {
      napping = new AbortController();
      const { signal } = napping;
      try {
        await sleep(Math.min(...kinds.map(waitMs)), signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
      settle();
    }
    isRunning = false;
  }

  function reconsider(): void {
    settle();
    napping?.abort();
    void run();
  }

  return {
    takeTurn(urgency, signal) {
      return new Promise((resolve, reject) => {
        const cancel = (): void => waiter.refuse(signal?.reason);
        const leave = (): void => {
          lineOf(urgency).delete(waiter);
          signal?.removeEventListener('abort', cancel);
        };
        const waiter: Waiter = {
          grant: () => {
            leave();
            resolve();
          },
          refuse: (reason) => {
            leave();
            reject(reason);
          },
        };
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        signal?.addEventListener('abort', cancel, { once: true });
        lineOf(urgency).add(waiter);
        reconsider();
      });
    },
    pauseUntil(at) {
      pausedUntilAt = Math.max(pausedUntilAt, at);
    },
    limitTo(budget) {
      whole.limitTo(budget);
      background.limitTo(shareOf(budget));
      reconsider();
    },
    state: () => ({
      uses: whole.uses(),
      waiting: urgencies.reduce((sum, urgency) => sum + lineOf(urgency).size, 0),
      pausedUntilAt: pausedUntilAt > clock.now() ? pausedUntilAt : null,
    }),
  };
}

function shareOf(budget: readonly BudgetLimit[]): readonly BudgetLimit[] {
  return budget.map(({ requests, perMs }) => ({
    requests: Math.ceil(requests * backgroundShare),
    perMs,
  }));
}
