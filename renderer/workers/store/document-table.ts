// The rows of one kind of document: newest version of each key, and where its document lies.
import { chunkLongs } from '../../../shared/table/long-column.ts';
import type { LongColumn } from '../../../shared/table/long-column.ts';
import { chunkTexts } from '../../../shared/table/string-column.ts';
import type { StringColumn } from '../../../shared/table/string-column.ts';
import { Table } from '../../../shared/table/table.ts';
import type { TableChunk, TableShape } from '../../../shared/table/table.ts';

/** Every document table has these columns. */
export type DocumentShape = TableShape & { readonly key: 'text'; readonly version: 'long' };

export interface DocumentLocation {
  readonly segmentId: number;
  readonly index: number;
}

/** What chunks would do to the table, worked out before they are stored. */
export interface Absorption<S extends DocumentShape> {
  readonly parts: readonly AbsorbedChunk<S>[];
  readonly rowCount: number;
  readonly checksum: number;
}

export interface AbsorbedChunk<S extends DocumentShape> {
  readonly chunk: TableChunk<S>;
  readonly keys: readonly string[];
  /** Per chunk row, the table row it goes to; -1 where the table has a newer version. */
  readonly targets: Int32Array;
}

interface Keyed {
  readonly key: StringColumn;
  readonly version: LongColumn;
}

/** A document without a version is older than any that has one. */
const NO_VERSION = -1n;

export class DocumentTable<S extends DocumentShape> {
  readonly table: Table<S>;
  readonly #keyed: Keyed;
  readonly #rowByKey = new Map<string, number>();
  readonly #segmentIds: number[] = [];
  readonly #indexes: number[] = [];
  #checksum = 0;

  constructor(shape: S) {
    this.table = new Table(shape);
    this.#keyed = this.table.columns as unknown as Keyed;
  }

  get rowCount(): number {
    return this.table.rowCount;
  }

  /** The same for the same documents in any order; the database's sentinel holds it too. */
  get checksum(): number {
    return this.#checksum;
  }

  row(key: string): number | undefined {
    return this.#rowByKey.get(key);
  }

  location(row: number): DocumentLocation {
    return { segmentId: this.#segmentIds[row] ?? -1, index: this.#indexes[row] ?? -1 };
  }

  /** A key that the table does not have is newer, too. */
  isNewer(key: string, version: bigint | null): boolean {
    const row = this.#rowByKey.get(key);
    return row === undefined || (version ?? NO_VERSION) > this.#version(row);
  }

  /**
   * Changes nothing. The keys are distinct over all the chunks. Of equal versions the later one is
   * taken: what was stored later was stored because it says something else.
   */
  plan(chunks: readonly TableChunk<S>[]): Absorption<S> {
    let { rowCount } = this;
    let checksum = this.#checksum;
    const parts = chunks.map((chunk) => {
      const { keys, versions } = keysOf(chunk);
      const targets = Int32Array.from(keys, (key, index) => {
        const version = versions[index] ?? NO_VERSION;
        const row = this.#rowByKey.get(key);
        if (row !== undefined && version < this.#version(row)) return -1;
        if (row !== undefined) checksum ^= hash(key, this.#version(row));
        checksum ^= hash(key, version);
        return row ?? rowCount++;
      });
      return { chunk, keys, targets };
    });
    return { parts, rowCount, checksum };
  }

  /** `absorption` must be the newest plan of this table; `segmentIds` are its chunks', in order. */
  apply({ parts, checksum }: Absorption<S>, segmentIds: readonly number[]): void {
    parts.forEach(({ chunk, keys, targets }, part) => {
      const segmentId = segmentIds[part];
      if (segmentId === undefined) throw new Error('a chunk without a segment');
      this.table.unpack(chunk, targets);
      targets.forEach((row, index) => {
        if (row < 0) return;
        this.#rowByKey.set(keys[index] ?? '', row);
        this.#segmentIds[row] = segmentId;
        this.#indexes[row] = index;
      });
    });
    this.#checksum = checksum;
  }

  /** The documents of these rows were copied, in this order, to a segment of their own. */
  move(rows: Int32Array, segmentId: number): void {
    rows.forEach((row, index) => {
      this.#segmentIds[row] = segmentId;
      this.#indexes[row] = index;
    });
  }

  /** Rows whose newest document lies in each segment, in ascending order. */
  rowsBySegment(): ReadonlyMap<number, readonly number[]> {
    const rowsBySegment = new Map<number, number[]>();
    this.#segmentIds.forEach((segmentId, row) => {
      const rows = rowsBySegment.get(segmentId);
      if (rows) rows.push(row);
      else rowsBySegment.set(segmentId, [row]);
    });
    return rowsBySegment;
  }

  #version(row: number): bigint {
    return this.#keyed.version.value(row) ?? NO_VERSION;
  }
}

function keysOf(chunk: TableChunk<DocumentShape>): {
  readonly keys: readonly string[];
  readonly versions: readonly (bigint | null)[];
} {
  const keys = chunkTexts(chunk.columns.key).map((key) => key ?? '');
  return { keys, versions: chunkLongs(chunk.columns.version) };
}

/** 32-bit FNV-1a over the key and the version's digits. */
function hash(key: string, version: bigint): number {
  const text = `${key}@${version}`;
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return state;
}
