import { describe, expect, it } from 'vitest';
import {
  absoluteMinute,
  absoluteTime,
  clockTime,
  relativeTime,
  shortTime,
  spanTimes,
  zoneName,
} from './time-format.ts';

const at = Date.UTC(2026, 10, 24, 23, 10, 55);

describe('absoluteTime', () => {
  it.each([
    [at, '2026-11-24 23:10:55 UTC'],
    [Date.UTC(2026, 0, 2, 3, 4, 5), '2026-01-02 03:04:05 UTC'],
    [-62_135_596_800_000, '0001-01-01 00:00:00 UTC'],
    [Date.UTC(9999, 11, 31, 23, 59, 59), '9999-12-31 23:59:59 UTC'],
  ])('%i in UTC is %s', (time, text) => {
    expect(absoluteTime(time, 'utc')).toBe(text);
  });

  it('names the offset of this machine in local time', () => {
    const offset = -new Date(at).getTimezoneOffset();
    const shifted = new Date(at + offset * 60_000).toISOString();
    expect(absoluteTime(at, 'local')).toBe(
      `${shifted.slice(0, 10)} ${shifted.slice(11, 19)} ${zoneName(at, 'local')}`,
    );
    expect(zoneName(at, 'local')).toMatch(/^UTC[+-]\d\d:\d\d$/);
  });

  it('leaves the seconds, or the day, out where asked', () => {
    expect([absoluteMinute(at, 'utc'), clockTime(at, 'utc')]).toEqual([
      '2026-11-24 23:10 UTC',
      '23:10 UTC',
    ]);
  });
});

describe('relativeTime', () => {
  it.each([
    [0, 'just now'],
    [9_999, 'just now'],
    [10_000, '10 s ago'],
    [59_999, '59 s ago'],
    [60_000, '1 min ago'],
    [3_599_999, '59 min ago'],
    [3_600_000, '1 h ago'],
    [86_399_999, '23 h ago'],
    [86_400_000, '1 d ago'],
    [59 * 86_400_000, '59 d ago'],
    [100 * 86_400_000, '3 mo ago'],
    [800 * 86_400_000, '2 y ago'],
    [-300_000, 'in 5 min'],
    [-5_000, 'just now'],
  ])('%i ms before now reads %s', (distance, text) => {
    expect(relativeTime(at - distance, at)).toBe(text);
  });
});

describe('spanTimes', () => {
  const HOUR = 3_600_000;
  it.each([
    ['one day', at - 4 * HOUR, at, ['24 Nov 19:10', '23:10']],
    ['two days', at - 40 * HOUR, at, ['23 Nov 07:10', '24 Nov 23:10']],
    [
      'the same day of another year',
      Date.UTC(2025, 10, 24, 8, 5),
      at,
      ['24 Nov 2025 08:05', '24 Nov 23:10'],
    ],
  ] as const)('%s', (_, from, to, texts) => {
    expect(spanTimes([from, to], at, 'utc')).toEqual(texts);
  });
});

it('shortTime names the zone, and the year where it is another one', () => {
  expect([shortTime(at, at, 'utc'), shortTime(Date.UTC(2025, 0, 3), at, 'utc')]).toEqual([
    '24 Nov 23:10 UTC',
    '3 Jan 2025 00:00 UTC',
  ]);
});
