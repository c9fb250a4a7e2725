// A column of truth values: 0, 1, or -1 for null, so that it is filtered, counted and grouped as
// codes are.
import { Chunks, int32Cells } from './chunks.ts';
import type { ChunkSummary, WriteStamp } from './chunks.ts';
import type { ColumnParts } from './column-parts.ts';
import { summaryOfCodes } from './string-column.ts';

export interface BoolChunk {
  readonly kind: 'bool';
  readonly codes: Int32Array<ArrayBuffer>;
}

export class BoolColumn {
  readonly kind = 'bool';
  readonly chunkKind = 'bool';
  readonly cells: Chunks<number, Int32Array>;

  constructor(
    stamp?: WriteStamp,
    cells: Chunks<number, Int32Array> = new Chunks(int32Cells, stamp),
  ) {
    this.cells = cells;
  }

  get length(): number {
    return this.cells.length;
  }

  value(row: number): boolean | null {
    const code = this.cells.at(row) ?? -1;
    return code < 0 ? null : code === 1;
  }

  /** `row` is an existing row or the next one. */
  set(row: number, value: boolean | null): void {
    this.cells.set(row, value === null ? -1 : Number(value));
  }

  /** Of the codes. */
  summary(chunk: number): ChunkSummary {
    return this.cells.summary(chunk, summaryOfCodes);
  }

  /** What the column consists of, for the disk. */
  parts(): ColumnParts {
    return { layers: { cells: this.cells } };
  }

  fork(): BoolColumn {
    return new BoolColumn(undefined, this.cells.fork());
  }

  release(): void {
    this.cells.release();
  }

  pack(rows: Int32Array): BoolChunk {
    const codes = new Int32Array(rows.length);
    rows.forEach((row, index) => {
      codes[index] = this.cells.at(row) ?? -1;
    });
    return { kind: 'bool', codes };
  }

  /** Writes chunk row i into row `targets[i]`, or nowhere where that is negative. */
  unpack({ codes }: BoolChunk, targets: Int32Array): void {
    targets.forEach((row, index) => {
      if (row >= 0) this.cells.set(row, codes[index] ?? -1);
    });
  }
}
