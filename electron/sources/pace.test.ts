import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPace } from './pace.ts';
import type { Pace, Sleep, Urgency } from './pace.ts';
import type { BudgetLimit } from './request-budget.ts';
import { ServiceTroubleError } from './service-failure.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

const sleep: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => reject(signal.reason));
  });

function openPace(budget: readonly BudgetLimit[]): Pace {
  const limits = { budget, longestPaceMs: 60_000, longestPauseMs: 10_000 };
  return createPace(limits, { now: Date.now }, sleep);
}

/** Asks at once, in this order, and says who was let through, in which order and when. */
function ask(pace: Pace, urgencies: readonly Urgency[]) {
  const turns: (readonly [Urgency, number])[] = [];
  for (const urgency of urgencies) {
    void pace.takeTurn(urgency, undefined).then(() => turns.push([urgency, Date.now()]));
  }
  return turns;
}

describe('turns', () => {
  it('go to what is looked at, then to what was written, then to the background', async () => {
    const pace = openPace([{ requests: 1, perMs: 1_000 }]);
    const turns = ask(pace, ['background', 'background', 'written', 'lookedAt']);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(turns).toEqual([
      ['background', 0],
      ['lookedAt', 1_000],
      ['written', 2_000],
      ['background', 3_000],
    ]);
  });

  it('come to everyone, however much is more urgent', async () => {
    const pace = openPace([{ requests: 1, perMs: 1_000 }]);
    const busy: Urgency[] = Array.from({ length: 12 }, () => 'lookedAt');
    const turns = ask(pace, [...busy, 'written', 'background']);
    await vi.advanceTimersByTimeAsync(20_000);
    const order = turns.map(([urgency]) => urgency);
    expect(order.indexOf('written')).toBe(4);
    expect(order.indexOf('background')).toBe(5);
    expect(order.length).toBe(14);
  });

  it('are kept for people: the background does not use a budget up', async () => {
    const pace = openPace([{ requests: 10, perMs: 60_000 }]);
    const turns = ask(
      pace,
      Array.from({ length: 12 }, () => 'background'),
    );
    await vi.advanceTimersByTimeAsync(1_000);
    expect(turns.length).toBe(8);
    const urgent = ask(pace, ['written', 'lookedAt', 'lookedAt']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(urgent.map(([, at]) => at)).toEqual([1_000, 1_000]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect([turns.length, urgent.length]).toEqual([12, 3]);
  });

  it('end for whoever gives up', async () => {
    const pace = openPace([{ requests: 1, perMs: 1_000 }]);
    ask(pace, ['background']);
    const giving = new AbortController();
    const given = pace.takeTurn('background', giving.signal);
    giving.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    expect(pace.state().waiting).toBe(0);
  });
});

describe('a limit', () => {
  it('can be lowered and raised, and counts what was sent before', async () => {
    const pace = openPace([{ requests: 50, perMs: 60_000 }]);
    ask(pace, ['lookedAt', 'lookedAt']);
    await vi.advanceTimersByTimeAsync(30_000);
    pace.limitTo([{ requests: 2, perMs: 60_000 }]);
    const turns = ask(pace, ['lookedAt', 'lookedAt']);
    expect(pace.state()).toEqual({
      uses: [{ requests: 2, perMs: 60_000, used: 2 }],
      waiting: 2,
      pausedUntilAt: null,
    });
    pace.limitTo([{ requests: 3, perMs: 60_000 }]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(turns).toEqual([
      ['lookedAt', 30_000],
      ['lookedAt', 60_000],
    ]);
  });

  it('holds everything back while the service asks for it, and says until when', async () => {
    const pace = openPace([]);
    pace.pauseUntil(5_000);
    const turns = ask(pace, ['background', 'lookedAt']);
    expect(pace.state()).toEqual({ uses: [], waiting: 2, pausedUntilAt: 5_000 });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(turns).toEqual([
      ['lookedAt', 5_000],
      ['background', 5_000],
    ]);
    pace.pauseUntil(100_000);
    const refused = pace.takeTurn('lookedAt', undefined).catch((error: unknown) => error);
    expect(await refused).toEqual(new ServiceTroubleError({ kind: 'paused', retryAt: 100_000 }));
  });
});

it('keeps to every limit and serves everyone, whatever comes when', async () => {
  const urgency = fc.constantFrom<Urgency>('lookedAt', 'written', 'background');
  const arrival = fc.tuple(fc.integer({ min: 0, max: 300 }), urgency);
  await fc.assert(
    fc.asyncProperty(fc.array(arrival, { maxLength: 60 }), async (arrivals) => {
      const limits = [
        { requests: 3, perMs: 100 },
        { requests: 10, perMs: 1_000 },
      ];
      const pace = openPace(limits);
      const turns: number[] = [];
      for (const [afterMs, one] of arrivals) {
        await vi.advanceTimersByTimeAsync(afterMs);
        void pace.takeTurn(one, undefined).then(() => turns.push(Date.now()));
      }
      await vi.advanceTimersByTimeAsync(60_000);
      expect(turns.length).toBe(arrivals.length);
      for (const { requests, perMs } of limits) {
        const counts = turns.map((at) => turns.filter((t) => t >= at && t < at + perMs).length);
        expect(Math.max(0, ...counts)).toBeLessThanOrEqual(requests);
      }
    }),
    { numRuns: 60 },
  );
});
