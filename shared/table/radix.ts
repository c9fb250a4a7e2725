// Sorts numbers without comparing them: counting by 16 bits at a time, least significant first. A
// digit that all numbers share costs one look, so whole numbers cost as many passes as they are long.

import { atOnce } from './pieces.ts';

/** 32-bit unsigned words by row that have the order of the rows; the first one weighs most. */
export type SortWords = readonly Uint32Array[];

/** Below this a histogram of 65,536 counters costs more than comparing. */
const FEW = 3_000;
const DIGITS = 0x10000;

/** The rows of `order`, sorted by their words; rows with equal words stay as they are. */
export function radixSort(order: Int32Array, words: SortWords): Int32Array<ArrayBuffer> {
  return atOnce(radixSorting(order, words));
}

/** As radixSort, with a pause after each digit. */
export function* radixSorting(
  order: Int32Array,
  words: SortWords,
): Generator<void, Int32Array<ArrayBuffer>> {
  if (order.length < FEW) {
    return Int32Array.from(order).sort((a, b) => {
      for (const word of words) {
        const difference = (word[a] ?? 0) - (word[b] ?? 0);
        if (difference !== 0) return difference;
      }
      return 0;
    });
  }
  let from = Int32Array.from(order);
  let to = new Int32Array(order.length);
  for (const word of words.toReversed()) {
    for (const shift of [0, 16]) {
      const starts = digitStarts(from, word, shift);
      if (starts === null) continue;
      yield;
      for (let place = 0; place < from.length; place++) {
        const row = from[place] ?? 0;
        const digit = ((word[row] ?? 0) >>> shift) & 0xffff;
        const target = starts[digit] ?? 0;
        starts[digit] = target + 1;
        to[target] = row;
      }
      [from, to] = [to, from];
      yield;
    }
  }
  return from;
}

/** Do the words not tell these rows apart? */
export function isTie(words: SortWords, row: number, other: number): boolean {
  for (const word of words) if (word[row] !== word[other]) return false;
  return true;
}

/** Where the rows of each digit begin; null where all rows have the same. */
function digitStarts(order: Int32Array, word: Uint32Array, shift: number): Int32Array | null {
  const counts = new Int32Array(DIGITS);
  for (let place = 0; place < order.length; place++) {
    const digit = ((word[order[place] ?? 0] ?? 0) >>> shift) & 0xffff;
    counts[digit] = (counts[digit] ?? 0) + 1;
  }
  let start = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = counts[digit] ?? 0;
    if (count === order.length) return null;
    counts[digit] = start;
    start += count;
  }
  return counts;
}
