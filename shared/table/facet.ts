// How many of the given rows have each value of a column.
import type { Bits } from './bits.ts';
import type { StringColumn } from './string-column.ts';
import type { TextListColumn } from './text-list-column.ts';

/** Only values that occur; null has its own count. */
export function countTexts(column: StringColumn, rows: Bits): ReadonlyMap<string | null, number> {
  const { codes, dictionary } = column;
  const counts = new Int32Array(dictionary.size);
  let nulls = 0;
  rows.forEach((row) => {
    const code = codes[row] ?? -1;
    if (code < 0) nulls++;
    else counts[code] = (counts[code] ?? 0) + 1;
  });
  const countByText = new Map<string | null, number>();
  counts.forEach((count, code) => {
    if (count > 0) countByText.set(dictionary.text(code), count);
  });
  if (nulls > 0) countByText.set(null, nulls);
  return countByText;
}

/** Only texts that occur; a row counts once for each distinct text of its list. */
export function countListTexts(column: TextListColumn, rows: Bits): ReadonlyMap<string, number> {
  const { codes, items } = column;
  const listCounts = new Int32Array(column.listCount);
  rows.forEach((row) => {
    const list = codes[row] ?? 0;
    listCounts[list] = (listCounts[list] ?? 0) + 1;
  });
  const counts = new Int32Array(items.size);
  listCounts.forEach((count, list) => {
    if (count === 0) return;
    for (const item of new Set(column.list(list))) counts[item] = (counts[item] ?? 0) + count;
  });
  const countByText = new Map<string, number>();
  counts.forEach((count, code) => {
    if (count > 0) countByText.set(items.text(code), count);
  });
  return countByText;
}
