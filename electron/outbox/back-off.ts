// When to try again after trouble: what the service asked for, else later and later. Pure.
import type { Failure } from '../../shared/failure.ts';

const firstMs = 2_000;
const longestMs = 120_000;

/** 2 s, 4 s, ... 2 minutes, each cut by up to a half; `failures` counts those in a row, from 1. */
export function backOffMs(
  failure: Failure,
  { failures, now, random }: { failures: number; now: number; random: number },
): number {
  if (failure.retryAt !== undefined && failure.retryAt > now) return failure.retryAt - now;
  const ceilingMs = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 10));
  return Math.round(ceilingMs * (0.5 + random / 2));
}
