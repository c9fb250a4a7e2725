// Times as Graph writes them: UTC, 0 to 7 fraction digits, trailing zeros dropped.
import { numberFor } from '../../resources/demo-tenant/identifiers.ts';
import type { Moment, Span } from '../../resources/demo-tenant/script.ts';

const UNIT_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const;

/** DateTime.MaxValue.Ticks - Unix epoch in ticks of 100 ns since the year 1. */
const MAX_TICKS = 3_155_378_975_999_999_999n;
const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;

/** Throws on text that is no span. */
export function spanMs(span: Span): number {
  if (!/^(\d+[dhms])+$/.test(span)) throw new Error(`Not a span of time: ${span}`);
  let total = 0;
  for (const [, count, unit] of span.matchAll(/(\d+)([dhms])/g)) {
    total += Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
  }
  return total;
}

/** Epoch milliseconds of a moment of the script. */
export function momentAt(moment: Moment, anchorAt: number): number {
  const clock = /^-(\d+)d (\d\d):(\d\d)$/.exec(moment);
  if (clock === null) return anchorAt - spanMs(moment.slice(1));
  const [, days, hours, minutes] = clock;
  const midnight = Math.floor(anchorAt / UNIT_MS.d) * UNIT_MS.d;
  return (
    midnight - Number(days) * UNIT_MS.d + Number(hours) * UNIT_MS.h + Number(minutes) * UNIT_MS.m
  );
}

/** With 7 digits; those below a millisecond follow from `name`. */
export function preciseTime(at: number, name: string): string {
  return withFraction(Math.floor(at), numberFor(`fraction/${name}`, 10_000));
}

/** With 3 digits, as sensors report. */
export function sensorTime(at: number): string {
  return withFraction(Math.floor(at), 0);
}

/** Rounded down to 1/300 s, as `lastUpdateDateTime` looks on the wire (`...3333333Z`, `...6666667Z`). */
export function coarseTime(at: number): string {
  const steps = Math.floor((at * 3) / 10);
  const ms = Math.floor((steps * 10) / 3);
  return withFraction(ms, Math.round(((steps * 10 - ms * 3) * 10_000) / 3));
}

function withFraction(ms: number, ticks: number): string {
  const text = new Date(ms).toISOString().slice(0, -1) + String(ticks).padStart(4, '0');
  return `${text.replace(/\.?0+$/, '')}Z`;
}

/** .NET ticks of an instant. */
export function dotNetTicks(at: number): bigint {
  return BigInt(Math.floor(at)) * 10_000n + UNIX_EPOCH_TICKS;
}

/** What Defender for Cloud puts before the GUID of an alert: newest first when sorted as text. */
export function descendingTicks(at: number): bigint {
  return MAX_TICKS - dotNetTicks(at);
}

const DATE_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,12}))?)?(Z|[+-]\d\d:\d\d)$/;

/** A text that sorts as its instant does, whatever the fraction digits and offset; null when it is no dateTime. */
export function sortableTime(text: string): string | null {
  const match = DATE_TIME.exec(text);
  if (match === null) return null;
  const [, minute, seconds = '00', fraction = '', zone] = match;
  const whole = Date.parse(`${minute}:${seconds}${zone}`);
  if (Number.isNaN(whole)) return null;
  return `${new Date(whole).toISOString().slice(0, 19)}.${fraction.padEnd(12, '0')}`;
}
