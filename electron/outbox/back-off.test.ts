import { expect, it } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import { backOffMs } from './back-off.ts';

const failure: Failure = { kind: 'offline', summary: 'Nobody answers.' };

it.each([
  [1, 1, 2_000],
  [1, 0, 1_000],
  [2, 1, 4_000],
  [6, 0.5, 48_000],
  [7, 1, 120_000],
  [5_000, 1, 120_000],
])('waits, after %i failures and with random %f, %i ms', (failures, random, ms) => {
  expect(backOffMs(failure, { failures, now: 0, random })).toBe(ms);
});

it('waits as long as the service asks, unless that is over', () => {
  const asked = { ...failure, retryAt: 90_000 };
  expect(backOffMs(asked, { failures: 1, now: 60_000, random: 1 })).toBe(30_000);
  expect(backOffMs(asked, { failures: 1, now: 90_000, random: 1 })).toBe(2_000);
});
