// The memory on the disk, so that a start has no documents to go through. A save writes what changed
// since the last one into records of their own and then, in one transaction, the header that names
// them: until then the old header holds, and nothing that it names is touched.
import type { SaveMark, StoredPart } from '../../../shared/table/stored-table.ts';
import { changedParts, ColumnLoading } from '../../../shared/table/stored-table.ts';
import type { CapturedMemory } from './captured-memory.ts';
import type { SegmentSize } from './compaction.ts';
import { COLUMN_LAYOUT, SNAPSHOT_FORMAT } from './schema.ts';
import type { SnapshotRecord, StoreDatabase } from './schema.ts';
import { inTransaction } from './storage-failure.ts';
import type { StoreMemory } from './store-memory.ts';

/** Of a record: large enough for the disk, small enough for one turn of the worker. */
const RECORD_BYTES = 2 * 1024 * 1024;
/** Milliseconds of packing between two pauses. */
const SLICE_MS = 5;
/** Records read at once. */
const READ_AHEAD = 3;

type NamedRecord = SnapshotRecord['records'][number];

export interface SnapshotState {
  /** All segments up to this one are in the memory. */
  readonly watermark: number;
  readonly segments: ReadonlyMap<number, SegmentSize>;
}

export class MemorySnapshot {
  readonly #database: StoreDatabase;
  /** How far what is stored got; null where nothing is. */
  #mark: SaveMark | null = null;
  #records: readonly NamedRecord[] = [];

  constructor(database: StoreDatabase) {
    this.#database = database;
  }

  /** null where there is none of this version's; another one is cleared away. */
  async header(): Promise<SnapshotRecord | null> {
    const { snapshot } = this.#database;
    const header = await inTransaction(this.#database, 'r', [snapshot], () =>
      snapshot.get('store'),
    );
    if (header === undefined) return null;
    const isCurrent = header.format === SNAPSHOT_FORMAT && header.layout === COLUMN_LAYOUT;
    if (!isCurrent) await this.clear();
    return isCurrent ? header : null;
  }

  /** Fills the columns of an empty memory. Throws where a record is missing or torn. */
  async load({ records, memory: { plain } }: SnapshotRecord, memory: StoreMemory): Promise<void> {
    const { snapshotParts } = this.#database;
    const loading = new ColumnLoading(memory.parts());
    const recordByKey = newestRecords(records);
    const reading: Promise<readonly StoredPart[]>[] = [];
    const read = async ({ id }: NamedRecord): Promise<readonly StoredPart[]> => {
      const record = await inTransaction(this.#database, 'r', [snapshotParts], () =>
        snapshotParts.get(id),
      );
      if (record === undefined) throw new Error(`the snapshot has no record ${id}`);
      return record.parts;
    };
    for (const [index, { id }] of records.entries()) {
      while (reading.length < Math.min(index + READ_AHEAD, records.length)) {
        const next = records[reading.length];
        if (next !== undefined) reading.push(read(next));
      }
      for (const part of (await reading[index]) ?? []) {
        if (recordByKey.get(keyOf(part)) !== id) continue;
        loading.adopt(part);
        recordByKey.delete(keyOf(part));
      }
      reading[index] = Promise.resolve([]);
    }
    const [missing] = recordByKey.keys();
    if (missing !== undefined) throw new Error(`the snapshot lacks ${missing}`);
    loading.finish(plain);
    this.#records = records;
  }

  /** What was loaded is what this mark stands for: the next save goes on from there. */
  goOnFrom(mark: SaveMark): void {
    this.#mark = mark;
  }

  /** Forgets what is stored: it could not be used. */
  async clear(): Promise<void> {
    const { snapshot, snapshotParts } = this.#database;
    await inTransaction(this.#database, 'rw', [snapshot, snapshotParts], async () => {
      await snapshot.clear();
      await snapshotParts.clear();
    });
    this.#mark = null;
    this.#records = [];
  }

  /** `isEnding` is asked now and then: true gives the save up. Returns whether it is stored. */
  async save(
    { columns, header, hidden, mark }: CapturedMemory,
    { watermark, segments }: SnapshotState,
    isEnding: () => boolean,
  ): Promise<boolean> {
    const { snapshot, snapshotParts } = this.#database;
    await this.#dropUnnamed();
    const writer = new RecordWriter(this.#database);
    let pausedAt = performance.now();
    for (const part of changedParts(columns, this.#mark, mark, hidden)) {
      await writer.add(part);
      if (performance.now() - pausedAt < SLICE_MS) continue;
      await turn();
      if (isEnding()) return false;
      pausedAt = performance.now();
    }
    for (const sparse of sparseRecords(this.#records, writer.keys)) {
      for (const part of await this.#partsOf(sparse)) await writer.add(part);
    }
    const written = await writer.finish();
    const newest = newestRecords([...this.#records, ...written]);
    const live = new Set(newest.values());
    const records = [...this.#records, ...written].filter(({ id }) => live.has(id));
    const dead = this.#records.filter(({ id }) => !live.has(id)).map(({ id }) => id);
    const record: SnapshotRecord = {
      id: 'store',
      format: SNAPSHOT_FORMAT,
      layout: COLUMN_LAYOUT,
      watermark,
      memory: header,
      segments: Array.from(segments, ([id, size]) => ({ id, ...size })),
      records,
    };
    await inTransaction(this.#database, 'rw', [snapshot, snapshotParts], async () => {
      await snapshot.put(record);
      await snapshotParts.bulkDelete(dead);
    });
    this.#records = records;
    this.#mark = mark;
    return true;
  }

  /** Records of a save that ended before its header. */
  async #dropUnnamed(): Promise<void> {
    const { snapshotParts } = this.#database;
    const named = new Set(this.#records.map(({ id }) => id));
    await inTransaction(this.#database, 'rw', [snapshotParts], async () => {
      const ids = await snapshotParts.toCollection().primaryKeys();
      await snapshotParts.bulkDelete(ids.filter((id) => !named.has(id)));
    });
  }

  async #partsOf({ id, keys }: NamedRecord): Promise<readonly StoredPart[]> {
    const { snapshotParts } = this.#database;
    const record = await inTransaction(this.#database, 'r', [snapshotParts], () =>
      snapshotParts.get(id),
    );
    const wanted = new Set(keys);
    return record?.parts.filter((part) => wanted.has(keyOf(part))) ?? [];
  }
}

/** Gathers parts to records of a fair size. */
class RecordWriter {
  readonly keys = new Set<string>();
  readonly #database: StoreDatabase;
  readonly #written: NamedRecord[] = [];
  #parts: StoredPart[] = [];
  #bytes = 0;

  constructor(database: StoreDatabase) {
    this.#database = database;
  }

  async add(part: StoredPart): Promise<void> {
    this.keys.add(keyOf(part));
    this.#parts.push(part);
    this.#bytes += bytesOf(part);
    if (this.#bytes >= RECORD_BYTES) await this.#write();
  }

  async finish(): Promise<readonly NamedRecord[]> {
    if (this.#parts.length > 0) await this.#write();
    return this.#written;
  }

  async #write(): Promise<void> {
    const { snapshotParts } = this.#database;
    const parts = this.#parts;
    this.#parts = [];
    this.#bytes = 0;
    const id = await inTransaction(this.#database, 'rw', [snapshotParts], () =>
      snapshotParts.add({ parts }),
    );
    this.#written.push({ id, keys: parts.map(keyOf) });
  }
}

/** By the key of a part, the record that has its last version. */
function newestRecords(records: readonly NamedRecord[]): Map<string, number> {
  return new Map(records.flatMap(({ id, keys }) => keys.map((key) => [key, id] as const)));
}

/** Records of which more than half was replaced, with the rest of their keys. */
function sparseRecords(
  records: readonly NamedRecord[],
  replaced: ReadonlySet<string>,
): readonly NamedRecord[] {
  const newest = newestRecords(records);
  return records.flatMap(({ id, keys }) => {
    const live = keys.filter((key) => newest.get(key) === id && !replaced.has(key));
    return live.length > 0 && live.length * 2 < keys.length ? [{ id, keys: live }] : [];
  });
}

function keyOf({ column, layer, first }: StoredPart): string {
  return `${column}/${layer}/${first}`;
}

function bytesOf({ data }: StoredPart): number {
  if ('text' in data) return data.text.length + data.ends.byteLength;
  if (!('kind' in data)) return data.byteLength;
  return data.kind === 'lists' ? data.ends.byteLength + data.items.byteLength : 0;
}

/** Lets what waits for the worker have its turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
