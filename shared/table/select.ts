// Which rows satisfy a condition on one column. Combine the answers with Bits' set operations.
import { Bits } from './bits.ts';
import type { NumberColumn } from './number-column.ts';
import type { StringColumn } from './string-column.ts';
import type { TextListColumn } from './text-list-column.ts';

/** `test` runs once per distinct text, and once for null. */
export function rowsWithText(column: StringColumn, test: (text: string | null) => boolean): Bits {
  const verdicts = column.dictionary.map(test);
  return rowsWithCode(column.codes, verdicts, test(null));
}

/** Rows whose list has at least one text that passes; `test` runs once per distinct text. */
export function rowsWithAnyText(column: TextListColumn, test: (text: string) => boolean): Bits {
  return rowsWithAnyItem(column, column.items.map(test));
}

/** As rowsWithAnyText, for verdicts found by other means: one per code of `column.items`. */
export function rowsWithAnyItem(column: TextListColumn, verdicts: readonly boolean[]): Bits {
  const listVerdicts: boolean[] = [];
  for (let code = 0; code < column.listCount; code++) {
    listVerdicts.push(column.list(code).some((item) => verdicts[item] === true));
  }
  return rowsWithCode(column.codes, listVerdicts, false);
}

/** `from <= value < to`; null is nowhere. */
export function rowsBetween(column: NumberColumn, from: number, to: number): Bits {
  const { values } = column;
  const bits = new Bits(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (value >= from && value < to) bits.add(row);
  }
  return bits;
}

export function rowsWithoutNumber(column: NumberColumn): Bits {
  const { values } = column;
  const bits = new Bits(values.length);
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row])) bits.add(row);
  }
  return bits;
}

function rowsWithCode(codes: Int32Array, verdicts: readonly boolean[], whenNull: boolean): Bits {
  const bits = new Bits(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code < 0 ? whenNull : verdicts[code] === true) bits.add(row);
  }
  return bits;
}
