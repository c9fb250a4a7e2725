import { expect, it } from 'vitest';
import { byDay, minuteOfDay } from './by-day.ts';

it('gathers under days of the chosen zone, in the order given', () => {
  const times = [Date.UTC(2026, 2, 2, 23, 59), Date.UTC(2026, 2, 3, 0, 1), null];
  expect(byDay(times, (at) => at, 'utc')).toEqual([
    { day: 'Mon 2 Mar 2026, UTC', items: [times[0]] },
    { day: 'Tue 3 Mar 2026, UTC', items: [times[1]] },
    { day: 'No time stated', items: [null] },
  ]);
  expect(minuteOfDay(Date.UTC(2026, 2, 2, 23, 59), 'utc')).toBe('23:59');
});
