import { describe, expect, it } from 'vitest';
import {
  coarseTime,
  descendingTicks,
  momentAt,
  preciseTime,
  sensorTime,
  sortableTime,
  spanMs,
} from './graph-time.ts';

const at = (text: string): number => Date.parse(text);

describe('times of the wire', () => {
  it('writes thirds of a hundredth of a second as lastUpdateDateTime has them', () => {
    const start = at('2026-11-24T10:00:00Z');
    expect([0, 4, 7, 10, 999].map((ms) => coarseTime(start + ms))).toEqual([
      '2026-11-24T10:00:00Z',
      '2026-11-24T10:00:00.0033333Z',
      '2026-11-24T10:00:00.0066667Z',
      '2026-11-24T10:00:00.01Z',
      '2026-11-24T10:00:00.9966667Z',
    ]);
  });

  it('is never later than the instant that it tells', () => {
    for (let ms = at('2026-11-24T10:00:00Z'), end = ms + 1000; ms < end; ms += 1) {
      expect(Date.parse(coarseTime(ms))).toBeLessThanOrEqual(ms);
    }
  });

  it('drops zeros at the end of a fraction and keeps those of whole seconds', () => {
    expect(sensorTime(at('2026-11-24T10:00:20.790Z'))).toBe('2026-11-24T10:00:20.79Z');
    expect(sensorTime(at('2026-11-24T10:00:20Z'))).toBe('2026-11-24T10:00:20Z');
    expect(preciseTime(at('2026-11-24T10:00:20.790Z'), 'x')).toMatch(
      /^2026-11-24T10:00:20\.79\d{0,5}Z$/,
    );
  });

  it('gives the ticks of the documented example', () => {
    expect(descendingTicks(at('2024-08-01T12:36:22Z'))).toBe(2516797850179999999n);
  });

  it('sorts texts of any precision and offset as their instants', () => {
    const inOrder = [
      '0001-01-01T00:00:00Z',
      '2026-11-24T09:59:59.9999999Z',
      '2026-11-24T11:00:00+01:00',
      '2026-11-24T10:00:00.0000001Z',
      '2026-11-24T10:00:00.1Z',
      '9999-12-31T23:59:59.9999999Z',
    ];
    const keys = inOrder.map((text) => sortableTime(text) ?? '');
    expect([...keys].sort()).toEqual(keys);
    expect(sortableTime('2026-13-01T00:00:00Z')).toBeNull();
    expect(sortableTime('2026-11-24')).toBeNull();
  });

  it('reads spans and moments of the script', () => {
    expect(spanMs('1d2h03m4s')).toBe(93_784_000);
    expect(spanMs('90m3h')).toBe(16_200_000);
    expect(() => spanMs('soon')).toThrow('Not a span of time: soon');
    const anchorAt = at('2026-11-24T10:00:00Z');
    expect(momentAt('-5h20m', anchorAt)).toBe(at('2026-11-24T04:40:00Z'));
    expect(momentAt('-3d 09:14', anchorAt)).toBe(at('2026-11-21T09:14:00Z'));
  });
});
