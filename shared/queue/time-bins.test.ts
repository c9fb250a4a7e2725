import { describe, expect, it } from 'vitest';
import { spanOf, timeBins } from './time-bins.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const at = (text: string) => Date.parse(text);

describe('timeBins', () => {
  it.each([
    { days: 1 / 24, unit: 'minute' },
    { days: 0.5, unit: '5 minutes' },
    { days: 1, unit: '15 minutes' },
    { days: 3, unit: 'hour' },
    { days: 7, unit: 'hour' },
    { days: 30, unit: 'day' },
    { days: 180, unit: 'day' },
    { days: 365, unit: '7 days' },
    { days: 3650, unit: '28 days' },
    { days: 100_000, unit: '896 days' },
  ])('cuts $days days by the $unit', ({ days, unit }) => {
    const toAt = at('2026-11-25T12:34:56Z');
    const fromAt = toAt - days * DAY_MS;
    const bins = timeBins([fromAt, toAt], 'utc');
    expect(bins.unit).toBe(unit);
    expect(bins.edges.length).toBeLessThanOrEqual(201);
    expect(bins.edges[0]).toBeLessThanOrEqual(fromAt);
    expect(bins.edges[1]).toBeGreaterThan(fromAt);
    expect(bins.edges.at(-2)).toBeLessThanOrEqual(toAt);
    expect(bins.edges.at(-1)).toBeGreaterThan(toAt);
  });

  it('begins at the full hour and at midnight', () => {
    const toAt = at('2026-11-25T12:34:56Z');
    expect(timeBins([toAt - 3 * DAY_MS, toAt], 'utc').edges[0]).toBe(at('2026-11-22T12:00Z'));
    expect(timeBins([toAt - 30 * DAY_MS, toAt], 'utc').edges[0]).toBe(at('2026-10-26T00:00Z'));
  });

  it('follows the clock of this machine where that is asked for', () => {
    const { edges } = timeBins([at('2026-03-01T10:20Z'), at('2026-04-15T10:20Z')], 'local');
    for (const edge of edges) expect(new Date(edge).getHours()).toBe(0);
    expect(edges).toHaveLength(47);
  });
});

describe('spanOf', () => {
  it('ends a range of days now', () => {
    expect(spanOf({ kind: 'days', days: 2 }, 5 * DAY_MS)).toEqual([3 * DAY_MS, 5 * DAY_MS]);
    expect(spanOf({ kind: 'between', fromAt: 1, toAt: 9 }, 5 * DAY_MS)).toEqual([1, 9]);
  });
});
