import { expect, it } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import { waitAfterFailure, waitBetweenPolls } from './next-attempt.ts';

const offline: Failure = { kind: 'offline', summary: 'No network.' };

it('doubles from 5 seconds to 2 minutes', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 1_000].map((failures) =>
    waitAfterFailure(offline, { failures, now: 0, random: 1 }),
  );
  expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 120_000, 120_000, 120_000]);
});

it('cuts the wait by up to a half, but not below 5 seconds', () => {
  const waits = [1, 2, 3].map((failures) =>
    waitAfterFailure(offline, { failures, now: 0, random: 0 }),
  );
  expect(waits).toEqual([5_000, 5_000, 10_000]);
});

it('waits exactly as long as the service asked', () => {
  const asked = { ...offline, kind: 'throttled', retryAt: 1_700 } as const;
  expect(waitAfterFailure(asked, { failures: 9, now: 1_000, random: 0.5 })).toBe(700);
});

it('backs off when the time asked for has passed', () => {
  const asked = { ...offline, retryAt: 900 };
  expect(waitAfterFailure(asked, { failures: 1, now: 1_000, random: 1 })).toBe(5_000);
});

it.each([
  ['nothing is counted', [], 15_000],
  ['most of the hour is left', [0, 450], 15_000],
  ['the hour runs short', [0, 651], 60_000],
  ['the hour runs out', [0, 1_200], 300_000],
  ['the hour is used up', [0, 1_500], 300_000],
  ['the minute is used up, which passes soon', [50, 100], 15_000],
])('polls as often as it can when %s', (_name, used, waitMs) => {
  const limits = [
    { requests: 50, perMs: 60_000 },
    { requests: 1_500, perMs: 3_600_000 },
  ];
  const uses = used.flatMap((count, index) => {
    const limit = limits[index];
    return limit === undefined ? [] : [{ ...limit, used: count }];
  });
  expect(waitBetweenPolls(15_000, { uses, waiting: 0, pausedUntilAt: null })).toBe(waitMs);
});

it('reads many subscriptions at a steady pace within the hour', () => {
  const sentAt: number[] = [];
  const requests = 30;
  for (let now = 0; now < 6 * 3_600_000;) {
    for (let count = 0; count < requests; count += 1) sentAt.push(now);
    const used = sentAt.filter((at) => now - at < 3_600_000).length;
    expect(used).toBeLessThan(1_200);
    const uses = [{ requests: 1_500, perMs: 3_600_000, used }];
    now += waitBetweenPolls(15_000, { uses, waiting: 0, pausedUntilAt: null });
  }
  expect(sentAt.length / 6).toBeGreaterThan(700);
});
