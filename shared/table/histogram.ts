// How many rows fall into each bin of a range, as for the bars over a queue.
import type { Bits } from './bits.ts';
import { CHUNK_ROWS } from './chunks.ts';
import type { Chunks } from './chunks.ts';
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

export interface StackedBins {
  /** Ascending; bin i holds what is at or after edge i and before the next one. */
  readonly edges: readonly number[];
  /** How many there are. */
  readonly levels: number;
  /** The level of a row, by its code in another column. */
  readonly levelAt: {
    readonly codes: Chunks<number, Int32Array>;
    readonly byCode: Int32Array;
    /** Of rows without a code. */
    readonly ofNull: number;
  };
}

/** Per level and bin, for bins of any widths; what lies outside all bins is not counted. */
export function stackedHistogram(
  column: NumberColumn,
  rows: Bits,
  { edges, levels, levelAt }: StackedBins,
): readonly Int32Array[] {
  const count = edges.length - 1;
  const counts = Array.from({ length: levels }, () => new Int32Array(Math.max(0, count)));
  const from = edges[0] ?? Number.NaN;
  const to = edges[count] ?? Number.NaN;
  const width = (to - from) / count;
  for (let chunk = 0; chunk < column.cells.chunkCount; chunk++) {
    const values = column.cells.chunk(chunk);
    const { min, max } = column.summary(chunk);
    if (values === null || max < from || min >= to) continue;
    const codes = levelAt.codes.chunk(chunk);
    const first = (chunk * CHUNK_ROWS) / 32;
    for (let start = 0; start < values.length; start += 32) {
      let word = rows.words[first + start / 32] ?? 0;
      while (word !== 0) {
        const place = start + 31 - Math.clz32(word & -word);
        word &= word - 1;
        const value = values[place] ?? Number.NaN;
        if (!(value >= from && value < to)) continue;
        // Bins differ little in width, so that the guess is a bin or two off.
        let bin = Math.min(count - 1, Math.floor((value - from) / width));
        while (value < (edges[bin] ?? from)) bin--;
        while (value >= (edges[bin + 1] ?? to)) bin++;
        const code = codes?.[place] ?? -1;
        const level = code < 0 ? levelAt.ofNull : (levelAt.byCode[code] ?? levelAt.ofNull);
        const bins = counts[level];
        if (bins !== undefined) bins[bin] = (bins[bin] ?? 0) + 1;
      }
    }
  }
  return counts;
}
