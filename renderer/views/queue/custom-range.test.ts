import { describe, expect, it } from 'vitest';
import { fieldText } from '../../ui/time-field.ts';
import { rangeLabel, readRange } from './custom-range.ts';

describe('a custom range', () => {
  it('is read in UTC', () => {
    expect(readRange('2026-11-24T00:00', '2026-11-24T12:30', 'utc')).toEqual({
      ok: true,
      range: {
        kind: 'between',
        fromAt: Date.UTC(2026, 10, 24),
        toAt: Date.UTC(2026, 10, 24, 12, 30),
      },
    });
  });

  it('is read in local time', () => {
    const reading = readRange('2026-11-24T00:00', '2026-11-24T12:30', 'local');
    expect(reading.ok && reading.range).toEqual({
      kind: 'between',
      fromAt: new Date(2026, 10, 24).getTime(),
      toAt: new Date(2026, 10, 24, 12, 30).getTime(),
    });
  });

  it.each([
    ['2026-11-25T00:00', '2026-11-24T00:00', 'The start has to be before the end.'],
    ['2026-11-24T00:00', '2026-11-24T00:00', 'The start has to be before the end.'],
    ['', '2026-11-24T00:00', 'Give a date and a time at both ends.'],
  ])('from %s to %s is refused', (from, to, problem) => {
    expect(readRange(from, to, 'utc')).toEqual({ ok: false, problem });
  });

  it('comes back as it was typed', () => {
    const text = '2026-11-24T12:30';
    expect(fieldText(Date.parse(`${text}Z`), 'utc')).toBe(text);
  });
});

describe('rangeLabel', () => {
  it('says what it covers', () => {
    const setting = { zone: 'utc', now: Date.parse('2026-11-25T12:00:00Z') } as const;
    const fromAt = Date.parse('2026-11-24T10:00:00Z');
    expect([
      rangeLabel({ kind: 'days', days: 7 }, setting),
      rangeLabel({ kind: 'days', days: 14 }, setting),
      rangeLabel({ kind: 'between', fromAt, toAt: fromAt + 3_600_000 }, setting),
      rangeLabel({ kind: 'between', fromAt: 0, toAt: fromAt }, setting),
    ]).toEqual([
      'Last 7 days',
      'Last 14 days',
      '24 Nov 10:00 – 11:00 UTC',
      '1 Jan 1970 00:00 – 24 Nov 10:00 UTC',
    ]);
  });
});
