// For tests: a clock that moves only when all real work (requests on their way) is done, so that waiting
// takes no time and a seed gives the same history again.
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../shared/clock.ts';

export interface VirtualTime {
  readonly clock: Clock;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Time stands still until the work is done: it must not sleep. */
  hold<Value>(work: Promise<Value>): Promise<Value>;
  /** Lets all that happens in this time happen. */
  pass(ms: number): Promise<void>;
  /** Lets happen what needs no time. */
  settle(): Promise<void>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export function createVirtualTime(startAt: number): VirtualTime {
  let now = startAt;
  let held = 0;
  const sleepers = new Set<Sleeper>();

  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const sleeper: Sleeper = {
        at: now + Math.ceil(Math.max(0, ms)),
        wake: () => {
          signal?.removeEventListener('abort', cancel);
          sleepers.delete(sleeper);
          resolve();
        },
      };
      const cancel = (): void => {
        sleepers.delete(sleeper);
        reject(signal?.reason instanceof Error ? signal.reason : new Error('cancelled'));
      };
      if (signal?.aborted) return cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      sleepers.add(sleeper);
    });

  async function settle(): Promise<void> {
    // Work that ends may start other work a few turns later.
    for (let quiet = 0; quiet < 3; quiet = held === 0 ? quiet + 1 : 0) await turn();
  }

  return {
    clock: { now: () => now },
    sleep,
    settle,
    async hold(work) {
      held += 1;
      try {
        return await work;
      } finally {
        held -= 1;
      }
    },
    async pass(ms) {
      const endAt = now + ms;
      for (;;) {
        await settle();
        const [next] = [...sleepers].sort((a, b) => a.at - b.at);
        if (next === undefined || next.at > endAt) break;
        now = Math.max(now, next.at);
        next.wake();
      }
      now = endAt;
      await settle();
    },
  };
}
