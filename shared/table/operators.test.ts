// The operators over every kind of column, against a naive evaluation over plain rows.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestRows, countDistinct, countRows, totalNumbers } from './aggregate.ts';
import { Bits } from './bits.ts';
import { CHUNK_ROWS } from './chunks.ts';
import { all, any, isBetween, isLongBetween, LiveSelection, not, textPasses } from './condition.ts';
import { groupRows } from './group.ts';
import type { GroupKey } from './group.ts';
import { histogram } from './histogram.ts';
import { KeptOrder } from './kept-order.ts';
import { orderRows } from './order.ts';
import { rowsBetween, rowsWithBool, rowsWithTextIn } from './select.ts';
import { compareBy } from './sort-key.ts';
import type { SortKey } from './sort-key.ts';
import { Table } from './table.ts';
import type { RowValues } from './table.ts';
import { topRows } from './top.ts';

const shape = {
  id: 'text',
  name: 'text',
  price: 'decimal',
  score: 'number',
  count: 'long',
  open: 'bool',
  tags: 'texts',
} as const;
type Values = RowValues<typeof shape>;

const small = fc.integer({ min: -4, max: 4 });
const long = fc.oneof(
  small.map(BigInt),
  fc.bigInt({ min: 2n ** 53n - 2n, max: 2n ** 53n + 2n }),
  fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, 2n ** 63n - 2n),
);
const values: fc.Arbitrary<Values> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 2 }),
  name: fc.option(fc.constantFrom('Ann', 'ann', 'bob 10', 'bob 9', '', 'Émile')),
  price: fc.option(fc.constantFrom('10', '9.5', '-2', '0')),
  score: fc.option(fc.oneof(small, fc.constantFrom(Number.NaN, -0, Infinity, -Infinity, 0.25))),
  count: fc.option(long),
  open: fc.option(fc.boolean()),
  tags: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
});
const list = fc.array(values, { minLength: 1, maxLength: 40 });

function tableOf(rows: readonly Values[]): Table<typeof shape> {
  const table = new Table(shape);
  for (const row of rows) table.append(row);
  return table;
}

const direction = fc.record({ descending: fc.boolean(), nullsFirst: fc.boolean() });
const keysOf = ({ columns }: Table<typeof shape>) =>
  fc
    .tuple(
      fc.uniqueArray(
        fc.constantFrom('name' as const, 'price' as const, 'score' as const, 'count' as const),
        { minLength: 1 },
      ),
      fc.array(direction, { minLength: 4, maxLength: 4 }),
    )
    .map(([names, directions]): readonly SortKey[] => [
      ...names.map((name, index): SortKey => {
        const { descending = false, nullsFirst = false } = directions[index] ?? {};
        if (name === 'score')
          return { kind: 'number', column: columns.score, descending, nullsFirst };
        if (name === 'count')
          return { kind: 'long', column: columns.count, descending, nullsFirst };
        return { kind: 'text', column: columns[name], descending, nullsFirst };
      }),
      { kind: 'id', column: columns.id },
    ]);
const ordered = list.chain((rows) => {
  const table = tableOf(rows);
  return fc.tuple(fc.constant(rows), fc.constant(table), keysOf(table));
});

/** What Kusto's documentation says of null and NaN, spelled out over plain values. */
function naiveCompare(keys: readonly SortKey[]) {
  const collate = new Intl.Collator('en', { numeric: true }).compare;
  return (a: number, b: number): number => {
    for (const key of keys) {
      const [left, right] = [key.column.value(a), key.column.value(b)];
      const isDown = key.kind !== 'id' && key.descending;
      const end = key.kind !== 'id' && key.nullsFirst ? -1 : 1;
      const depth = (value: unknown) => (value === null ? 2 : Number.isNaN(value) ? 1 : 0);
      if (depth(left) !== depth(right)) return end * (depth(left) - depth(right));
      if (depth(left) > 0 || left === null || right === null) continue;
      let difference = left < right ? -1 : left > right ? 1 : 0;
      if (key.kind === 'text') {
        difference =
          key.column.kind === 'decimal'
            ? Number(left) - Number(right)
            : collate(String(left), String(right));
      }
      if (difference !== 0) return isDown ? -difference : difference;
    }
    return a - b;
  };
}

describe('orders', () => {
  it('agree with a naive sort, whole, in part, and row by row', () => {
    fc.assert(
      fc.property(ordered, fc.nat(8), ([rows, , keys], count) => {
        const everything = Bits.all(rows.length);
        const expected = [...rows.keys()].sort(naiveCompare(keys));
        expect([...orderRows(everything, keys)]).toEqual(expected);
        expect([...topRows(everything, keys, count)]).toEqual(expected.slice(0, count));
        const compare = compareBy(keys);
        expect([...rows.keys()].sort((a, b) => compare(a, b) || a - b)).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('agree where rows are so many that they are counted', () => {
    fc.assert(
      fc.property(ordered, fc.nat(50), ([rows, table, keys], count) => {
        while (table.rowCount < 3_500) table.append(rows[table.rowCount % rows.length] as Values);
        const everything = Bits.all(table.rowCount);
        const compare = compareBy(keys);
        const expected = everything.toRows().sort((a, b) => compare(a, b) || a - b);
        expect(orderRows(everything, keys)).toEqual(expected);
        expect(topRows(everything, keys, count)).toEqual(expected.slice(0, count));
      }),
    );
  });

  it('are kept while filters and rows change', () => {
    fc.assert(
      fc.property(
        ordered,
        fc.array(fc.tuple(fc.nat(60), values)),
        fc.nat(5),
        (made, changes, at) => {
          const [rows, table, keys] = made;
          // So many rows that a few changed ones are placed and not all are sorted.
          while (table.rowCount < 600) table.append(rows[table.rowCount % rows.length] as Values);
          const kept = new KeptOrder(keys);
          kept.rows(Bits.all(table.rowCount));
          for (const [row, changed] of changes.slice(0, 4)) {
            table.set(row, changed);
            kept.rowsChanged([row]);
          }
          for (const [, appended] of changes.slice(4, 8)) table.append(appended);
          const selected = rowsWithTextIn(table.columns.name, new Set(['Ann', 'bob 9', null]));
          const expected = [...orderRows(selected, keys)];
          expect([...kept.rows(selected)]).toEqual(expected);
          expect([...kept.window(selected, at, 3)]).toEqual(expected.slice(at, at + 3));
        },
      ),
    );
  });

  it('count where there are many rows, over several chunks', () => {
    const table = new Table({ at: 'number', name: 'text' });
    const rows = CHUNK_ROWS * 2 + 5;
    for (let row = 0; row < rows; row++) {
      const at = (row * 7_919) % 10_007;
      table.append({ at: row % 97 === 0 ? null : at - 5_000.5, name: `n${at % 50}` });
    }
    const { at, name } = table.columns;
    const keys: readonly SortKey[] = [
      { kind: 'text', column: name, descending: true },
      { kind: 'number', column: at, descending: false },
    ];
    const everything = Bits.all(rows);
    const compare = compareBy(keys);
    const expected = Int32Array.from({ length: rows }, (_, row) => row).sort(
      (a, b) => compare(a, b) || a - b,
    );
    expect(orderRows(everything, keys)).toEqual(expected);
    expect(topRows(everything, keys, 100)).toEqual(expected.slice(0, 100));
    expect(rowsBetween(at, 0, 10).count()).toBe(
      [...everything.toRows()].filter(
        (row) => (at.value(row) ?? -1) >= 0 && (at.value(row) ?? 10) < 10,
      ).length,
    );
  });
});

describe('conditions', () => {
  const bound = fc.oneof(long, fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }));

  it('agree for all rows and for one, and tell what a change did', () => {
    fc.assert(
      fc.property(
        list,
        fc.tuple(bound, bound, small, small),
        fc.array(fc.tuple(fc.nat(50), values)),
        (rows, [fromLong, toLong, from, to], changes) => {
          const table = tableOf(rows);
          const { columns } = table;
          const rowCount = () => table.rowCount;
          const condition = any(rowCount, [
            all(rowCount, [
              isLongBetween(columns.count, fromLong, toLong),
              not(rowCount, isBetween(columns.score, from, to)),
            ]),
            textPasses(columns.name, (name) => name?.startsWith('bob') ?? true),
          ]);
          const naive = ({ count, score, name }: Values) =>
            (count !== null &&
              count >= fromLong &&
              count < toLong &&
              !(score !== null && score >= from && score < to)) ||
            (name?.startsWith('bob') ?? true);
          const expectAll = (list: readonly Values[]) => {
            const expected = [...list.keys()].filter((row) => naive(list[row] as Values));
            expect([...condition.rows().toRows()]).toEqual(expected);
            return expected;
          };
          const before = expectAll(rows);
          const live = new LiveSelection(condition);
          const now = [...rows];
          const changed = changes.map(([at, value]) => {
            const row = Math.min(at, now.length);
            now[row] = value;
            table.set(row, value);
            return row;
          });
          const after = expectAll(now);
          const { entered, left } = live.update(changed, table.rowCount);
          expect([...live.rows.toRows()]).toEqual(after);
          expect(new Set(entered)).toEqual(new Set(after.filter((row) => !before.includes(row))));
          expect(new Set(left)).toEqual(new Set(before.filter((row) => !after.includes(row))));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('find truth values and none', () => {
    const table = tableOf([]);
    [true, null, false, true].forEach((open, row) => table.columns.open.set(row, open));
    expect(
      [true, false, null].map((wanted) => [...rowsWithBool(table.columns.open, wanted).toRows()]),
    ).toEqual([[0, 3], [2], [1]]);
  });
});

describe('groups', () => {
  const names = ['name', 'price', 'score', 'count', 'open', 'tags'] as const;

  it('have the rows and sums that a naive grouping has', () => {
    fc.assert(
      fc.property(list, fc.subarray([...names]), (rows, by) => {
        const { columns } = tableOf(rows);
        const selected = rowsWithBool(columns.open, true);
        const wanted = [...rows.keys()].filter((row) => rows[row]?.open === true);
        const keys = by.map((name): GroupKey => columns[name]);
        const grouping = groupRows(selected, keys);
        const rowsByValue = new Map<string, number[]>();
        for (const row of wanted) {
          const value = JSON.stringify(
            by.map(
              (name) =>
                String(columns[name].value(row) === 0 ? 0 : columns[name].value(row)) +
                typeof columns[name].value(row),
            ),
          );
          rowsByValue.set(value, [...(rowsByValue.get(value) ?? []), row]);
        }
        const expected = [...rowsByValue.values()];
        expect([...grouping.firstRows]).toEqual(expected.map(([first]) => first));
        expect([...countRows(grouping)]).toEqual(expected.map((group) => group.length));
        const totals = totalNumbers(grouping, columns.score);
        const scores = expected.map((group) =>
          group.flatMap((row) => columns.score.value(row) ?? []),
        );
        expect([...totals.counts]).toEqual(scores.map((group) => group.length));
        expect([...totals.sums]).toEqual(scores.map((group) => group.reduce((a, b) => a + b, 0)));
        const numbers = scores.map((group) => group.filter((score) => !Number.isNaN(score)));
        expect(Array.from(totals.least, (one) => one + 0)).toEqual(
          numbers.map((group) => Math.min(...group) + 0),
        );
        expect(Array.from(totals.greatest, (one) => one + 0)).toEqual(
          numbers.map((group) => Math.max(...group) + 0),
        );
        const finer = groupRows(selected, [...keys, columns.name]);
        expect([...countDistinct(grouping, finer)]).toEqual(
          expected.map((group) => new Set(group.map((row) => columns.name.value(row))).size),
        );
        const order: SortKey = { kind: 'long', column: columns.count, descending: true };
        const better = compareBy([order]);
        expect([...bestRows(grouping, [order])]).toEqual(
          expected.map((group) =>
            group.reduce((best, row) => (better(row, best) < 0 ? row : best)),
          ),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('number pairs that are too many for a cell each', () => {
    const table = new Table({ a: 'number', b: 'number', name: 'text' });
    for (let row = 0; row < 9_000; row++) {
      table.append({ a: (row * 31) % 3_000, b: row % 3_000, name: `${row % 3_000}` });
    }
    const { a, b, name } = table.columns;
    const distinct = new Set(
      Array.from({ length: 9_000 }, (_, row) => `${a.value(row)} ${b.value(row)}`),
    );
    expect(groupRows(Bits.all(9_000), [a, b, name]).count).toBe(distinct.size);
    expect(groupRows(Bits.all(9_000), [{ kind: 'bin', column: a, width: 1_000 }]).count).toBe(3);
  });

  it('fall into the bins of a histogram', () => {
    fc.assert(
      fc.property(list, small, fc.integer({ min: 1, max: 3 }), (rows, from, width) => {
        const { columns } = tableOf(rows);
        const counts = histogram(columns.score, Bits.all(rows.length), { from, width, count: 3 });
        const inBin = (bin: number) =>
          rows.filter(({ score }) => score !== null && Math.floor((score - from) / width) === bin)
            .length;
        expect([...counts]).toEqual([inBin(0), inBin(1), inBin(2)]);
      }),
    );
  });
});
