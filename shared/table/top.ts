// The first rows of an order without sorting the others: counting finds where they end, and only what
// can be among them is sorted.
import { Bits } from './bits.ts';
import { orderRows } from './order.ts';
import { sortWords } from './sort-key.ts';
import type { SortKey } from './sort-key.ts';

/** As orderRows(rows, keys).subarray(0, count). */
export function topRows(
  rows: Bits,
  keys: readonly SortKey[],
  count: number,
): Int32Array<ArrayBuffer> {
  const [first] = keys;
  const total = rows.count();
  if (first === undefined || first.kind === 'id' || count * 8 > total || count <= 0) {
    return orderRows(rows, keys).slice(0, Math.max(0, count));
  }
  const candidates = rows.toRows();
  const [word] = sortWords(first, candidates);
  if (word === undefined) return orderRows(rows, keys).slice(0, count);
  const limit = nthSmallest(candidates, word, count);
  const few = new Bits(rows.length);
  for (let place = 0; place < candidates.length; place++) {
    const row = candidates[place] ?? 0;
    if ((word[row] ?? 0) <= limit) few.add(row);
  }
  return orderRows(few, keys).slice(0, count);
}

/** The count-th smallest of the words, in two counts. */
function nthSmallest(rows: Int32Array, words: Uint32Array, count: number): number {
  const byUpper = new Int32Array(0x10000);
  for (let place = 0; place < rows.length; place++) {
    const upper = (words[rows[place] ?? 0] ?? 0) >>> 16;
    byUpper[upper] = (byUpper[upper] ?? 0) + 1;
  }
  let before = 0;
  let upper = 0;
  while (before + (byUpper[upper] ?? 0) < count) before += byUpper[upper++] ?? 0;
  const byLower = new Int32Array(0x10000);
  for (let place = 0; place < rows.length; place++) {
    const word = words[rows[place] ?? 0] ?? 0;
    if (word >>> 16 === upper) byLower[word & 0xffff] = (byLower[word & 0xffff] ?? 0) + 1;
  }
  let lower = 0;
  while (before + (byLower[lower] ?? 0) < count) before += byLower[lower++] ?? 0;
  return upper * 0x10000 + lower;
}
