// What a group's rows come to, one answer per group. Nulls do not count; a group of nulls only has
// the sum 0, no least, no greatest, and no row for it.
import type { Grouping } from './group.ts';
import type { NumberColumn } from './number-column.ts';
import { compareBy } from './sort-key.ts';
import type { SortKey } from './sort-key.ts';

export function countRows({ groups, count }: Grouping): Int32Array {
  const counts = new Int32Array(count);
  for (let place = 0; place < groups.length; place++) {
    const group = groups[place] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
  }
  return counts;
}

export interface NumberTotals {
  /** Values that are not null. */
  readonly counts: Int32Array;
  readonly sums: Float64Array;
  /** Infinity where there is no value. */
  readonly least: Float64Array;
  /** -Infinity where there is no value. */
  readonly greatest: Float64Array;
}

export function totalNumbers(
  { rows, groups, count }: Grouping,
  column: NumberColumn,
): NumberTotals {
  const values = column.cells.flat();
  const hasNulls = column.nulls.chunkCount > 0;
  const counts = new Int32Array(count);
  const sums = new Float64Array(count);
  const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const greatest = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    if (hasNulls && column.isNull(row)) continue;
    const group = groups[place] ?? 0;
    const value = values[row] ?? Number.NaN;
    counts[group] = (counts[group] ?? 0) + 1;
    sums[group] = (sums[group] ?? 0) + value;
    if (value < (least[group] ?? 0)) least[group] = value;
    if (value > (greatest[group] ?? 0)) greatest[group] = value;
  }
  return { counts, sums, least, greatest };
}

/** Per group, its first row by these keys: with descending keys that is the row of the greatest. */
export function bestRows(
  { rows, groups, firstRows }: Grouping,
  keys: readonly SortKey[],
): Int32Array {
  const compare = compareBy(keys);
  const best = firstRows.slice();
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    const group = groups[place] ?? 0;
    if (compare(row, best[group] ?? 0) < 0) best[group] = row;
  }
  return best;
}

/** Per group, how many of the finer groups it has; both group the same rows. */
export function countDistinct({ groups, count }: Grouping, finer: Grouping): Int32Array {
  const counts = new Int32Array(count);
  const seen = new Uint8Array(finer.count);
  for (let place = 0; place < groups.length; place++) {
    const part = finer.groups[place] ?? 0;
    if (seen[part] === 1) continue;
    seen[part] = 1;
    const group = groups[place] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
  }
  return counts;
}
