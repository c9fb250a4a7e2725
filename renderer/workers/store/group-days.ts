// Days as names of groups: `2026-11-24`, in UTC or in the local time of this machine.

export type GroupZone = 'local' | 'utc';

const HALF_HOUR_MS = 1_800_000;

/** Looks each half hour up once: no zone changes its day within one. */
export function dayNamer(zone: GroupZone): (at: number) => string {
  const dayByHalfHour = new Map<number, string>();
  return (at) => {
    const halfHour = Math.floor(at / HALF_HOUR_MS);
    const known = dayByHalfHour.get(halfHour);
    if (known !== undefined) return known;
    const day = dayText(at, zone);
    dayByHalfHour.set(halfHour, day);
    return day;
  };
}

/** From its midnight to the next, UTC epoch milliseconds. */
export function dayOf(day: string, zone: GroupZone): readonly [from: number, to: number] {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const midnight = (at: number): number =>
    zone === 'utc' ? Date.UTC(year, month - 1, at) : new Date(year, month - 1, at).getTime();
  return [midnight(date), midnight(date + 1)];
}

function dayText(at: number, zone: GroupZone): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const [year, month, day] =
    zone === 'utc'
      ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
      : [date.getFullYear(), date.getMonth(), date.getDate()];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(day)}`;
}
