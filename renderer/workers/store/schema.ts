// What the database holds. It is a cache of the service: all of it can be dropped and fetched again.
import { Dexie } from 'dexie';
import type { Table as DexieTable } from 'dexie';
import type {
  FeedCursor,
  FeedId,
  JournalMark,
  QuarantinedItem,
} from '../../../shared/contract/store-ingest.ts';
import type { QueueWindow } from '../../../shared/contract/queue.ts';
import type { AlertLink } from '../../../shared/correlation/placement.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import type { Tenant } from '../../../shared/model/tenant.ts';
import type { TableChunk } from '../../../shared/table/table.ts';
import type { QueueName } from '../../../shared/queue/queue-filters.ts';
import type { StoredPart } from '../../../shared/table/stored-table.ts';
import type { AlertShape } from './alert-columns.ts';
import type { MemoryHeader } from './captured-memory.ts';
import type { SegmentSize } from './compaction.ts';
import type { TimedRow } from './first-answers.ts';
import type { GoneRecord } from './gone-items.ts';
import type { IncidentShape } from './incident-columns.ts';

export const DATABASE_NAME = 'clearpane';
/** Raised with every change of the tables below; Dexie multiplies it by ten on disk. */
export const DATABASE_VERSION = 5;
/** Written last by an upgrade, so that one that died half-way shows. */
export const SCHEMA_STAMP = 1;
/** Raised when a column is added or derived otherwise: chunks are then rebuilt from documents. */
export const COLUMN_LAYOUT = 9;

/** Raised when the parts of a snapshot mean something else: it is then made anew. */
export const SNAPSHOT_FORMAT = 1;

export type DocumentKindName = 'alerts' | 'incidents';

/** Up to about 1,000 documents in one row: one row per document does not scale (architecture, 1). */
export interface SegmentRecord {
  readonly id: number;
  readonly kind: DocumentKindName;
  /** JSON texts in UTF-8, one after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each document ends in `bytes`. */
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** The columns of one segment's documents, row i being document i: all that a start reads. */
export type ColumnsRecord = {
  readonly segmentId: number;
  readonly layout: number;
  readonly byteLength: number;
} & (
  | { readonly kind: 'alerts'; readonly chunk: TableChunk<AlertShape> }
  | { readonly kind: 'incidents'; readonly chunk: TableChunk<IncidentShape> }
);

export type CursorRecord = FeedId & {
  readonly cursor: FeedCursor;
  /** End of the last complete catch-up, UTC epoch milliseconds. */
  readonly syncedAt?: number;
};

/** Where correlation put some sightings; what comes later stands. */
export interface PlacedRecord {
  readonly id: number;
  readonly alerts: readonly AlertKey[];
  /** In the order of `alerts`. */
  readonly incidents: readonly IncidentKey[];
  readonly merges?: readonly AutomaticMerge[];
}

/** Correlation made two local incidents one. */
export interface AutomaticMerge {
  readonly from: IncidentKey;
  readonly into: IncidentKey;
  /** UTC epoch milliseconds. */
  readonly at: number;
  /** All that `from` had. */
  readonly alerts: readonly AlertKey[];
  /** The alert that joined both, and why it belongs to one that `link` names. */
  readonly alert: AlertKey;
  readonly link: AlertLink;
}

/** A sighting that a person set apart: it is folded with no other, whatever its ids. */
export interface ApartRecord {
  readonly key: AlertKey;
}

/** Keyed by content, since a bad item comes again with every overlap of the sync window. */
export type QuarantineRecord = FeedId & QuarantinedItem & { readonly id: string };

/** The memory as it was after the segments up to `watermark`; what came later is laid on top. */
export interface SnapshotRecord {
  readonly id: 'store';
  readonly format: number;
  readonly layout: number;
  readonly watermark: number;
  readonly memory: MemoryHeader;
  readonly segments: readonly (SegmentSize & { readonly id: number })[];
  /** In ascending order; of parts with the same key the last one counts. */
  readonly records: readonly { readonly id: number; readonly keys: readonly string[] }[];
}

/** About two megabytes of it. One that the header does not name is of a save that never ended. */
export interface SnapshotPartsRecord {
  readonly id: number;
  readonly parts: readonly StoredPart[];
}

/** What a queue showed first when all segments up to `watermark` were stored. */
export interface AnswerRecord {
  readonly id: QueueName;
  /** The view's filter, order and facets as JSON. */
  readonly view: string;
  readonly answeredAt: number;
  readonly watermark: number;
  readonly window: QueueWindow<TimedRow>;
  /** Of all its rows that have one, ascending, UTC epoch milliseconds. */
  readonly times: Float64Array<ArrayBuffer>;
}

/** One row that says what the rest must add up to. */
export interface SentinelRecord {
  readonly id: 'store';
  readonly storeId: string;
  readonly schemaStamp: number;
  /** The last app that opened the store. */
  readonly appVersion: string;
  /** Counts the commits. */
  readonly generation: number;
  readonly alerts: number;
  readonly incidents: number;
  /** Over the keys and versions of all live documents. */
  readonly checksum: number;
  /** How far the journal of what people wrote was when this store last heard of it. */
  readonly journal?: JournalMark;
}

export class StoreDatabase extends Dexie {
  declare readonly segments: DexieTable<SegmentRecord, number, Omit<SegmentRecord, 'id'>>;
  declare readonly columns: DexieTable<ColumnsRecord, number>;
  declare readonly cursors: DexieTable<CursorRecord, [string, string, string]>;
  declare readonly tenants: DexieTable<Tenant, string>;
  declare readonly quarantine: DexieTable<QuarantineRecord, string>;
  declare readonly gone: DexieTable<GoneRecord, string>;
  declare readonly placed: DexieTable<PlacedRecord, number, Omit<PlacedRecord, 'id'>>;
  declare readonly apart: DexieTable<ApartRecord, AlertKey>;
  declare readonly snapshot: DexieTable<SnapshotRecord, 'store'>;
  declare readonly snapshotParts: DexieTable<
    SnapshotPartsRecord,
    number,
    Omit<SnapshotPartsRecord, 'id'>
  >;
  declare readonly answers: DexieTable<AnswerRecord, QueueName>;
  declare readonly sentinel: DexieTable<SentinelRecord, 'store'>;

  constructor(indexedDB: IDBFactory, keyRange: typeof IDBKeyRange) {
    super(DATABASE_NAME, {
      indexedDB,
      IDBKeyRange: keyRange,
      autoOpen: false,
      cache: 'disabled',
      chromeTransactionDurability: 'strict',
    });
    this.version(1).stores({
      segments: '++id',
      columns: 'segmentId',
      cursors: '[sourceId+tenantId+collection]',
      tenants: 'tenantId',
      quarantine: 'id',
      apart: 'key',
      sentinel: 'id',
    });
    this.version(2).stores({ gone: 'key' });
    this.version(3).stores({ placed: '++id' });
    this.version(4).stores({ snapshot: 'id', snapshotParts: '++id' });
    this.version(DATABASE_VERSION).stores({ answers: 'id' });
  }
}
