import { expect, it } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import { waitAfterFailure } from './next-attempt.ts';

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
