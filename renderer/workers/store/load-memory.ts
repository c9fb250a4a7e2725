// Reads what is stored and fills the memory from it. Documents are read only where the columns of a segment
// have another layout than this version's; then its columns are made anew and stored.
import type { AlertKey } from '../../../shared/model/alert.ts';
import { alertKind, columnsOf, incidentKind } from './document-kind.ts';
import type { GoneRecord } from './gone-items.ts';
import { COLUMN_LAYOUT } from './schema.ts';
import { placements } from './placed-alerts.ts';
import type { ColumnsRecord, PlacedRecord, StoreDatabase } from './schema.ts';
import { inTransaction } from './storage-failure.ts';
import type { StoreMemory } from './store-memory.ts';

/** All that a start reads. */
export interface StoredContent {
  readonly columns: readonly ColumnsRecord[];
  readonly apartKeys: readonly AlertKey[];
  readonly quarantined: number;
  readonly gone: readonly GoneRecord[];
  readonly placed: readonly PlacedRecord[];
}

export async function readContent(database: StoreDatabase): Promise<StoredContent> {
  const [columns, apart, quarantined, gone, placed] = await Promise.all([
    readColumns(database),
    inTransaction(database, 'r', [database.apart], () => database.apart.toArray()),
    inTransaction(database, 'r', [database.quarantine], () => database.quarantine.count()),
    inTransaction(database, 'r', [database.gone], () => database.gone.toArray()),
    inTransaction(database, 'r', [database.placed], () => database.placed.toArray()),
  ]);
  return { columns, apartKeys: apart.map(({ key }) => key), quarantined, gone, placed };
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

export function fillMemory(
  memory: StoreMemory,
  records: readonly ColumnsRecord[],
  { gone, placed }: Pick<StoredContent, 'gone' | 'placed'>,
): void {
  memory.gone.load(gone);
  memory.load(
    records.filter((record) => record.kind === 'alerts'),
    records.filter((record) => record.kind === 'incidents'),
  );
  memory.group(placements(placed));
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
