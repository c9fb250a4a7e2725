// Points in time as text. An absolute time always names its zone.

export type TimeZoneChoice = 'local' | 'utc';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-24 23:10:55 UTC+01:00`; `at` is UTC epoch milliseconds, in local time that of this machine. */
export function absoluteTime(at: number, zone: TimeZoneChoice): string {
  return `${wallTime(at, zone, 'second')} ${zoneName(at, zone)}`;
}

/** `2026-11-24 23:10 UTC`, for places where seconds only add noise. */
export function absoluteMinute(at: number, zone: TimeZoneChoice): string {
  return `${wallTime(at, zone, 'minute')} ${zoneName(at, zone)}`;
}

/** `UTC`, or this machine's offset at that instant, e.g. `UTC+05:30`. */
export function zoneName(at: number, zone: TimeZoneChoice): string {
  if (zone === 'utc') return 'UTC';
  const minutes = Math.round(-new Date(at).getTimezoneOffset());
  if (minutes === 0) return 'UTC+00:00';
  const sign = minutes < 0 ? '-' : '+';
  const distance = Math.abs(minutes);
  return `UTC${sign}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
}

/** How long before (or after) `now`, in its largest unit: `12 s ago`, `3 h ago`, `in 5 min`. */
export function relativeTime(at: number, now: number): string {
  const distance = Math.abs(now - at);
  if (distance < 10_000) return 'just now';
  const amount = relativeAmount(distance);
  return at <= now ? `${amount} ago` : `in ${amount}`;
}

function relativeAmount(distance: number): string {
  if (distance < MINUTE_MS) return `${Math.floor(distance / 1000)} s`;
  if (distance < HOUR_MS) return `${Math.floor(distance / MINUTE_MS)} min`;
  if (distance < DAY_MS) return `${Math.floor(distance / HOUR_MS)} h`;
  if (distance < 60 * DAY_MS) return `${Math.floor(distance / DAY_MS)} d`;
  if (distance < 730 * DAY_MS) return `${Math.floor(distance / (30.44 * DAY_MS))} mo`;
  return `${Math.floor(distance / (365.25 * DAY_MS))} y`;
}

/** `14:02 UTC`: the time of day, for states of the last hours. */
export function clockTime(at: number, zone: TimeZoneChoice): string {
  return `${wallTime(at, zone, 'minute').slice(-5)} ${zoneName(at, zone)}`;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `24 Nov 19:11 UTC`; the year is there where it is not that of `now`. */
export function shortTime(at: number, now: number, zone: TimeZoneChoice): string {
  const { day, minute } = dayAndMinute(at, now, zone);
  return `${day} ${minute} ${zoneName(at, zone)}`;
}

/**
 * `24 Nov 19:11` and `23:49`: the ends of a span without their zone, which stands beside them. The
 * second day is there where it is another one.
 */
export function spanTimes(
  [from, to]: readonly [from: number, to: number],
  now: number,
  zone: TimeZoneChoice,
): readonly [from: string, to: string] {
  const start = dayAndMinute(from, now, zone);
  const end = dayAndMinute(to, now, zone);
  return [
    `${start.day} ${start.minute}`,
    start.day === end.day ? end.minute : `${end.day} ${end.minute}`,
  ];
}

/** `24 Nov`, with its year where that is not the year of `now`, and `19:11`. */
export function dayAndMinute(
  at: number,
  now: number,
  zone: TimeZoneChoice,
): { readonly day: string; readonly minute: string } {
  const thisYear = wallTime(now, zone, 'minute').slice(0, 4);
  const [date = '', minute = ''] = wallTime(at, zone, 'minute').split(' ');
  const [year = '', month = '', dayOfMonth = ''] = date.split('-');
  const day = `${String(Number(dayOfMonth))} ${MONTHS[Number(month) - 1] ?? month}`;
  return { minute, day: year === thisYear ? day : `${day} ${year}` };
}

function wallTime(at: number, zone: TimeZoneChoice, precision: 'second' | 'minute'): string {
  const date = new Date(at);
  const parts =
    zone === 'utc'
      ? [
          date.getUTCFullYear(),
          date.getUTCMonth(),
          date.getUTCDate(),
          date.getUTCHours(),
          date.getUTCMinutes(),
          date.getUTCSeconds(),
        ]
      : [
          date.getFullYear(),
          date.getMonth(),
          date.getDate(),
          date.getHours(),
          date.getMinutes(),
          date.getSeconds(),
        ];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const dayText = `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(day)}`;
  const minuteText = `${dayText} ${two(hour)}:${two(minute)}`;
  return precision === 'minute' ? minuteText : `${minuteText}:${two(second)}`;
}
