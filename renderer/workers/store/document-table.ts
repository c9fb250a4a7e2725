// The rows of one kind of document: newest version of each key, and where its document lies.
import { fnv1a } from '../../../shared/fnv1a.ts';
import { CHUNK_ROWS, Chunks, int32Cells } from '../../../shared/table/chunks.ts';
import type { WriteStamp } from '../../../shared/table/chunks.ts';
import { chunkLongs } from '../../../shared/table/long-column.ts';
import type { LongColumn } from '../../../shared/table/long-column.ts';
import { chunkTexts } from '../../../shared/table/string-column.ts';
import type { StringColumn } from '../../../shared/table/string-column.ts';
import { columnsOf } from '../../../shared/table/stored-table.ts';
import type { ForkedColumns, StoredColumns } from '../../../shared/table/stored-table.ts';
import { freshParts, Table } from '../../../shared/table/table.ts';
import type { TableChunk, TableShape } from '../../../shared/table/table.ts';
import { KeyRows } from './key-rows.ts';

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

/** The column of the disk that holds what is no column of the table. */
const OWN_PARTS = 'documents';

/** A document without a version is older than any that has one. */
const NO_VERSION = -1n;

export class DocumentTable<S extends DocumentShape> {
  readonly table: Table<S>;
  readonly #keyed: Keyed;
  #keyRows: KeyRows;
  readonly #segmentIds: Chunks<number, Int32Array>;
  readonly #indexes: Chunks<number, Int32Array>;
  readonly #liveBySegment = new Map<number, number>();
  #checksum = 0;

  /** Tables that are saved together share a stamp. */
  constructor(shape: S, stamp: WriteStamp = { now: 0 }) {
    this.table = new Table(shape, freshParts(shape, stamp));
    this.#keyed = this.table.columns as unknown as Keyed;
    this.#keyRows = new KeyRows(this.#keyOf, new Chunks(int32Cells, stamp));
    this.#segmentIds = new Chunks(int32Cells, stamp);
    this.#indexes = new Chunks(int32Cells, stamp);
  }

  get rowCount(): number {
    return this.table.rowCount;
  }

  /** The same for the same documents in any order; the database's sentinel holds it too. */
  get checksum(): number {
    return this.#checksum;
  }

  row(key: string): number | undefined {
    return this.#keyRows.row(key);
  }

  location(row: number): DocumentLocation {
    return { segmentId: this.#segmentIds.at(row) ?? -1, index: this.#indexes.at(row) ?? -1 };
  }

  /** A key that the table does not have is newer, too. */
  isNewer(key: string, version: bigint | null): boolean {
    const row = this.#keyRows.row(key);
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
        const row = this.#keyRows.row(key);
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
      const known = this.rowCount;
      this.table.unpack(chunk, targets);
      targets.forEach((row, index) => {
        if (row < 0) return;
        if (row >= known) this.#keyRows.add(keys[index] ?? '', row);
        this.#place(row, segmentId, index);
      });
    });
    this.#checksum = checksum;
  }

  /** The documents of these rows were copied, in this order, to a segment of their own. */
  move(rows: Int32Array, segmentId: number): void {
    rows.forEach((row, index) => this.#place(row, segmentId, index));
  }

  /** How many rows have their newest document in each segment; those with none may be absent. */
  get liveBySegment(): ReadonlyMap<number, number> {
    return this.#liveBySegment;
  }

  /** Rows whose newest document lies in one of the segments, in ascending order. */
  rowsIn(segmentIds: ReadonlySet<number>): Int32Array {
    const rows: number[] = [];
    for (let chunk = 0; chunk < this.#segmentIds.chunkCount; chunk++) {
      this.#segmentIds.chunk(chunk)?.forEach((segmentId, row) => {
        if (segmentIds.has(segmentId)) rows.push(chunk * CHUNK_ROWS + row);
      });
    }
    return Int32Array.from(rows);
  }

  /** What the disk keeps, under names that no other column has. */
  parts(): StoredColumns {
    const own = { segments: this.#segmentIds, indexes: this.#indexes, keys: this.#keyRows.hashes };
    return new Map([...columnsOf(this.table), [OWN_PARTS, { layers: own }]]);
  }

  /** Its parts as they are now, whatever is written later; to be released. */
  fork(): ForkedColumns {
    const table = this.table.fork();
    const own = {
      segments: this.#segmentIds.fork(),
      indexes: this.#indexes.fork(),
      keys: this.#keyRows.hashes.fork(),
    };
    return {
      columns: new Map([...columnsOf(table), [OWN_PARTS, { layers: own }]]),
      release() {
        table.release();
        for (const layer of Object.values(own)) layer.release();
      },
    };
  }

  /** To be called once the parts of an empty table have come from the disk. */
  adoptRows(rowCount: number, checksum: number): void {
    this.table.adoptRows(rowCount);
    this.#checksum = checksum;
    this.#keyRows = new KeyRows(this.#keyOf, this.#keyRows.hashes);
    for (let chunk = 0; chunk < this.#segmentIds.chunkCount; chunk++) {
      const segmentIds = this.#segmentIds.chunk(chunk) ?? [];
      // Rows of a segment stand together for the most part.
      for (let start = 0, end = 0; start < segmentIds.length; start = end) {
        const segmentId = segmentIds[start] ?? 0;
        while (end < segmentIds.length && segmentIds[end] === segmentId) end++;
        this.#count(segmentId, end - start);
      }
    }
  }

  readonly #keyOf = (row: number): string | null => this.#keyed.key.value(row);

  #place(row: number, segmentId: number, index: number): void {
    const former = this.#segmentIds.at(row);
    if (former !== undefined) this.#count(former, -1);
    this.#count(segmentId, 1);
    this.#segmentIds.set(row, segmentId);
    this.#indexes.set(row, index);
  }

  #count(segmentId: number, change: number): void {
    this.#liveBySegment.set(segmentId, (this.#liveBySegment.get(segmentId) ?? 0) + change);
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

/** Over the key and the version's digits. */
function hash(key: string, version: bigint): number {
  return fnv1a(`@${version}`, fnv1a(key));
}
