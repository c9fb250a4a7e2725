import { expect, it } from 'vitest';
import { timeBins } from '../../../shared/queue/time-bins.ts';
import { axisMarks } from './histogram-axis.ts';

const now = Date.parse('2026-11-25T12:34:56Z');
const DAY_MS = 86_400_000;

it.each([
  { days: 1, texts: ['15:00', '18:00', '21:00', '25 Nov', '03:00', '06:00', '09:00', '12:00'] },
  { days: 3, texts: ['12:00', '23 Nov', '12:00', '24 Nov', '12:00', '25 Nov', '12:00'] },
  { days: 7, texts: ['19 Nov', '20 Nov', '21 Nov', '22 Nov', '23 Nov', '24 Nov', '25 Nov'] },
  { days: 30, texts: ['26 Oct', '31 Oct', '5 Nov', '10 Nov', '15 Nov', '20 Nov', '25 Nov'] },
])('marks $days days', ({ days, texts }) => {
  const { edges } = timeBins([now - days * DAY_MS, now], 'utc');
  const marks = axisMarks(edges, now, 'utc');
  expect(marks.map(({ text }) => text)).toEqual(texts);
  for (const { at } of marks) expect(at).toBeLessThan(1);
});

it('names the year where it is another one', () => {
  const { edges } = timeBins([now - 1_000 * DAY_MS, now], 'utc');
  expect(axisMarks(edges, now, 'utc')[0]?.text).toBe('29 Feb 2024');
});
