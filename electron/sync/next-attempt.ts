// How long to wait after a failed attempt, and between two polls. Pure.
import type { RequestState } from '../../shared/contract/sources.ts';
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

/** From this part of its longest limit on, a service is polled less often. */
const calmUntil = 0.3;

/** The wait doubles with every further part of this size. */
const doublesWith = 0.067;

const longestPollMs = 5 * 60_000;

/**
 * How long to wait between two polls: `shortestMs`, and the longer the more of the hour is used up. Many
 * subscriptions are so read at a steady pace. Tried with 30 of them: without it they use up the hour in its
 * first third and are not read in the rest.
 */
export function waitBetweenPolls(shortestMs: number, { uses }: RequestState): number {
  const longest = uses.toSorted((a, b) => b.perMs - a.perMs)[0];
  const used = longest === undefined ? 0 : longest.used / longest.requests;
  const factor = 2 ** (Math.max(0, used - calmUntil) / doublesWith);
  return Math.max(shortestMs, Math.min(longestPollMs, Math.round(shortestMs * factor)));
}
