// How many of the given rows have each value of a column.
import type { Bits } from './bits.ts';
import { CHUNK_ROWS } from './chunks.ts';
import type { Chunks } from './chunks.ts';
import type { StringColumn, TextKind } from './string-column.ts';
import type { TextListColumn } from './text-list-column.ts';

/** Only values that occur; null has its own count. */
export function countTexts(
  column: StringColumn<TextKind>,
  rows: Bits,
): ReadonlyMap<string | null, number> {
  const { dictionary } = column;
  const counts = countCodes(column.cells, dictionary.size, rows);
  const countByText = new Map<string | null, number>();
  for (let code = 0; code < dictionary.size; code++) {
    const count = counts[code + 1] ?? 0;
    if (count === 0) continue;
    const text = dictionary.text(code);
    const known = dictionary.isPlain ? (countByText.get(text) ?? 0) : 0;
    countByText.set(text, known + count);
  }
  if (counts[0] !== 0) countByText.set(null, counts[0] ?? 0);
  return countByText;
}

/** Only texts that occur; a row counts once for each distinct text of its list. */
export function countListTexts(column: TextListColumn, rows: Bits): ReadonlyMap<string, number> {
  const { items } = column;
  const { counts } = countListItems(column, rows, (code) => code);
  const countByText = new Map<string, number>();
  counts.forEach((count, code) => {
    if (count > 0) countByText.set(items.text(code), count);
  });
  return countByText;
}

/**
 * Per code of `column.items`, the rows whose list has it; a row counts once for all codes that have the
 * same `codeOf`, and not at all for those where that is negative. `empty` rows have an empty list.
 */
export function countListItems(
  { cells, items, lists }: TextListColumn,
  rows: Bits,
  codeOf: (code: number) => number,
): { readonly counts: Int32Array; readonly empty: number } {
  const listCounts = countCodes(cells, lists.count, rows);
  const counts = new Int32Array(items.size);
  for (let list = 1; list < lists.count; list++) {
    const count = listCounts[list + 1] ?? 0;
    if (count === 0) continue;
    const codes = lists.list(list).map(codeOf);
    codes.forEach((code, place) => {
      if (code >= 0 && codes.indexOf(code) === place) counts[code] = (counts[code] ?? 0) + count;
    });
  }
  return { counts, empty: listCounts[1] ?? 0 };
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
