// Cells of a column in chunks of fixed size. A fork shares the chunks with its origin, and whoever
// writes first copies the chunk it writes to: a reader has a still picture for the price of a list.
import { bufferOf } from './shared-memory.ts';

/** Rows of a chunk. */
export const CHUNK_ROWS = 0x10000;

export interface CellArray<V, A> {
  [index: number]: V;
  readonly length: number;
  set(source: A): void;
  subarray(start: number, end: number): A;
}

/** What a scan may skip a chunk by. */
export interface ChunkSummary {
  /** Of the values that are not null; without any, min is above max. */
  readonly min: number;
  readonly max: number;
  readonly nulls: number;
}

/** Counts the saves of a table: a chunk is stamped with the number at which it was last written. */
export interface WriteStamp {
  now: number;
}

interface Chunk<A> {
  cells: A;
  /** Columns that have this chunk; the only one may write to it. */
  owners: number;
  stamp: number;
  summary: ChunkSummary | null;
}

/** How cells of one machine type are made, and how many of them stand for CHUNK_ROWS rows. */
export interface CellType<A> {
  readonly allocate: (length: number) => A;
  readonly perChunk: number;
}

export const int32Cells: CellType<Int32Array> = {
  allocate: (length) => new Int32Array(bufferOf(length * 4)),
  perChunk: CHUNK_ROWS,
};
export const float64Cells: CellType<Float64Array> = {
  allocate: (length) => new Float64Array(bufferOf(length * 8)),
  perChunk: CHUNK_ROWS,
};
export const bigInt64Cells: CellType<BigInt64Array> = {
  allocate: (length) => new BigInt64Array(bufferOf(length * 8)),
  perChunk: CHUNK_ROWS,
};
/** One bit a row. */
export const bitCells: CellType<Uint32Array> = {
  allocate: (length) => new Uint32Array(bufferOf(length * 4)),
  perChunk: CHUNK_ROWS / 32,
};

const FIRST_ROOM = 64;

export class Chunks<V, A extends CellArray<V, A>> {
  readonly #type: CellType<A>;
  readonly #stamp: WriteStamp;
  readonly #shift: number;
  readonly #mask: number;
  /** A chunk that nobody wrote to is absent; its cells count as zero. */
  #chunks: (Chunk<A> | undefined)[] = [];
  #length = 0;

  constructor(type: CellType<A>, stamp: WriteStamp = { now: 0 }) {
    this.#type = type;
    this.#stamp = stamp;
    this.#shift = Math.log2(type.perChunk);
    this.#mask = type.perChunk - 1;
  }

  get length(): number {
    return this.#length;
  }

  get chunkCount(): number {
    return this.#chunks.length;
  }

  has(number: number): boolean {
    return this.#chunks[number] !== undefined;
  }

  at(index: number): V | undefined {
    return index < this.#length
      ? this.#chunks[index >>> this.#shift]?.cells[index & this.#mask]
      : undefined;
  }

  set(index: number, value: V): void {
    this.#writable(index >>> this.#shift, (index & this.#mask) + 1)[index & this.#mask] = value;
    if (index >= this.#length) this.#length = index + 1;
  }

  /** The written cells of a chunk, or null where there is none. Valid until the next write. */
  chunk(number: number): A | null {
    const filled = Math.min(this.#length - number * this.#type.perChunk, this.#type.perChunk);
    return this.#chunks[number]?.cells.subarray(0, filled) ?? null;
  }

  /** All cells in one array, which is a copy where there are several chunks. */
  flat(): A {
    const only = this.#chunks.length === 1 ? this.chunk(0) : null;
    if (only !== null) return only;
    const all = this.#type.allocate(this.#length);
    for (let number = 0; number < this.#chunks.length; number++) {
      const start = number * this.#type.perChunk;
      const cells = this.chunk(number);
      if (cells !== null) all.subarray(start, start + cells.length).set(cells);
    }
    return all;
  }

  /** `compute` runs once after each write to the chunk. */
  summary(number: number, compute: (cells: A) => ChunkSummary): ChunkSummary {
    const chunk = this.#chunks[number];
    const cells = this.chunk(number);
    if (chunk === undefined || cells === null) return { min: 0, max: 0, nulls: 0 };
    chunk.summary ??= compute(cells);
    return chunk.summary;
  }

  /** Chunks written to at this stamp or later. */
  changedSince(stamp: number): readonly number[] {
    return [...this.#chunks.keys()].filter(
      (number) => (this.#chunks[number]?.stamp ?? -1) >= stamp,
    );
  }

  /**
   * Takes a chunk from the disk, without a look at its cells; it is full or the last one. Returns its
   * cells, which are `stored` where it is shared with others: then this one copies it to write.
   */
  adopt(number: number, stored: A, isShared = false): A {
    const cells = isShared ? stored : this.#type.allocate(stored.length);
    if (!isShared) cells.set(stored);
    while (this.#chunks.length < number) this.#chunks.push(undefined);
    this.#chunks[number] = { cells, owners: isShared ? 2 : 1, stamp: -1, summary: null };
    this.#length = Math.max(this.#length, number * this.#type.perChunk + cells.length);
    return cells;
  }

  /** The same cells, from now on independent of these; to be released when no longer read. */
  fork(): Chunks<V, A> {
    const fork = new Chunks<V, A>(this.#type);
    for (const chunk of this.#chunks) if (chunk !== undefined) chunk.owners++;
    fork.#chunks = [...this.#chunks];
    fork.#length = this.#length;
    return fork;
  }

  /** Spares the other owners the copy; these chunks are empty afterwards. */
  release(): void {
    for (const chunk of this.#chunks) if (chunk !== undefined) chunk.owners--;
    this.#chunks = [];
    this.#length = 0;
  }

  #writable(number: number, needed: number): A {
    const chunk = this.#chunks[number];
    if (chunk === undefined || chunk.owners > 1 || chunk.cells.length < needed) {
      return this.#replace(number, chunk, needed).cells;
    }
    chunk.stamp = this.#stamp.now;
    chunk.summary = null;
    return chunk.cells;
  }

  #replace(number: number, old: Chunk<A> | undefined, needed: number): Chunk<A> {
    const cells = this.#type.allocate(this.#room(number, old?.cells.length ?? 0, needed));
    if (old !== undefined) {
      cells.set(old.cells);
      old.owners--;
    }
    const chunk = { cells, owners: 1, stamp: this.#stamp.now, summary: null };
    while (this.#chunks.length < number) this.#chunks.push(undefined);
    this.#chunks[number] = chunk;
    return chunk;
  }

  /** Only a first chunk starts small: tables are either small or have many rows to come. */
  #room(number: number, had: number, needed: number): number {
    if (needed <= had) return had;
    const { perChunk } = this.#type;
    return number > 0 ? perChunk : Math.min(perChunk, Math.max(needed, had * 2, FIRST_ROOM));
  }
}
