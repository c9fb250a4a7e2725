import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRequestBudget } from './request-budget.ts';

const limits = [
  { requests: 2, perMs: 100 },
  { requests: 3, perMs: 1_000 },
];

describe('request budget', () => {
  it('waits until the oldest request of the tightest window has left it', () => {
    let now = 0;
    const budget = createRequestBudget(limits, { now: () => now });
    const waits = [0, 30, 100, 130, 1_000].map((at) => {
      now = at;
      const waitMs = budget.waitMs();
      if (waitMs === 0) budget.take();
      return waitMs;
    });
    expect(waits).toEqual([0, 0, 0, 870, 0]);
  });

  it('does not block for longer than a window when the clock is set back', () => {
    let now = 10_000_000;
    const budget = createRequestBudget([{ requests: 1, perMs: 100 }], { now: () => now });
    budget.take();
    now = 0;
    expect(budget.waitMs()).toBe(100);
  });

  it('never lets more through in any window, whatever the times', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 200 }), (steps) => {
        let now = 0;
        const budget = createRequestBudget(limits, { now: () => now });
        const sent: number[] = [];
        for (const step of steps) {
          now += step;
          if (budget.waitMs() > 0) continue;
          budget.take();
          sent.push(now);
        }
        for (const { requests, perMs } of limits) {
          const counts = sent.map((at) => sent.filter((t) => t >= at && t < at + perMs).length);
          expect(Math.max(0, ...counts)).toBeLessThanOrEqual(requests);
        }
      }),
    );
  });
});
