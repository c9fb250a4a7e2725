// Things with a time, gathered under the days on which they happened.
import type { TimeZoneChoice } from '../../ui/time-format.ts';

export interface DayGroup<Item> {
  /** "Tue 24 Nov 2026", or "No time stated". */
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
    const day = at === null ? 'No time stated' : format.format(at).replace(',', '');
    const known = itemsByDay.get(day);
    if (known) known.push(item);
    else itemsByDay.set(day, [item]);
  }
  return [...itemsByDay].map(([day, of]) => ({ day, items: of }));
}
