// A column of 64-bit whole numbers: counts, 100 ns ticks of points in time and of durations. Scans
// and sorts go over doubles; only chunks with a value that no double holds exactly have 64-bit
// cells beside them, which then have the last word.
import { CHUNK_ROWS, Chunks, bigInt64Cells } from './chunks.ts';
import type { WriteStamp } from './chunks.ts';
import type { ColumnParts } from './column-parts.ts';
import { bitOf, nullWords } from './null-bits.ts';
import { NumberColumn } from './number-column.ts';

export interface LongChunk {
  readonly kind: 'long';
  readonly values: BigInt64Array<ArrayBuffer>;
  /** Bit r % 32 of word r / 32 says that row r is null. */
  readonly nulls: Uint32Array<ArrayBuffer>;
}

export type LongKind = 'long' | 'datetime' | 'timespan';

/**
 * What doubles are relative to. Ticks of points in time count from the year one, as Kusto's do;
 * relative to 2015 a double is exact for the years 1986 to 2043.
 */
const EPOCHS: Readonly<Record<LongKind, bigint>> = {
  long: 0n,
  datetime: 635_556_672_000_000_000n,
  timespan: 0n,
};

export class LongColumn<K extends LongKind = LongKind> {
  readonly kind: K;
  readonly chunkKind = 'long';
  /** The value minus the epoch, rounded where `wide` has the chunk; its order is never wrong. */
  readonly doubles: NumberColumn;
  /** Absent chunks need none. */
  readonly wide: Chunks<bigint, BigInt64Array>;
  readonly epoch: bigint;

  constructor(
    kind: K,
    stamp?: WriteStamp,
    doubles: NumberColumn = new NumberColumn(stamp),
    wide: Chunks<bigint, BigInt64Array> = new Chunks(bigInt64Cells, stamp),
  ) {
    this.kind = kind;
    this.doubles = doubles;
    this.wide = wide;
    this.epoch = EPOCHS[kind];
  }

  get length(): number {
    return this.doubles.length;
  }

  value(row: number): bigint | null {
    const double = this.doubles.value(row);
    if (double === null) return null;
    return this.#isWide(row) ? (this.wide.at(row) ?? 0n) : BigInt(double) + this.epoch;
  }

  /** `row` is an existing row or the next one. */
  set(row: number, value: bigint | null): void {
    const double = value === null ? null : Number(value - this.epoch);
    const isExact = double === null || Number.isSafeInteger(double);
    if (!isExact && !this.#isWide(row)) this.#widen(row);
    if (value !== null && this.#isWide(row)) this.wide.set(row, value);
    this.doubles.set(row, double);
  }

  /** What the column consists of, for the disk. */
  parts(): ColumnParts {
    return { layers: { ...this.doubles.parts().layers, wide: this.wide } };
  }

  fork(): LongColumn<K> {
    return new LongColumn(this.kind, undefined, this.doubles.fork(), this.wide.fork());
  }

  release(): void {
    this.doubles.release();
    this.wide.release();
  }

  pack(rows: Int32Array): LongChunk {
    const values = new BigInt64Array(rows.length);
    rows.forEach((row, index) => {
      values[index] = this.value(row) ?? 0n;
    });
    return { kind: 'long', values, nulls: nullWords(rows, (row) => this.doubles.isNull(row)) };
  }

  /** Writes chunk row i into row `targets[i]`, or nowhere where that is negative. */
  unpack(chunk: LongChunk, targets: Int32Array): void {
    const longs = chunkLongs(chunk);
    targets.forEach((row, index) => {
      if (row >= 0) this.set(row, longs[index] ?? null);
    });
  }

  #isWide(row: number): boolean {
    return this.wide.has(Math.floor(row / CHUNK_ROWS));
  }

  /** Makes the chunk of this row wide, with the values it has. */
  #widen(row: number): void {
    const start = row - (row % CHUNK_ROWS);
    this.wide.set(row, 0n);
    for (let other = start; other < Math.min(start + CHUNK_ROWS, this.length); other++) {
      const double = this.doubles.value(other);
      if (double !== null) this.wide.set(other, BigInt(double) + this.epoch);
    }
  }
}

/** A chunk's whole numbers by row, without a column to hold them. */
export function chunkLongs({ values, nulls }: LongChunk): readonly (bigint | null)[] {
  return Array.from(values, (value, index) => (bitOf(nulls, index) ? null : value));
}
