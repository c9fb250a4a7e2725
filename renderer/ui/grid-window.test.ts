import { describe, expect, it } from 'vitest';
import { rowAfterKey, scrollToReveal, visibleRows, wantedWindow } from './grid-window.ts';

describe('visibleRows', () => {
  it.each([
    ['the top', { scrollTop: 0, height: 320, total: 1000 }, { first: 0, count: 10 }],
    ['half a row scrolled', { scrollTop: 16, height: 320, total: 1000 }, { first: 0, count: 11 }],
    ['the end', { scrollTop: 31_680, height: 320, total: 1000 }, { first: 990, count: 10 }],
    ['fewer rows than fit', { scrollTop: 0, height: 320, total: 3 }, { first: 0, count: 3 }],
    ['no rows', { scrollTop: 0, height: 320, total: 0 }, { first: 0, count: 0 }],
    [
      'rows gone while scrolled',
      { scrollTop: 9_000, height: 320, total: 5 },
      { first: 4, count: 1 },
    ],
  ])('%s', (_, view, range) => {
    expect(visibleRows({ ...view, rowHeight: 32 })).toEqual(range);
  });
});

describe('wantedWindow', () => {
  it.each([
    [
      { first: 0, count: 25 },
      { offset: 0, limit: 50 },
    ],
    [
      { first: 0, count: 26 },
      { offset: 0, limit: 100 },
    ],
    [
      { first: 24, count: 25 },
      { offset: 0, limit: 100 },
    ],
    [
      { first: 75, count: 25 },
      { offset: 50, limit: 100 },
    ],
    [
      { first: 990, count: 10 },
      { offset: 950, limit: 100 },
    ],
  ])('%o asks for %o', (visible, wanted) => {
    expect(wantedWindow(visible)).toEqual(wanted);
  });

  it('holds the visible rows and a margin wherever the scroll is', () => {
    for (let first = 0; first < 400; first += 1) {
      const { offset, limit } = wantedWindow({ first, count: 30 });
      expect(offset).toBeLessThanOrEqual(Math.max(0, first - 25));
      expect(offset + limit).toBeGreaterThanOrEqual(first + 30 + 25);
    }
  });
});

describe('scrollToReveal', () => {
  const view = { scrollTop: 100, height: 320, rowHeight: 32 };
  it.each([
    ['above', 1, 32],
    ['inside', 6, 100],
    ['below', 20, 352],
  ])('a row %s', (_, row, scrollTop) => {
    expect(scrollToReveal(row, view)).toBe(scrollTop);
  });
});

describe('rowAfterKey', () => {
  const grid = { total: 100, pageRows: 20 };
  it.each([
    ['ArrowDown', 5, 6],
    ['ArrowDown', 99, 99],
    ['j', 5, 6],
    ['k', 5, 4],
    ['ArrowUp', 5, 4],
    ['ArrowUp', 0, 0],
    ['PageDown', 5, 25],
    ['PageDown', 95, 99],
    ['PageUp', 25, 5],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['a', 50, null],
  ])('%s from %i', (key, from, to) => {
    expect(rowAfterKey(key, from, grid)).toBe(to);
  });

  it('moves nowhere in an empty grid', () => {
    expect(rowAfterKey('End', 0, { total: 0, pageRows: 20 })).toBe(null);
  });
});
