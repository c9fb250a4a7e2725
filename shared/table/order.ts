// Sorts rows by several columns, counting instead of comparing.
import type { Bits } from './bits.ts';
import { atOnce } from './pieces.ts';
import { isTie, radixSorting } from './radix.ts';
import type { SortWords } from './radix.ts';
import { compareBy, orderOf, sortWords } from './sort-key.ts';
import type { Compare, SortKey } from './sort-key.ts';

/** Below this, words and ranks of whole columns cost more than comparing does. */
const FEW = 2_000;
/** Places between two pauses. */
const PIECE = 20_000;

/** Nulls come last in both directions unless a key has them first; the row number breaks ties. */
export function orderRows(rows: Bits, keys: readonly SortKey[]): Int32Array<ArrayBuffer> {
  return atOnce(orderingRows(rows, keys));
}

/** As orderRows, with pauses; what was found is worth nothing where a cell was written meanwhile. */
export function* orderingRows(
  rows: Bits,
  keys: readonly SortKey[],
): Generator<void, Int32Array<ArrayBuffer>> {
  const found = rows.toRows();
  if (found.length < FEW) {
    const compare = compareBy(keys);
    return found.sort((a, b) => compare(a, b) || a - b);
  }
  const words: Uint32Array[] = [];
  for (const key of keys) {
    if (key.kind === 'id') continue;
    if (key.kind === 'text') yield* key.column.dictionary.ranking(orderOf(key));
    words.push(...sortWords(key, found));
    yield;
  }
  const order = yield* radixSorting(found, words);
  const id = keys.find((key) => key.kind === 'id');
  if (id !== undefined) yield* sortTies(order, words, compareBy([id]));
  return order;
}

function* sortTies(order: Int32Array, words: SortWords, compare: Compare): Generator<void> {
  let pausedAt = 0;
  for (let start = 0; start < order.length;) {
    const row = order[start] ?? 0;
    let end = start + 1;
    while (end < order.length && isTie(words, row, order[end] ?? 0)) end++;
    if (end - start > 1) order.subarray(start, end).sort((a, b) => compare(a, b) || a - b);
    start = end;
    if (start - pausedAt < PIECE) continue;
    pausedAt = start;
    yield;
  }
}
