import { describe, expect, it } from 'vitest';
import { columnTemplate, indexOfKey, leastWidth, rowsOf } from './grid-model.ts';
import type { GridColumn } from './grid-model.ts';

const columns: readonly GridColumn<string>[] = [
  { id: 'mark', title: '', width: 24, render: (row) => row },
  { id: 'name', title: 'Name', width: 200, grow: 2, render: (row) => row },
];

describe('columns', () => {
  it('grow until a person sets a width', () => {
    expect(columnTemplate(columns, new Map())).toBe('24px minmax(200px, 2fr)');
    expect(columnTemplate(columns, new Map([['name', 340]]))).toBe('24px 340px');
  });

  it('add up to the least width', () => {
    expect([leastWidth(columns, new Map()), leastWidth(columns, new Map([['name', 340]]))]).toEqual(
      [224, 364],
    );
  });
});

describe('indexOfKey', () => {
  const rows = rowsOf(['a', 'b', 'c', 'd'], (row) => row);
  it.each([
    ['c', 2, 2],
    ['d', 1, 3],
    ['a', 3, 0],
    ['gone', 1, 1],
    [null, 2, 2],
  ])('%s near %i', (key, near, index) => {
    expect(indexOfKey(rows, key, near)).toBe(index);
  });
});
