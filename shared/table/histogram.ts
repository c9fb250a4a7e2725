// How many rows fall into each bin of a range, as for the bars over a queue.
import type { Bits } from './bits.ts';
import { CHUNK_ROWS } from './chunks.ts';
import type { NumberColumn } from './number-column.ts';

export interface Bins {
  /** Where the first bin begins; each begins where the one before it ends. */
  readonly from: number;
  /** Above 0. */
  readonly width: number;
  readonly count: number;
}

/** Per bin; null, NaN and what lies outside all bins is not counted. */
export function histogram(column: NumberColumn, rows: Bits, bins: Bins): Int32Array {
  const { from, width, count } = bins;
  const counts = new Int32Array(count);
  for (let chunk = 0; chunk < column.cells.chunkCount; chunk++) {
    const values = column.cells.chunk(chunk);
    const { min, max } = column.summary(chunk);
    if (values === null || max < from || min >= from + width * count) continue;
    const first = (chunk * CHUNK_ROWS) / 32;
    for (let start = 0; start < values.length; start += 32) {
      let word = rows.words[first + start / 32] ?? 0;
      while (word !== 0) {
        const value = values[start + 31 - Math.clz32(word & -word)] ?? Number.NaN;
        const bin = Math.floor((value - from) / width);
        if (bin >= 0 && bin < count) counts[bin] = (counts[bin] ?? 0) + 1;
        word &= word - 1;
      }
    }
  }
  return counts;
}
