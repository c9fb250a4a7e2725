// What a filter of a queue looks at: a column, and how the values of a filter lie in it.
import type { FilterCondition, TimeRange } from '../../../shared/contract/queue.ts';
import { union } from '../../../shared/table/bits.ts';
import type { Bits } from '../../../shared/table/bits.ts';
import { countListItems, countTexts } from '../../../shared/table/facet.ts';
import type { NumberColumn } from '../../../shared/table/number-column.ts';
import {
  rowsBetween,
  rowsWithList,
  rowsWithoutNumber,
  rowsWithText,
} from '../../../shared/table/select.ts';
import type { StringColumn } from '../../../shared/table/string-column.ts';
import type { TextListColumn } from '../../../shared/table/text-list-column.ts';

/** What stands in a list of codes, in other words than its texts; null where it is no value. */
export interface NamedItems {
  readonly kind: 'named';
  readonly column: TextListColumn;
  nameOf(code: number): string | null;
}

/** A yes where a row's list has two items or more. */
export interface Several {
  readonly kind: 'several';
  readonly column: TextListColumn;
}

/** Null and the empty list are the value "". */
export type FilterColumn = StringColumn | TextListColumn | NamedItems | Several | NumberColumn;

const DAY_MS = 86_400_000;

/** Throws on a condition of another kind than the column's: a filter's table and its column differ. */
export function rowsUnder(column: FilterColumn, condition: FilterCondition, now: number): Bits {
  if (condition.kind === 'values' && column.kind !== 'number' && column.kind !== 'several') {
    return rowsWithValue(column, new Set(condition.values));
  }
  if (condition.kind === 'flag' && column.kind === 'several') {
    return rowsWithList(column.column, ({ length }) => length > 1 === condition.value);
  }
  if (condition.kind === 'time' && column.kind === 'number') {
    return rowsInRange(column, condition.range, now);
  }
  if (condition.kind === 'number' && column.kind === 'number') {
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = condition;
    return rowsBetween(column, from, Math.floor(to) + 1);
  }
  throw new TypeError(`the filter ${condition.filter} is not by ${condition.kind}`);
}

export function rowsInRange(time: NumberColumn, range: TimeRange, now: number): Bits {
  switch (range.kind) {
    case 'days':
      // What the service gave no time is not known to be old: it stays in sight.
      return union(time.length, [
        rowsBetween(time, now - range.days * DAY_MS, Number.POSITIVE_INFINITY),
        rowsWithoutNumber(time),
      ]);
    case 'between':
      return rowsBetween(time, range.fromAt, range.toAt);
    default:
      return range satisfies never;
  }
}

/** How many of the rows have each value; none of a column without values to choose from. */
export function countValues(column: FilterColumn, rows: Bits): ReadonlyMap<string, number> {
  switch (column.kind) {
    case 'text': {
      const counts = countTexts(column, rows);
      return new Map([...counts].map(([text, count]) => [text ?? '', count]));
    }
    case 'texts':
    case 'named':
      return countItems(column, rows);
    case 'number':
    case 'several':
      return new Map();
    default:
      return column satisfies never;
  }
}

function rowsWithValue(
  column: Exclude<FilterColumn, NumberColumn | Several>,
  wanted: ReadonlySet<string>,
): Bits {
  if (column.kind === 'text') return rowsWithText(column, (text) => wanted.has(text ?? ''));
  const list = column.kind === 'texts' ? column : column.column;
  const nameOf = namesOf(column);
  const verdicts = Array.from({ length: list.items.size }, (_, code) => {
    const name = nameOf(code);
    return name !== null && wanted.has(name);
  });
  return rowsWithList(list, (items) =>
    items.length === 0 ? wanted.has('') : items.some((item) => Boolean(verdicts[item])),
  );
}

function countItems(column: TextListColumn | NamedItems, rows: Bits): ReadonlyMap<string, number> {
  const list = column.kind === 'texts' ? column : column.column;
  const nameOf = namesOf(column);
  const codeByName = new Map<string, number>();
  const codes = Array.from({ length: list.items.size }, (_, code) => {
    const name = nameOf(code);
    if (name === null) return -1;
    const known = codeByName.get(name);
    if (known === undefined) codeByName.set(name, code);
    return known ?? code;
  });
  const { counts, empty } = countListItems(list, rows, (code) => codes[code] ?? -1);
  const countByName = new Map<string, number>();
  for (const [name, code] of codeByName) {
    const count = counts[code] ?? 0;
    if (count > 0) countByName.set(name, count);
  }
  if (empty > 0) countByName.set('', empty);
  return countByName;
}

function namesOf(column: TextListColumn | NamedItems): (code: number) => string | null {
  return column.kind === 'texts' ? (code) => column.items.text(code) : column.nameOf;
}
