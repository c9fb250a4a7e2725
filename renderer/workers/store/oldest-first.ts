// All rows in the order of their times, as near as it costs next to nothing: rows that were stored together
// stay together, and what was stored together is of about the same time.
import type { NumberColumn } from '../../../shared/table/number-column.ts';

/** Rows that are moved together: fewer than a page of the correlation, inside of which order is nothing. */
const RUN = 256;

export function oldestFirst(times: NumberColumn, rowCount: number): number[] {
  const runs: { readonly first: number; readonly oldest: number }[] = [];
  for (let first = 0; first < rowCount; first += RUN) {
    let oldest = Number.POSITIVE_INFINITY;
    for (let row = first; row < Math.min(first + RUN, rowCount); row++) {
      oldest = Math.min(oldest, times.value(row) ?? Number.POSITIVE_INFINITY);
    }
    runs.push({ first, oldest });
  }
  runs.sort((a, b) => a.oldest - b.oldest || a.first - b.first);
  return runs.flatMap(({ first }) =>
    Array.from({ length: Math.min(RUN, rowCount - first) }, (_, index) => first + index),
  );
}
