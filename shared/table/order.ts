// Sorts rows by several columns. Nulls come last in both directions; the row number breaks ties.
import type { Bits } from './bits.ts';
import type { NumberColumn } from './number-column.ts';
import type { StringColumn } from './string-column.ts';

export type SortKey =
  | { readonly kind: 'number'; readonly column: NumberColumn; readonly descending: boolean }
  /** In the order people expect, or by `rank` where the texts have an order of their own. */
  | {
      readonly kind: 'text';
      readonly column: StringColumn;
      readonly descending: boolean;
      readonly rank?: (text: string) => number;
    }
  /** Ascending by code unit: a cheap and total tie-break, compared only where it is reached. */
  | { readonly kind: 'id'; readonly column: StringColumn };

type Compare = (a: number, b: number) => number;

export function orderRows(rows: Bits, keys: readonly SortKey[]): Int32Array<ArrayBuffer> {
  const compares = keys.map(comparison);
  return rows.toRows().sort((a, b) => {
    for (const compare of compares) {
      const difference = compare(a, b);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}

function comparison(key: SortKey): Compare {
  switch (key.kind) {
    case 'number':
      return compareNumbers(key.column.values, key.descending);
    case 'text': {
      const { dictionary, codes } = key.column;
      const ranks = key.rank ? dictionary.map(key.rank) : dictionary.collationRanks();
      return compareNumbers(
        Float64Array.from(codes, (code) => ranks[code] ?? Number.NaN),
        key.descending,
      );
    }
    case 'id': {
      const { column } = key;
      return (a, b) => compareIds(column.value(a), column.value(b));
    }
    default:
      return key satisfies never;
  }
}

/** NaN stands for null. */
function compareNumbers(values: Float64Array, descending: boolean): Compare {
  const sign = descending ? -1 : 1;
  return (a, b) => {
    const left = values[a] ?? Number.NaN;
    const right = values[b] ?? Number.NaN;
    if (left < right) return -sign;
    if (left > right) return sign;
    if (left === right) return 0;
    return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  };
}

function compareIds(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
