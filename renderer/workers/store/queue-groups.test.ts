// Groups by so many values that they are not all looked up.
import { expect, it } from 'vitest';
import { Bits } from '../../../shared/table/bits.ts';
import { StringColumn } from '../../../shared/table/string-column.ts';
import { groupsOf, rowsOfGroup } from './queue-groups.ts';

const ROWS = 30_000;
const VALUES = 9_000;

/** Value v has one row and one more for every 50th; each 13th row has none. */
const valueOf = (row: number): string | null =>
  row % 13 === 0 ? null : `value ${String(row < VALUES ? row : (row * 50) % VALUES)}`;

function column(): StringColumn {
  const texts = new StringColumn('text');
  for (let row = 0; row < ROWS; row++) texts.set(row, valueOf(row));
  return texts;
}

function counted(rows: readonly number[]): ReadonlyMap<string, number> {
  const countByValue = new Map<string, number>();
  for (const row of rows) {
    const value = valueOf(row) ?? '';
    countByValue.set(value, (countByValue.get(value) ?? 0) + 1);
  }
  return countByValue;
}

it.each(['count', 'value'] as const)('thousands of groups, by %s', (order) => {
  const source = { kind: 'values', column: column() } as const;
  const some = Array.from({ length: ROWS }, (_, row) => row).filter((row) => row % 7 !== 0);
  const selected = new Bits(ROWS);
  for (const row of some) selected.add(row);
  const expected = counted(some);
  const groups = groupsOf(source, selected, { column: 'title', order, zone: 'utc' });
  expect(groups.length).toBe(expected.size);
  expect(groups.length).toBeGreaterThan(5_000);
  const all = Array.from({ length: groups.length }, (_, place) => groups.at(place));
  expect(new Map(all.map(({ value, count }) => [value, count]))).toEqual(expected);
  if (order === 'count') {
    const counts = all.map(({ count }) => count);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  } else {
    const values = all.map(({ value }) => value).filter((value) => value !== '');
    expect(values).toEqual(values.toSorted());
    expect(all.at(-1)?.value).toBe('');
  }
  for (const place of [0, 17, groups.length - 1]) {
    const { value, count } = groups.at(place);
    expect(groups.placeOf(value)).toBe(place);
    const rows = [...rowsOfGroup(source, selected, value, 'utc').toRows()];
    expect(rows).toEqual(some.filter((row) => (valueOf(row) ?? '') === value));
    expect(rows).toHaveLength(count);
  }
  expect(groups.placeOf('no such value')).toBe(-1);
});
