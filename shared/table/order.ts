// Sorts rows by several columns, counting instead of comparing.
import type { Bits } from './bits.ts';
import { isTie, radixSort } from './radix.ts';
import type { SortWords } from './radix.ts';
import { compareBy, sortWords } from './sort-key.ts';
import type { Compare, SortKey } from './sort-key.ts';

/** Below this, words and ranks of whole columns cost more than comparing does. */
const FEW = 2_000;

/** Nulls come last in both directions unless a key has them first; the row number breaks ties. */
export function orderRows(rows: Bits, keys: readonly SortKey[]): Int32Array<ArrayBuffer> {
  const found = rows.toRows();
  if (found.length < FEW) {
    const compare = compareBy(keys);
    return found.sort((a, b) => compare(a, b) || a - b);
  }
  const words = keys.flatMap((key) => (key.kind === 'id' ? [] : sortWords(key, found)));
  const order = radixSort(found, words);
  const id = keys.find((key) => key.kind === 'id');
  if (id !== undefined) sortTies(order, words, compareBy([id]));
  return order;
}

function sortTies(order: Int32Array, words: SortWords, compare: Compare): void {
  for (let start = 0; start < order.length;) {
    const row = order[start] ?? 0;
    let end = start + 1;
    while (end < order.length && isTie(words, row, order[end] ?? 0)) end++;
    if (end - start > 1) order.subarray(start, end).sort((a, b) => compare(a, b) || a - b);
    start = end;
  }
}
