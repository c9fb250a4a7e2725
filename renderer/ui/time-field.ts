// Points in time as a field of a form has them: `2026-11-24T23:10`, in the zone of the settings.
import { absoluteMinute } from './time-format.ts';
import type { TimeZoneChoice } from './time-format.ts';

/** The text of a `datetime-local` field for this instant. */
export function fieldText(at: number, zone: TimeZoneChoice): string {
  return absoluteMinute(at, zone).slice(0, 16).replace(' ', 'T');
}

/** `Last 7 days`, or both ends: `24 Nov 10:00 – 25 Nov 02:00 UTC`. */

/** NaN for what is no time. */
export function instantOf(text: string, zone: TimeZoneChoice): number {
  return Date.parse(zone === 'utc' ? `${text}Z` : text);
}
