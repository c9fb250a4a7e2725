// Columns of numbers with null bits: doubles, and whole numbers past 2^53.
import { bigInt64s, float64s, uint32s, withRoom } from './growing.ts';

export interface NumberChunk {
  readonly kind: 'number';
  readonly values: Float64Array<ArrayBuffer>;
  /** Bit r % 32 of word r / 32 says that row r is null. */
  readonly nulls: Uint32Array<ArrayBuffer>;
}

export interface LongChunk {
  readonly kind: 'long';
  readonly values: BigInt64Array<ArrayBuffer>;
  readonly nulls: Uint32Array<ArrayBuffer>;
}

class NullBits {
  #words = uint32s(0);

  has(row: number): boolean {
    return bitOf(this.#words, row);
  }

  set(row: number, isNull: boolean): void {
    const index = row >>> 5;
    this.#words = withRoom(this.#words, index + 1, uint32s);
    const word = this.#words[index] ?? 0;
    this.#words[index] = isNull ? word | (1 << (row & 31)) : word & ~(1 << (row & 31));
  }
}

/** Doubles; points in time are UTC epoch milliseconds. */
export class NumberColumn {
  readonly kind = 'number';
  readonly #nulls = new NullBits();
  #values = float64s(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Null rows hold NaN. Valid until the next write. */
  get values(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }

  value(row: number): number | null {
    return row >= this.#length || this.#nulls.has(row) ? null : (this.#values[row] ?? null);
  }

  /** `row` is an existing row or the next one. */
  set(row: number, value: number | null): void {
    this.#values = withRoom(this.#values, row + 1, float64s);
    this.#values[row] = value ?? Number.NaN;
    this.#nulls.set(row, value === null);
    if (row >= this.#length) this.#length = row + 1;
  }

  pack(rows: Int32Array): NumberChunk {
    const values = Float64Array.from(rows, (row) => this.value(row) ?? Number.NaN);
    return { kind: 'number', values, nulls: nullWords(rows, (row) => this.value(row) === null) };
  }

  /** Writes chunk row i into row `targets[i]`, or nowhere where that is negative. */
  unpack({ values, nulls }: NumberChunk, targets: Int32Array): void {
    targets.forEach((row, index) => {
      if (row >= 0) this.set(row, bitOf(nulls, index) ? null : (values[index] ?? null));
    });
  }
}

/** 64-bit whole numbers, such as 100 ns ticks. */
export class LongColumn {
  readonly kind = 'long';
  readonly #nulls = new NullBits();
  #values = bigInt64s(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  value(row: number): bigint | null {
    return row >= this.#length || this.#nulls.has(row) ? null : (this.#values[row] ?? null);
  }

  /** `row` is an existing row or the next one. */
  set(row: number, value: bigint | null): void {
    this.#values = withRoom(this.#values, row + 1, bigInt64s);
    this.#values[row] = value ?? 0n;
    this.#nulls.set(row, value === null);
    if (row >= this.#length) this.#length = row + 1;
  }

  pack(rows: Int32Array): LongChunk {
    const values = new BigInt64Array(rows.length);
    rows.forEach((row, index) => {
      values[index] = this.value(row) ?? 0n;
    });
    return { kind: 'long', values, nulls: nullWords(rows, (row) => this.value(row) === null) };
  }

  /** Writes chunk row i into row `targets[i]`, or nowhere where that is negative. */
  unpack(chunk: LongChunk, targets: Int32Array): void {
    const longs = chunkLongs(chunk);
    targets.forEach((row, index) => {
      if (row >= 0) this.set(row, longs[index] ?? null);
    });
  }
}

/** A chunk's whole numbers by row, without a column to hold them. */
export function chunkLongs({ values, nulls }: LongChunk): readonly (bigint | null)[] {
  return Array.from(values, (value, index) => (bitOf(nulls, index) ? null : value));
}

function bitOf(words: Uint32Array, row: number): boolean {
  return ((words[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0;
}

function nullWords(rows: Int32Array, isNull: (row: number) => boolean): Uint32Array<ArrayBuffer> {
  const words = uint32s((rows.length + 31) >>> 5);
  rows.forEach((row, index) => {
    if (isNull(row)) words[index >>> 5] = (words[index >>> 5] ?? 0) | (1 << (index & 31));
  });
  return words;
}
