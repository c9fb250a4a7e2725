// A column of doubles with null bits. Points in time are UTC epoch milliseconds.
import { Chunks, bitCells, float64Cells } from './chunks.ts';
import type { ChunkSummary, WriteStamp } from './chunks.ts';
import type { ColumnParts } from './column-parts.ts';
import { bitOf, nullWords } from './null-bits.ts';

export interface NumberChunk {
  readonly kind: 'number';
  /** NaN where null. */
  readonly values: Float64Array<ArrayBuffer>;
  /** Bit r % 32 of word r / 32 says that row r is null. */
  readonly nulls: Uint32Array<ArrayBuffer>;
}

export class NumberColumn {
  readonly kind = 'number';
  readonly chunkKind = 'number';
  /** Null rows hold NaN, and so may others. */
  readonly cells: Chunks<number, Float64Array>;
  readonly nulls: Chunks<number, Uint32Array>;

  constructor(
    stamp?: WriteStamp,
    cells: Chunks<number, Float64Array> = new Chunks(float64Cells, stamp),
    nulls: Chunks<number, Uint32Array> = new Chunks(bitCells, stamp),
  ) {
    this.cells = cells;
    this.nulls = nulls;
  }

  get length(): number {
    return this.cells.length;
  }

  isNull(row: number): boolean {
    return row >= this.length || ((this.nulls.at(row >>> 5) ?? 0) & (1 << (row & 31))) !== 0;
  }

  value(row: number): number | null {
    return this.isNull(row) ? null : (this.cells.at(row) ?? null);
  }

  /** `row` is an existing row or the next one. */
  set(row: number, value: number | null): void {
    this.cells.set(row, value ?? Number.NaN);
    const word = this.nulls.at(row >>> 5) ?? 0;
    const bit = 1 << (row & 31);
    if (value === null) this.nulls.set(row >>> 5, word | bit);
    else if ((word & bit) !== 0) this.nulls.set(row >>> 5, word & ~bit);
  }

  /** Min and max leave NaN out. */
  summary(chunk: number): ChunkSummary {
    return this.cells.summary(chunk, (cells) => summaryOf(cells, this.nulls.chunk(chunk)));
  }

  /** What the column consists of, for the disk. */
  parts(): ColumnParts {
    return { layers: { cells: this.cells, nulls: this.nulls } };
  }

  fork(): NumberColumn {
    return new NumberColumn(undefined, this.cells.fork(), this.nulls.fork());
  }

  release(): void {
    this.cells.release();
    this.nulls.release();
  }

  pack(rows: Int32Array): NumberChunk {
    const values = Float64Array.from(rows, (row) => this.cells.at(row) ?? Number.NaN);
    return { kind: 'number', values, nulls: nullWords(rows, (row) => this.isNull(row)) };
  }

  /** Writes chunk row i into row `targets[i]`, or nowhere where that is negative. */
  unpack({ values, nulls }: NumberChunk, targets: Int32Array): void {
    targets.forEach((row, index) => {
      if (row >= 0) this.set(row, bitOf(nulls, index) ? null : (values[index] ?? null));
    });
  }
}

function summaryOf(cells: Float64Array, nulls: Uint32Array | null): ChunkSummary {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < cells.length; row++) {
    const value = cells[row] ?? Number.NaN;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  let count = 0;
  if (nulls !== null) {
    for (let row = 0; row < cells.length; row++) if (bitOf(nulls, row)) count++;
  }
  return { min, max, nulls: count };
}
