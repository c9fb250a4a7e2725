// A range of time as a person types it: date and time at both ends, in the zone of the settings.
import type { TimeRange } from '../../../shared/contract/queue.ts';
import { spanTimes, zoneName } from '../../ui/time-format.ts';
import type { TimeZoneChoice } from '../../ui/time-format.ts';
import type { TimeSetting } from '../../ui/time-text.tsx';
import { instantOf } from '../../ui/time-field.ts';
import { rangeChoices } from '../../state/queue-filter.ts';

export type RangeReading =
  | { readonly ok: true; readonly range: TimeRange }
  | { readonly ok: false; readonly problem: string };

/** Both texts as a `datetime-local` field has them: `2026-11-24T23:10`. */
export function readRange(from: string, to: string, zone: TimeZoneChoice): RangeReading {
  const fromAt = instantOf(from, zone);
  const toAt = instantOf(to, zone);
  if (Number.isNaN(fromAt) || Number.isNaN(toAt)) {
    return { ok: false, problem: 'Give a date and a time at both ends.' };
  }
  if (fromAt >= toAt) return { ok: false, problem: 'The start has to be before the end.' };
  return { ok: true, range: { kind: 'between', fromAt, toAt } };
}

export function rangeLabel(range: TimeRange, { zone, now }: TimeSetting): string {
  if (range.kind === 'days') {
    const offered = rangeChoices.find(({ days }) => days === range.days);
    return offered?.label ?? `Last ${range.days} days`;
  }
  const ends = spanTimes([range.fromAt, range.toAt], now, zone);
  return `${ends.join(' – ')} ${zoneName(range.toAt, zone)}`;
}
