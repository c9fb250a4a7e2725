// How long to wait after a failed attempt. Pure.
import type { Failure } from '../../shared/failure.ts';

const shortestMs = 5_000;
const longestMs = 120_000;

/**
 * The wait that the service asked for, else a doubling one with jitter: 5 s, 10 s, ... 2 minutes, each
 * cut by up to a half. `failures` counts those in a row, from 1; `random` is 0 to 1.
 */
export function waitAfterFailure(
  failure: Failure,
  { failures, now, random }: { failures: number; now: number; random: number },
): number {
  if (failure.retryAt !== undefined && failure.retryAt > now) return failure.retryAt - now;
  const ceilingMs = Math.min(longestMs, shortestMs * 2 ** Math.min(failures - 1, 10));
  return Math.max(shortestMs, ceilingMs * (0.5 + random / 2));
}
