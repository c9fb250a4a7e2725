import { describe, expect, it } from 'vitest';
import {
  TALLEST_BODY,
  bodyHeight,
  positionAt,
  reachable,
  rowAfterKey,
  scrollScale,
  scrollToReveal,
  visibleRows,
  wantedWindow,
} from './grid-window.ts';

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

describe('the scroll of rows taller than a body can be', () => {
  const million = { height: 800, rowHeight: 40, total: 1_000_000 };
  const end = 40_000_000 - 800;

  it('cuts the body, and the scroll bar goes from the first row to the last', () => {
    expect(bodyHeight(million)).toBe(TALLEST_BODY);
    expect(positionAt(0, million)).toBe(0);
    expect(positionAt(TALLEST_BODY - 800, million)).toBe(end);
    expect(positionAt(TALLEST_BODY - 800.4, million)).toBe(end);
    expect(positionAt((TALLEST_BODY - 800) / 2, million)).toBe(end / 2);
  });

  it.each([0, 1, 39, 40, 20_000_001, end - 1, end])(
    'finds position %i again within a px of the scroll bar',
    (position) => {
      const scale = scrollScale(million);
      const scrollTop = Math.round(position / scale);
      expect(Math.abs(positionAt(scrollTop, million) - position)).toBeLessThanOrEqual(scale);
    },
  );

  it('leaves a body that is not cut as it is', () => {
    const few = { height: 320, rowHeight: 32, total: 1000 };
    expect(bodyHeight(few)).toBe(32_000);
    expect(scrollScale(few)).toBe(1);
    expect([0, 0.8, 500, 31_679.2, 31_680].map((top) => positionAt(top, few))).toEqual([
      0, 0.8, 500, 31_679.2, 31_680,
    ]);
  });

  it.each([
    ['above the first row', -5, 0],
    ['below the last', end + 5, end],
    ['between', 77, 77],
  ])('reaches, asked for a place %s', (_, position, reached) => {
    expect(reachable(position, million)).toBe(reached);
  });

  it('reaches the top alone where all rows fit', () => {
    expect(reachable(10, { height: 320, rowHeight: 32, total: 3 })).toBe(0);
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
