// The service's rate limit: so many requests in any 60 seconds.
import { GraphError } from './graph-error.ts';

const WINDOW_MS = 60_000;

/** Throws a 429 with Retry-After when a request at `now` is over the limit; a refused request costs nothing. */
export type RequestBudget = (now: number) => void;

export function requestBudget(requestsPerMinute: number): RequestBudget {
  const takenAt: number[] = [];
  return (now) => {
    while (takenAt[0] !== undefined && takenAt[0] <= now - WINDOW_MS) takenAt.shift();
    if (takenAt.length >= requestsPerMinute) {
      const freeAt = (takenAt[0] ?? now) + WINDOW_MS;
      throw new GraphError(
        429,
        '429',
        `API calls quota exceeded! maximum allowed ${requestsPerMinute} per 00:01:00`,
        { 'Retry-After': String(Math.max(1, Math.ceil((freeAt - now) / 1000))) },
      );
    }
    takenAt.push(now);
  };
}
