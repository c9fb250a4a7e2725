// Which rows satisfy a condition on one column. A test on a text runs once per distinct text, one on
// a number over doubles, and a chunk whose summary decides is not looked into. Combine the answers
// with the set operations of Bits.
import { Bits } from './bits.ts';
import type { BoolColumn } from './bool-column.ts';
import { CHUNK_ROWS } from './chunks.ts';
import type { ChunkSummary, Chunks } from './chunks.ts';
import type { LongColumn } from './long-column.ts';
import type { NumberColumn } from './number-column.ts';
import type { StringColumn, TextKind } from './string-column.ts';
import type { TextListColumn } from './text-list-column.ts';

interface CodedColumn {
  readonly length: number;
  readonly cells: Chunks<number, Int32Array>;
  summary(chunk: number): ChunkSummary;
}

/** `test` runs once per distinct text, and once for null. */
export function rowsWithText(
  column: StringColumn<TextKind>,
  test: (text: string | null) => boolean,
): Bits {
  return rowsWithCode(column, column.dictionary.map(test), test(null));
}

/** As rowsWithText where the test is equality; it does not look at the other texts. */
export function rowsWithTextIn(
  column: StringColumn<TextKind>,
  texts: ReadonlySet<string | null>,
): Bits {
  const { dictionary } = column;
  if (dictionary.isPlain) return rowsWithText(column, (text) => texts.has(text));
  const verdicts: boolean[] = [];
  for (const text of texts) {
    const code = text === null ? -1 : dictionary.find(text);
    if (code >= 0) verdicts[code] = true;
  }
  return rowsWithCode(column, verdicts, texts.has(null));
}

/** Rows whose list has at least one text that passes; `test` runs once per distinct text. */
export function rowsWithAnyText(column: TextListColumn, test: (text: string) => boolean): Bits {
  return rowsWithAnyItem(column, column.items.map(test));
}

/** As rowsWithAnyText, for verdicts found by other means: one per code of `column.items`. */
export function rowsWithAnyItem(
  column: TextListColumn,
  verdicts: ArrayLike<boolean | number>,
): Bits {
  const { count } = column.lists;
  const { ends, items } = column.lists.layout();
  const isWanted = new Uint8Array(count);
  // In place: a list of its own for each of a million takes 100 ms.
  for (let list = 1, place = ends[0] ?? 0; list < count; list++) {
    const end = ends[list] ?? 0;
    for (; place < end; place++) {
      if (!verdicts[items[place] ?? -1]) continue;
      isWanted[list] = 1;
      break;
    }
    place = end;
  }
  return rowsWithCode(column, isWanted, false);
}

/** `test` runs once per distinct list of codes into `column.items`. */
export function rowsWithList(column: TextListColumn, test: (items: Int32Array) => boolean): Bits {
  const verdicts = new Uint8Array(column.lists.count);
  for (let list = 0; list < column.lists.count; list++) {
    verdicts[list] = Number(test(column.lists.list(list)));
  }
  return rowsWithCode(column, verdicts, false);
}

/** `null` asks for the rows without a value. */
export function rowsWithBool(column: BoolColumn, wanted: boolean | null): Bits {
  return rowsWithCode(column, [wanted === false, wanted === true], wanted === null);
}

/** `from <= value < to`; null and NaN are nowhere. */
export function rowsBetween(column: NumberColumn, from: number, to: number): Bits {
  const bits = new Bits(column.length);
  for (let chunk = 0; chunk < column.cells.chunkCount; chunk++) {
    const values = column.cells.chunk(chunk);
    const { min, max } = column.summary(chunk);
    if (values === null || min >= to || max < from) continue;
    const first = (chunk * CHUNK_ROWS) / 32;
    for (let start = 0; start < values.length; start += 32) {
      const end = Math.min(start + 32, values.length);
      let word = 0;
      for (let row = start; row < end; row++) {
        const value = values[row] ?? Number.NaN;
        if (value >= from && value < to) word |= 1 << (row - start);
      }
      bits.words[first + start / 32] = word;
    }
  }
  return bits;
}

/**
 * `from <= value < to`, exactly; null is nowhere. Bounds may be rounded to doubles: a chunk that is
 * not wide has no value near those that are.
 */
export function rowsWithLongBetween(column: LongColumn, from: bigint, to: bigint): Bits {
  const { doubles, wide, epoch } = column;
  const bits = rowsBetween(doubles, Number(from - epoch), Number(to - epoch));
  for (let chunk = 0; chunk < wide.chunkCount; chunk++) {
    const values = wide.chunk(chunk);
    if (values === null) continue;
    const start = chunk * CHUNK_ROWS;
    for (let row = start; row < start + values.length; row++) {
      const value = values[row - start] ?? 0n;
      if (value >= from && value < to && !doubles.isNull(row)) bits.add(row);
      else bits.remove(row);
    }
  }
  return bits;
}

export function rowsWithoutNumber(column: NumberColumn): Bits {
  const bits = new Bits(column.length);
  bits.words.set(column.nulls.flat().subarray(0, bits.words.length));
  return bits;
}

/** For verdicts found by other means: one per code, true or 1 where it passes. */
export function rowsWithCode(
  column: CodedColumn,
  verdicts: ArrayLike<boolean | number>,
  whenNull: boolean,
): Bits {
  const bits = new Bits(column.length);
  // One place on, so that null, which is -1, is looked up as the others are.
  const wanted = new Uint8Array(verdicts.length + 1);
  wanted[0] = Number(whenNull);
  for (let code = 0; code < verdicts.length; code++) wanted[code + 1] = Number(verdicts[code] ?? 0);
  for (let chunk = 0; chunk < column.cells.chunkCount; chunk++) {
    const codes = column.cells.chunk(chunk);
    if (codes === null) continue;
    const { min, max, nulls } = column.summary(chunk);
    if (min === max && nulls === 0 && wanted[min + 1] !== 1) continue;
    const first = (chunk * CHUNK_ROWS) / 32;
    for (let start = 0; start < codes.length; start += 32) {
      const end = Math.min(start + 32, codes.length);
      let word = 0;
      for (let row = start; row < end; row++) {
        word |= (wanted[(codes[row] ?? -1) + 1] ?? 0) << (row - start);
      }
      bits.words[first + start / 32] = word;
    }
  }
  return bits;
}
