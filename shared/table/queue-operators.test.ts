// Filter, order and facets together, against a naive evaluation over plain objects.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { intersection } from './bits.ts';
import { countListTexts, countTexts } from './facet.ts';
import { orderRows } from './order.ts';
import { rowsBetween, rowsWithAnyText, rowsWithText } from './select.ts';
import { Table } from './table.ts';

const severities = ['high', 'medium', 'low', 'other'];
const rankOf = (severity: string) => severities.indexOf(severity);

interface Row {
  readonly id: string;
  readonly severity: string | null;
  readonly owner: string | null;
  readonly at: number | null;
  readonly tags: readonly string[];
}

const rows: fc.Arbitrary<Row[]> = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    severity: fc.option(fc.constantFrom(...severities)),
    owner: fc.option(fc.constantFrom('Ann', 'ann', 'bob', 'bob 10', 'bob 9', 'Émile')),
    at: fc.option(fc.integer({ min: -5, max: 5 })),
    tags: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
  }),
  { selector: (row) => row.id, maxLength: 60 },
);

interface View {
  readonly severities: readonly (string | null)[] | null;
  readonly tags: readonly string[] | null;
  readonly range: readonly [from: number, to: number] | null;
  readonly sort: 'severity' | 'owner' | 'at';
  readonly descending: boolean;
}

const view: fc.Arbitrary<View> = fc.record({
  severities: fc.option(fc.subarray([...severities, null])),
  tags: fc.option(fc.subarray(['a', 'b', 'c', 'd'])),
  range: fc.option(fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 }))),
  sort: fc.constantFrom('severity' as const, 'owner' as const, 'at' as const),
  descending: fc.boolean(),
});

function makeTable(list: readonly Row[]) {
  const table = new Table({
    id: 'text',
    severity: 'text',
    owner: 'text',
    at: 'number',
    tags: 'texts',
  });
  for (const row of list) table.append(row);
  return table;
}

function naive(list: readonly Row[], wanted: View) {
  const { compare } = new Intl.Collator('en', { numeric: true });
  const matches = list.filter(
    (row) =>
      (wanted.severities === null || wanted.severities.includes(row.severity)) &&
      (wanted.tags === null || row.tags.some((tag) => wanted.tags?.includes(tag))) &&
      (wanted.range === null ||
        (row.at !== null && row.at >= wanted.range[0] && row.at < wanted.range[1])),
  );
  const bySort = (a: Row, b: Row): number => {
    const left = a[wanted.sort];
    const right = b[wanted.sort];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const ascending =
      wanted.sort === 'severity'
        ? rankOf(String(left)) - rankOf(String(right))
        : typeof left === 'number'
          ? left - Number(right)
          : compare(String(left), String(right));
    return wanted.descending ? -ascending : ascending;
  };
  return matches.sort((a, b) => bySort(a, b) || (a.id < b.id ? -1 : 1)).map((row) => row.id);
}

it('selects and orders as a naive evaluation does', () => {
  fc.assert(
    fc.property(rows, view, (list, wanted) => {
      const { columns, rowCount } = makeTable(list);
      const { severities: some, tags, range, sort, descending } = wanted;
      const selected = intersection(rowCount, [
        ...(some ? [rowsWithText(columns.severity, (text) => some.includes(text))] : []),
        ...(tags ? [rowsWithAnyText(columns.tags, (tag) => tags.includes(tag))] : []),
        ...(range ? [rowsBetween(columns.at, range[0], range[1])] : []),
      ]);
      const keys = {
        severity: { kind: 'text', column: columns.severity, descending, rank: rankOf },
        owner: { kind: 'text', column: columns.owner, descending },
        at: { kind: 'number', column: columns.at, descending },
      } as const;
      const ordered = orderRows(selected, [keys[sort], { kind: 'id', column: columns.id }]);
      expect(Array.from(ordered, (row) => columns.id.value(row))).toEqual(naive(list, wanted));
    }),
    { numRuns: 2000 },
  );
});

it('counts each value over the selected rows', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const { columns, rowCount } = makeTable(list);
      const selected = rowsWithText(columns.severity, (text) => text !== 'low');
      const wanted = list.filter((row) => row.severity !== 'low');
      const tally = (valuesOf: (row: Row) => readonly (string | null)[]) => {
        const counts = new Map<string | null, number>();
        for (const value of wanted.flatMap(valuesOf))
          counts.set(value, (counts.get(value) ?? 0) + 1);
        return counts;
      };
      expect(countTexts(columns.owner, selected)).toEqual(tally((row) => [row.owner]));
      expect(countListTexts(columns.tags, selected)).toEqual(
        tally((row) => [...new Set(row.tags)]),
      );
      expect(countTexts(columns.owner, intersection(rowCount, [])).size).toBe(
        new Set(list.map((row) => row.owner)).size,
      );
    }),
  );
});

it('orders again after rows and texts were added', () => {
  const table = makeTable([
    { id: '1', severity: null, owner: 'm', at: null, tags: [] },
    { id: '2', severity: null, owner: 'z', at: null, tags: [] },
  ]);
  const byOwner = () => {
    const all = intersection(table.rowCount, []);
    return [...orderRows(all, [{ kind: 'text', column: table.columns.owner, descending: false }])];
  };
  expect(byOwner()).toEqual([0, 1]);
  table.append({ id: '3', severity: null, owner: 'a', at: null, tags: [] });
  table.set(0, { id: '1', severity: null, owner: 'zz', at: null, tags: [] });
  expect(byOwner()).toEqual([2, 1, 0]);
});
