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
  const { cells, items, lists } = column;
  const listCounts = countCodes(cells, lists.count, rows);
  const counts = new Int32Array(items.size);
  for (let list = 0; list < lists.count; list++) {
    const count = listCounts[list + 1] ?? 0;
    if (count === 0) continue;
    const codes = lists.list(list);
    codes.forEach((item, place) => {
      if (codes.indexOf(item) === place) counts[item] = (counts[item] ?? 0) + count;
    });
  }
  const countByText = new Map<string, number>();
  counts.forEach((count, code) => {
    if (count > 0) countByText.set(items.text(code), count);
  });
  return countByText;
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
