// Fills the memory at a start: from its snapshot, or from the columns of all segments. Documents are read
// only where those have another layout than this version's; they are then made anew and stored.
import type { AlertKey } from '../../../shared/model/alert.ts';
import { alertKind, columnsOf, incidentKind } from './document-kind.ts';
import type { GoneRecord } from './gone-items.ts';
import type { SegmentSize } from './compaction.ts';
import type { MemorySnapshot } from './memory-snapshot.ts';
import { COLUMN_LAYOUT } from './schema.ts';
import type {
  ColumnsRecord,
  PlacedRecord,
  SentinelRecord,
  SnapshotRecord,
  StoreDatabase,
} from './schema.ts';
import { isIntact, totalsOf } from './sentinel.ts';
import { inTransaction } from './storage-failure.ts';
import { StoreMemory } from './store-memory.ts';

export interface LoadedMemory {
  readonly memory: StoreMemory;
  /** By id, in ascending order. */
  readonly segments: Map<number, SegmentSize>;
  readonly quarantined: number;
  /** The last segment that is in the snapshot; 0 where there is none. */
  readonly watermark: number;
}

/** What lies beside the documents. */
interface Beside {
  readonly apartKeys: readonly AlertKey[];
  readonly quarantined: number;
  readonly gone: readonly GoneRecord[];
  readonly placed: readonly PlacedRecord[];
}

/**
 * From the snapshot and the documents that came after it; from the documents alone where the snapshot
 * does not fit them, which `onUnfit` is told.
 */
export async function loadMemory(
  database: StoreDatabase,
  snapshot: MemorySnapshot,
  sentinel: SentinelRecord | null,
  onUnfit: (error: unknown) => void,
): Promise<LoadedMemory> {
  const beside = await readBeside(database);
  try {
    const header = sentinel === null ? null : await snapshot.header();
    if (header !== null && sentinel !== null) {
      return await restoreMemory({ database, snapshot, header, sentinel }, beside);
    }
  } catch (error) {
    onUnfit(error);
    // What stays where this fails is cleared by the next save.
    await snapshot.clear().catch(onUnfit);
  }
  return loadDocuments(database, beside);
}

async function loadDocuments(database: StoreDatabase, beside: Beside): Promise<LoadedMemory> {
  const records = await readColumns(database);
  const memory = new StoreMemory(beside.apartKeys);
  memory.gone.load(beside.gone);
  memory.load(
    records.filter((record) => record.kind === 'alerts'),
    records.filter((record) => record.kind === 'incidents'),
  );
  memory.place(beside.placed);
  const segments = new Map(records.map((record) => [record.segmentId, sizeOf(record)]));
  return { memory, segments, quarantined: beside.quarantined, watermark: 0 };
}

interface RestoreParts {
  readonly database: StoreDatabase;
  readonly snapshot: MemorySnapshot;
  readonly header: SnapshotRecord;
  readonly sentinel: SentinelRecord;
}

/** Throws where what comes out is not what the disk holds. */
async function restoreMemory(
  { database, snapshot, header, sentinel }: RestoreParts,
  { apartKeys, quarantined, gone, placed }: Beside,
): Promise<LoadedMemory> {
  const { columns } = database;
  const ids = await inTransaction(database, 'r', [columns], () =>
    columns.toCollection().primaryKeys(),
  );
  const memory = new StoreMemory([]);
  memory.gone.load(gone);
  await snapshot.load(header, memory);
  const { placedTo = 0 } = header.memory;
  const firstAfter = placed.findIndex(({ id }) => id > placedTo);
  const restored = firstAfter < 0 ? placed : placed.slice(0, firstAfter);
  snapshot.goOnFrom(memory.restore(header.memory, restored));

  const known = new Map(header.segments.map(({ id, ...size }) => [id, size]));
  const segments = new Map<number, SegmentSize>();
  for (const id of ids) {
    const size = id <= header.watermark ? known.get(id) : undefined;
    segments.set(id, size ?? sizeOf(await replay(database, memory, id)));
  }
  memory.place(placed.slice(restored.length));
  for (const { key, isApart } of memory.folds.changesTo(new Set(apartKeys))) {
    memory.setApart(key, isApart);
  }
  for (const { liveBySegment } of [memory.sightings, memory.incidents]) {
    for (const [id, live] of liveBySegment) {
      if (live > 0 && !segments.has(id)) throw new Error(`segment ${id} is gone`);
    }
  }
  if (!isIntact(sentinel, totalsOf(memory))) throw new Error('the totals differ');
  return { memory, segments, quarantined, watermark: header.watermark };
}

async function replay(
  database: StoreDatabase,
  memory: StoreMemory,
  segmentId: number,
): Promise<ColumnsRecord> {
  const stored = await inTransaction(database, 'r', [database.columns], () =>
    database.columns.get(segmentId),
  );
  if (stored === undefined) throw new Error(`segment ${segmentId} has no columns`);
  const record = stored.layout === COLUMN_LAYOUT ? stored : await rebuild(database, stored);
  const { sightings, incidents } = memory;
  const alertChunks = record.kind === 'alerts' ? [record.chunk] : [];
  const incidentChunks = record.kind === 'incidents' ? [record.chunk] : [];
  memory.apply(
    { absorption: sightings.plan(alertChunks), segmentIds: alertChunks.map(() => segmentId) },
    { absorption: incidents.plan(incidentChunks), segmentIds: incidentChunks.map(() => segmentId) },
  );
  return record;
}

function sizeOf({ kind, byteLength, chunk }: ColumnsRecord): SegmentSize {
  return { kind, byteLength, documents: chunk.rowCount };
}

async function readBeside(database: StoreDatabase): Promise<Beside> {
  const [apart, quarantined, gone, placed] = await Promise.all([
    inTransaction(database, 'r', [database.apart], () => database.apart.toArray()),
    inTransaction(database, 'r', [database.quarantine], () => database.quarantine.count()),
    inTransaction(database, 'r', [database.gone], () => database.gone.toArray()),
    inTransaction(database, 'r', [database.placed], () => database.placed.toArray()),
  ]);
  return { apartKeys: apart.map(({ key }) => key), quarantined, gone, placed };
}

/** In the order of the segments. */
async function readColumns(database: StoreDatabase): Promise<readonly ColumnsRecord[]> {
  const records = await inTransaction(database, 'r', [database.columns], () =>
    database.columns.toArray(),
  );
  if (records.every(({ layout }) => layout === COLUMN_LAYOUT)) return records;

  const current: ColumnsRecord[] = [];
  for (const record of records) {
    current.push(record.layout === COLUMN_LAYOUT ? record : await rebuild(database, record));
  }
  return current;
}

async function rebuild(database: StoreDatabase, record: ColumnsRecord): Promise<ColumnsRecord> {
  const { segmentId, byteLength } = record;
  const segment = await inTransaction(database, 'r', [database.segments], () =>
    database.segments.get(segmentId),
  );
  if (segment === undefined) throw new Error(`segment ${segmentId} has columns and no documents`);
  const parts = { segmentId, byteLength, layout: COLUMN_LAYOUT };
  const rebuilt: ColumnsRecord =
    record.kind === 'alerts'
      ? { ...parts, kind: 'alerts', chunk: columnsOf(alertKind, segment) }
      : { ...parts, kind: 'incidents', chunk: columnsOf(incidentKind, segment) };
  await inTransaction(database, 'rw', [database.columns], () => database.columns.put(rebuilt));
  return rebuilt;
}
