// How long a service asks to be left alone: the Retry-After header (RFC 9110, 10.2.3).

/** Longer waits are cut to this: a service that means hours is asked again, politely, every 5 minutes. */
export const longestRetryAfterMs = 5 * 60_000;

export interface RetryAfter {
  readonly waitMs: number;
  /** The service asked for longer. */
  readonly isCut: boolean;
}

/**
 * null where the header is absent or nonsense (negative, in the past, no date). A date counts from the
 * service's own Date header, since the clocks here and there may differ by any amount.
 */
export function readRetryAfter(header: string | null, serverAt: number | null): RetryAfter | null {
  const text = header?.trim() ?? '';
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : dateWaitMs(text, serverAt);
  if (waitMs === null) return null;
  return waitMs > longestRetryAfterMs
    ? { waitMs: longestRetryAfterMs, isCut: true }
    : { waitMs, isCut: false };
}

function dateWaitMs(text: string, serverAt: number | null): number | null {
  const at = readHttpDate(text);
  if (at === null || serverAt === null || at < serverAt) return null;
  return at - serverAt;
}

/** UTC epoch milliseconds of an HTTP date; null for anything else, e.g. a bare number. */
export function readHttpDate(text: string | null): number | null {
  if (text === null || !/^[A-Za-z]{3,9},? .*\d{2}:\d{2}:\d{2}/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
