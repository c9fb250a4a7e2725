// Things with a time, gathered under the days on which they happened.
import { zoneName } from '../../ui/time-format.ts';
import type { TimeZoneChoice } from '../../ui/time-format.ts';

export interface DayGroup<Item> {
  /** "Tue 24 Nov 2026, UTC", or "No time stated". */
  readonly day: string;
  readonly items: readonly Item[];
}

/** Days and items stay in the order of the items. */
export function byDay<Item>(
  items: readonly Item[],
  timeOf: (item: Item) => number | null,
  zone: TimeZoneChoice,
): readonly DayGroup<Item>[] {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...(zone === 'utc' && { timeZone: 'UTC' }),
  });
  const itemsByDay = new Map<string, Item[]>();
  for (const item of items) {
    const at = timeOf(item);
    const day =
      at === null
        ? 'No time stated'
        : `${format.format(at).replace(',', '')}, ${zoneName(at, zone)}`;
    const known = itemsByDay.get(day);
    if (known) known.push(item);
    else itemsByDay.set(day, [item]);
  }
  return [...itemsByDay].map(([day, of]) => ({ day, items: of }));
}

/** "18:32"; the zone is written beside the day. */
export function minuteOfDay(at: number, zone: TimeZoneChoice): string {
  return new Date(at).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(zone === 'utc' && { timeZone: 'UTC' }),
  });
}
