// How many of the given rows have each value of a column.
import type { Bits } from './bits.ts';
import { CHUNK_ROWS } from './chunks.ts';
import type { Chunks } from './chunks.ts';
import type { StringColumn, TextKind } from './string-column.ts';
import type { TextListColumn } from './text-list-column.ts';

/** Rows by code into a dictionary, and those that have none: null, or the empty list. */
export interface CodeCounts {
  readonly counts: Int32Array;
  readonly empty: number;
}

/** Only values that occur; null has its own count. */
export function countTexts(
  column: StringColumn<TextKind>,
  rows: Bits,
): ReadonlyMap<string | null, number> {
  const { counts, empty } = countTextCodes(column, rows);
  const countByText = new Map<string | null, number>();
  counts.forEach((count, code) => {
    if (count > 0) countByText.set(column.dictionary.text(code), count);
  });
  if (empty > 0) countByText.set(null, empty);
  return countByText;
}

/** Equal texts count for the first of their codes. */
export function countTextCodes(
  { cells, dictionary }: StringColumn<TextKind>,
  rows: Bits,
): CodeCounts {
  const all = countCodes(cells, dictionary.size, rows);
  const counts = all.subarray(1);
  dictionary.canonicalCodes()?.forEach((first, code) => {
    if (first === code) return;
    counts[first] = (counts[first] ?? 0) + (counts[code] ?? 0);
    counts[code] = 0;
  });
  return { counts, empty: all[0] ?? 0 };
}

/** Only texts that occur; a row counts once for each distinct text of its list. */
export function countListTexts(column: TextListColumn, rows: Bits): ReadonlyMap<string, number> {
  const { items } = column;
  const countByText = new Map<string, number>();
  countListItems(column, rows, null).counts.forEach((count, code) => {
    if (count > 0) countByText.set(items.text(code), count);
  });
  return countByText;
}

/**
 * A row counts once for all codes of its list that have the same `slots`, at that code, and not at all
 * for those where it is negative; with none but those it counts as empty. Without slots each code
 * counts for itself.
 */
export function countListItems(
  { cells, items, lists }: TextListColumn,
  rows: Bits,
  slots: Int32Array | null,
): CodeCounts {
  const listCounts = countCodes(cells, lists.count, rows);
  const counts = new Int32Array(items.size);
  let empty = listCounts[1] ?? 0;
  const { ends, items: codes } = lists.layout();
  // By slot, the list that was counted there last.
  const countedIn = new Int32Array(items.size);
  for (let list = 1; list < lists.count; list++) {
    const count = listCounts[list + 1] ?? 0;
    if (count === 0) continue;
    const start = ends[list - 1] ?? 0;
    const end = ends[list] ?? 0;
    let isEmpty = true;
    for (let place = start; place < end; place++) {
      const code = codes[place] ?? -1;
      const slot = slots === null ? code : (slots[code] ?? -1);
      if (slot < 0) continue;
      isEmpty = false;
      if (countedIn[slot] === list) continue;
      countedIn[slot] = list;
      counts[slot] = (counts[slot] ?? 0) + count;
    }
    if (isEmpty) empty += count;
  }
  return { counts, empty };
}

/** By code + 1, so that null (-1) is counted at 0. */
function countCodes(cells: Chunks<number, Int32Array>, size: number, { words }: Bits): Int32Array {
  const counts = new Int32Array(size + 1);
  for (let chunk = 0; chunk < cells.chunkCount; chunk++) {
    const codes = cells.chunk(chunk);
    if (codes === null) continue;
    const first = (chunk * CHUNK_ROWS) / 32;
    for (let start = 0; start < codes.length; start += 32) {
      let word = words[first + start / 32] ?? 0;
      while (word !== 0) {
        const slot = (codes[start + 31 - Math.clz32(word & -word)] ?? -1) + 1;
        counts[slot] = (counts[slot] ?? 0) + 1;
        word &= word - 1;
      }
    }
  }
  return counts;
}
