// The first rows of an order without sorting the others: where its first key is a number, one pass
// finds the value that the last of them has, and only what comes up to it is sorted.
import { Bits } from './bits.ts';
import { CHUNK_ROWS } from './chunks.ts';
import type { NumberColumn } from './number-column.ts';
import { orderRows } from './order.ts';
import type { SortKey } from './sort-key.ts';

/** As orderRows(rows, keys).subarray(0, count). */
export function topRows(
  rows: Bits,
  keys: readonly SortKey[],
  count: number,
): Int32Array<ArrayBuffer> {
  const wanted = Math.max(0, count);
  return orderRows(candidates(rows, keys, wanted), keys).slice(0, wanted);
}

function candidates(rows: Bits, [first]: readonly SortKey[], count: number): Bits {
  const isNumber = first?.kind === 'number' || first?.kind === 'long';
  // Nulls and NaN are no values that others could be measured by.
  if (!isNumber || first.nullsFirst === true || count === 0) return rows;
  // Rounding of long numbers keeps their order, and what ties with the last value is a candidate.
  const column = first.kind === 'long' ? first.column.doubles : first.column;
  const best = new BestValues(count);
  scan(column, rows, first.descending, best);
  if (!best.isFull) return rows;
  const found = new RowsUpTo(rows.length, best.bound());
  scan(column, rows, first.descending, found);
  return found.rows;
}

interface Visitor {
  /** Values above it are not shown to the visitor any more. */
  readonly limit: number;
  visit(value: number, row: number): void;
}

/** Shows the values that are not null or NaN, turned so that the first of the order is the least. */
function scan(column: NumberColumn, { words }: Bits, descending: boolean, visitor: Visitor): void {
  const sign = descending ? -1 : 1;
  for (let chunk = 0; chunk < column.cells.chunkCount; chunk++) {
    const values = column.cells.chunk(chunk);
    const { min, max } = column.summary(chunk);
    if (values === null || (descending ? -max : min) > visitor.limit) continue;
    const start = chunk * CHUNK_ROWS;
    for (let row = 0; row < values.length; row++) {
      const value = sign * (values[row] ?? Number.NaN);
      if (!(value <= visitor.limit)) continue;
      const place = start + row;
      if (((words[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0) visitor.visit(value, place);
    }
  }
}

/** The least values, with room for some more so that they are sorted seldom. */
class BestValues implements Visitor {
  limit = Number.POSITIVE_INFINITY;
  readonly #count: number;
  readonly #values: Float64Array;
  #length = 0;

  constructor(count: number) {
    this.#count = count;
    this.#values = new Float64Array(count * 4);
  }

  get isFull(): boolean {
    return this.#length >= this.#count;
  }

  visit(value: number): void {
    this.#values[this.#length++] = value;
    if (this.#length < this.#values.length) return;
    this.limit = this.bound();
    this.#length = this.#count;
  }

  /** The greatest of the `count` least values. */
  bound(): number {
    return this.#values.subarray(0, this.#length).sort()[this.#count - 1] ?? Number.NaN;
  }
}

class RowsUpTo implements Visitor {
  readonly limit: number;
  readonly rows: Bits;

  constructor(length: number, limit: number) {
    this.limit = limit;
    this.rows = new Bits(length);
  }

  visit(_: number, row: number): void {
    this.rows.add(row);
  }
}
