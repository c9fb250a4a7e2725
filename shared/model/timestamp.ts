// The service's points in time. The wire's text is kept, since it can hold 100 ns ticks and a Date cannot.
import type { Branded } from './brand.ts';

/** An OData DateTimeOffset whose date and time exist; years 0001 to 9999; no zone means UTC. */
export type Timestamp = Branded<'Timestamp'>;

const PATTERN =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,12}))?)?(?:Z|([+-])(\d\d):(\d\d))?$/i;

/** Most of the wire's texts, told without allocating: a third less time for a page of alerts. */
const USUAL =
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,12})?Z$/;

const DAY_MS = 86_400_000;
const TICKS_PER_MS = 10_000n;
/** 0001-01-01T00:00:00Z in UTC epoch milliseconds. */
const YEAR_ONE_MS = -62_135_596_800_000;

/** The text itself when it is a point in time, else null. Fraction digits past the seventh are kept as text. */
export function parseTimestamp(text: string): Timestamp | null {
  return USUAL.test(text) || instantOf(text) !== null ? (text as Timestamp) : null;
}

/** The timestamp of UTC epoch milliseconds between the years 0001 and 9999. */
export function timestampAt(epochMs: number): Timestamp {
  const text = new Date(epochMs).toISOString();
  const timestamp = parseTimestamp(text);
  if (timestamp === null) throw new RangeError(`not between the years 0001 and 9999: ${text}`);
  return timestamp;
}

/** UTC epoch milliseconds, ticks below a millisecond cut off (towards the past). */
export function timestampMs(timestamp: Timestamp): number {
  return checkedInstant(timestamp).ms;
}

/** 100 ns ticks since 0001-01-01T00:00:00Z, as .NET and Kusto count; digits past the seventh are cut off. */
export function timestampTicks(timestamp: Timestamp): bigint {
  const { ms, ticks } = checkedInstant(timestamp);
  return BigInt(ms - YEAR_ONE_MS) * TICKS_PER_MS + BigInt(ticks);
}

/** Earlier first, to the tick; 0 for the same instant in another spelling. */
export function compareTimestamps(a: Timestamp, b: Timestamp): number {
  if (a === b) return 0;
  const left = checkedInstant(a);
  const right = checkedInstant(b);
  return left.ms - right.ms || left.ticks - right.ticks;
}

interface Instant {
  readonly ms: number;
  /** 0 to 9999, within the millisecond. */
  readonly ticks: number;
}

function checkedInstant(timestamp: Timestamp): Instant {
  const instant = instantOf(timestamp);
  if (instant === null) throw new TypeError('a Timestamp that parseTimestamp did not make');
  return instant;
}

function instantOf(text: string): Instant | null {
  const match = PATTERN.exec(text);
  if (match === null) return null;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  const hour = Number(match[4]);
  const minute = Number(match[5]);
  const second = Number(match[6] ?? 0);
  const zoneHours = Number(match[9] ?? 0);
  const zoneMinutes = Number(match[10] ?? 0);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 59 || zoneHours > 14 || zoneMinutes > 59) return null;

  const fraction = (match[7] ?? '').slice(0, 7).padEnd(7, '0');
  const zoneMs = (zoneHours * 60 + zoneMinutes) * 60_000 * (match[8] === '-' ? -1 : 1);
  const clockMs = ((hour * 60 + minute) * 60 + second) * 1000 + Number(fraction.slice(0, 3));
  return {
    ms: daysFromEpoch(year, month, day) * DAY_MS + clockMs - zoneMs,
    ticks: Number(fraction.slice(3)),
  };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Proleptic Gregorian; Date.UTC would take the years 0 to 99 for 1900 to 1999. */
function daysFromEpoch(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const leapDays =
    Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}
