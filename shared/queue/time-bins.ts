// Cuts a span of time into bins that begin where people expect: at the full hour, at midnight.
import type { TimeRange } from '../contract/queue.ts';

/** Local time is that of this machine. */
export type BinZone = 'local' | 'utc';

export interface TimeBins {
  /** UTC epoch milliseconds, ascending, one more than bins: each bin begins at one and ends before the next. */
  readonly edges: readonly number[];
  /** A bin in words: "hour", "15 minutes", "7 days". */
  readonly unit: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** More bars cannot be told apart, and take more than a moment to walk through by keyboard. */
const MOST_BINS = 200;

const STEPS_BELOW_DAY = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);
const STEPS_IN_DAYS = [1, 7, 28];

/** Both ends of a range; one of days ends at `now`. */
export function spanOf(range: TimeRange, now: number): readonly [fromAt: number, toAt: number] {
  return range.kind === 'days' ? [now - range.days * DAY_MS, now] : [range.fromAt, range.toAt];
}

/** Covers `fromAt` up to and with `toAt`, in the finest step that takes no more than 200 bins. */
export function timeBins(
  [fromAt, toAt]: readonly [fromAt: number, toAt: number],
  zone: BinZone,
): TimeBins {
  const step = STEPS_BELOW_DAY.find((width) => (toAt - fromAt) / width < MOST_BINS - 1);
  return step === undefined ? dayBins(fromAt, toAt, zone) : evenBins(fromAt, toAt, step, zone);
}

function evenBins(fromAt: number, toAt: number, width: number, zone: BinZone): TimeBins {
  // Some zones are half an hour off.
  const offset = zone === 'utc' ? 0 : new Date(fromAt).getTimezoneOffset() * MINUTE_MS;
  const first = Math.floor((fromAt - offset) / width) * width + offset;
  const count = Math.floor((toAt - first) / width) + 1;
  const edges = Array.from({ length: count + 1 }, (_, index) => first + index * width);
  const minutes = width / MINUTE_MS;
  return { edges, unit: minutes === 60 ? 'hour' : unitText(minutes, 'minute') };
}

/** Days of local time have 23 to 25 hours where clocks are changed. */
function dayBins(fromAt: number, toAt: number, zone: BinZone): TimeBins {
  const span = (toAt - fromAt) / DAY_MS;
  let days = STEPS_IN_DAYS.find((step) => span / step < MOST_BINS - 1) ?? 28;
  while (span / days >= MOST_BINS - 1) days *= 2;
  const first = new Date(fromAt);
  const midnight = (dayNumber: number): number =>
    zone === 'utc'
      ? Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate() + dayNumber)
      : new Date(first.getFullYear(), first.getMonth(), first.getDate() + dayNumber).getTime();
  const edges = [midnight(0)];
  while ((edges.at(-1) ?? toAt) <= toAt) edges.push(midnight(edges.length * days));
  return { edges, unit: unitText(days, 'day') };
}

function unitText(count: number, unit: string): string {
  return count === 1 ? unit : `${count} ${unit}s`;
}
