// Points in time as a story uses them: UTC epoch milliseconds, or null where none is stated.
import { timestampMs } from '../model/timestamp.ts';
import type { Alert } from '../model/alert.ts';
import type { Timestamp } from '../model/timestamp.ts';

/** Services write the years 0001 and 9999 for "none"; nothing an alert tells happened there. */
const EARLIEST_MS = Date.UTC(1970, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);

export function momentOf(timestamp: Timestamp | null | undefined): number | null {
  if (timestamp === null || timestamp === undefined) return null;
  const ms = timestampMs(timestamp);
  return ms > EARLIEST_MS && ms < LATEST_MS ? ms : null;
}

export interface Span {
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

/** When an alert's activity was; where that is not stated, when the alert was made. */
export function activityOf(alert: Alert): Span {
  const firstAt = momentOf(alert.firstActivityDateTime) ?? momentOf(alert.createdDateTime);
  return { firstAt, lastAt: momentOf(alert.lastActivityDateTime) ?? firstAt };
}

/** The smaller; null gives way. */
export function earlier(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return left ?? right;
  return Math.min(left, right);
}

/** The larger; null gives way. */
export function later(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return left ?? right;
  return Math.max(left, right);
}
