import { expect, it } from 'vitest';
import { restartDelayMs } from './worker-restart.ts';

it('replaces a worker at once, and one that keeps dying ever later', () => {
  const delays = [[5], [5, 10], [5, 10, 15], [5, 10, 15, 90_000]].map(restartDelayMs);
  expect(delays).toEqual([0, 500, 1000, 0]);
  expect(restartDelayMs(Array.from({ length: 40 }, (_, index) => index))).toBe(30_000);
});
