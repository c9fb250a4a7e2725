// The documents of all tenants: on disk in segments, in memory as columns. The only writer of both.
import type {
  AnnotationProjection,
  CommitOutcome,
  FeedCursor,
  IngestItems,
  JournalMark,
  SeenProjection,
} from '../../../shared/contract/store-ingest.ts';
import type { Quarantine } from '../../../shared/contract/store-queries.ts';
import type { GroupingsProjection } from '../../../shared/grouping/groupings-projection.ts';
import { foldAlerts } from '../../../shared/identity/fold-alerts.ts';
import type { Alert, AlertKey } from '../../../shared/model/alert.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { CriticalityRule } from '../../../shared/priority/criticality-rule.ts';
import type { TableChunk } from '../../../shared/table/table.ts';
import { mergeSegments, planCompaction } from './compaction.ts';
import type { SegmentSize } from './compaction.ts';
import { alertKind, incidentKind, packDocuments } from './document-kind.ts';
import type { PackedSegment } from './document-kind.ts';
import { DocumentReader } from './document-reader.ts';
import type { DocumentTable } from './document-table.ts';
import type { AlertShape } from './alert-columns.ts';
import type { IncidentShape } from './incident-columns.ts';
import { FeedProgress } from './feed-progress.ts';
import { readAnswers } from './first-answers.ts';
import { loadMemory } from './load-memory.ts';
import type { LoadedMemory } from './load-memory.ts';
import { MemorySnapshot } from './memory-snapshot.ts';
import { openDatabase, orDamage } from './open-database.ts';
import type { IndexedDbParts, OpenedDatabase } from './open-database.ts';
import { freshDocuments } from './page-documents.ts';
import type { GoneRecord } from './gone-items.ts';
import { quarantineRecords, readQuarantine } from './quarantine.ts';
import { COLUMN_LAYOUT } from './schema.ts';
import type { NewlyPlaced } from './placed-alerts.ts';
import type {
  AnswerRecord,
  ColumnsRecord,
  DocumentKindName,
  SentinelRecord,
  StoreDatabase,
} from './schema.ts';
import { isIntact, newSentinel, totalsOf } from './sentinel.ts';
import { SerialQueue } from './serial-queue.ts';
import { inTransaction, StoreDamage } from './storage-failure.ts';
import type { StoreChange, StoreMemory } from './store-memory.ts';

export interface DocumentStoreParts extends IndexedDbParts {
  readonly newStoreId: () => string;
  /** Called at the end of each phase of the start. */
  readonly onPhase: (phase: 'open' | 'read' | 'build') => void;
  /** What may be shown while the memory is being read. */
  readonly onAnswers: (answers: readonly AnswerRecord[]) => void;
  /** The snapshot could not be used: the memory is made from the documents, and nothing is lost. */
  readonly onUnfitSnapshot: (error: unknown) => void;
  /** The disk lost rows that had been committed; what is missing will be fetched again. */
  readonly onLoss: () => void;
}

/** None where they cannot be read: the memory tells what the disk is worth. */
async function answersOf(
  { database }: OpenedDatabase,
  { onUnfitSnapshot }: DocumentStoreParts,
): Promise<readonly AnswerRecord[]> {
  try {
    return await readAnswers(database);
  } catch (error) {
    onUnfitSnapshot(error);
    return [];
  }
}

export class DocumentStore {
  readonly memory: StoreMemory;
  readonly feeds: FeedProgress;
  /** True when this start made the database. */
  readonly created: boolean;
  readonly #database: StoreDatabase;
  readonly #reader: DocumentReader;
  readonly #writes = new SerialQueue();
  /** In ascending order of their ids. */
  readonly #segments: Map<number, SegmentSize>;
  readonly #snapshot: MemorySnapshot;
  /** The last segment in the snapshot; 0 where there is none. */
  #watermark: number;
  /** Of all that there ever were. */
  #lastSegmentId: number;
  #saving: Promise<unknown> = Promise.resolve();
  #isClosing = false;
  readonly #listeners = new Set<(change: StoreChange) => void>();
  #sentinel: SentinelRecord;
  #quarantined: number;
  #hasLoss = false;
  /** Has no sentinel any more, and gets none in this life. */
  #isDamaged = false;

  /** Fails with `storage` when the store cannot be used: with StoreDamage when it has to be made anew. */
  static async open(parts: DocumentStoreParts): Promise<DocumentStore> {
    const opened = await openDatabase(parts);
    parts.onPhase('open');
    parts.onAnswers(opened.sentinel === null ? [] : await answersOf(opened, parts));
    try {
      return await DocumentStore.#load(opened, parts);
    } catch (error) {
      // Whoever deletes a damaged database waits for it to be closed.
      opened.database.close();
      throw error;
    }
  }

  static async #load(opened: OpenedDatabase, parts: DocumentStoreParts): Promise<DocumentStore> {
    if (opened.sentinel === null && !opened.created) throw new StoreDamage('no sentinel');
    const store = await orDamage(
      (async () => {
        const snapshot = new MemorySnapshot(opened.database);
        const { sentinel } = opened;
        const loaded = await loadMemory(opened.database, snapshot, sentinel, parts.onUnfitSnapshot);
        parts.onPhase('read');
        return new DocumentStore(opened, { ...loaded, snapshot }, parts.newStoreId());
      })(),
    );
    if (opened.sentinel === null || !isIntact(opened.sentinel, totalsOf(store.memory))) {
      store.#hasLoss = !opened.created;
      if (store.#hasLoss) parts.onLoss();
      await store.#startOver();
    }
    parts.onPhase('build');
    return store;
  }

  private constructor(
    opened: OpenedDatabase,
    {
      memory,
      segments,
      quarantined,
      watermark,
      snapshot,
    }: LoadedMemory & { snapshot: MemorySnapshot },
    newStoreId: string,
  ) {
    this.#database = opened.database;
    this.feeds = new FeedProgress(opened.database, this.#writes);
    this.created = opened.created;
    this.#reader = new DocumentReader(opened.database);
    this.#quarantined = quarantined;
    this.memory = memory;
    this.#segments = segments;
    this.#snapshot = snapshot;
    this.#watermark = watermark;
    this.#lastSegmentId = Math.max(watermark, [...segments.keys()].at(-1) ?? 0);
    this.#sentinel = opened.sentinel ?? newSentinel(newStoreId, totalsOf(this.memory));
  }

  get storeId(): string {
    return this.#sentinel.storeId;
  }

  get generation(): number {
    return this.#sentinel.generation;
  }

  /** The disk had lost rows before this start; they are fetched again. */
  get hasLoss(): boolean {
    return this.#hasLoss;
  }

  /** Items kept aside, each counted once. */
  get quarantined(): number {
    return this.#quarantined;
  }

  /** Called after each commit that changed a row. */
  onChange(listener: (change: StoreChange) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Says which app uses the store, for the message of an older app that cannot. */
  stamp(appVersion: string): Promise<void> {
    return this.#writes.run(async () => {
      if (this.#sentinel.appVersion !== appVersion) await this.#putSentinel({ appVersion });
    });
  }

  readQuarantine(limit: number): Promise<Quarantine> {
    const { quarantine } = this.#database;
    return inTransaction(this.#database, 'r', [quarantine], () =>
      readQuarantine(quarantine, limit),
    );
  }

  /** In the order of `rows`, which lead their alerts: each completed by its fold. */
  async readAlerts(rows: readonly number[]): Promise<readonly Alert[]> {
    const { sightings, folds } = this.memory;
    const foldSizes = rows.map((row) => folds.members(row).length);
    const members = rows.flatMap((row) => folds.members(row));
    const documents = await this.#reading(
      this.#reader.read(members, (row) => sightings.location(row)),
    );
    const alerts = documents.map((document) => alertKind.decode(document).alert);
    let next = 0;
    return foldSizes.map((size) => {
      const [leading, ...others] = alerts.slice(next, (next += size));
      if (leading === undefined) throw new Error('an alert without a sighting');
      return foldAlerts(leading, others);
    });
  }

  /** In the order of `rows`: each sighting's own document, as JSON. */
  readSightings(rows: readonly number[]): Promise<readonly unknown[]> {
    const { sightings } = this.memory;
    return this.#reading(this.#reader.read(rows, (row) => sightings.location(row)));
  }

  /** The same in UTF-8, as the disk has it: whoever reads it may find it damaged. */
  readSightingTexts(rows: readonly number[]): Promise<readonly Uint8Array[]> {
    const { sightings } = this.memory;
    return this.#reading(this.#reader.readTexts(rows, (row) => sightings.location(row)));
  }

  async readIncidents(rows: readonly number[]): Promise<readonly Incident[]> {
    const documents = await this.#reading(
      this.#reader.read(rows, (at) => this.memory.incidents.location(at)),
    );
    return documents.map((document) => incidentKind.decode(document));
  }

  get journalSeen(): JournalMark | null {
    return this.#sentinel.journal ?? null;
  }

  seeJournal(journal: JournalMark): Promise<void> {
    return this.#writes.run(() => this.#putSentinel({ journal }));
  }

  /** These sightings and no others are alerts of their own: remembered, so that a start shows it too. */
  setApart(keys: ReadonlySet<AlertKey>): Promise<void> {
    return this.#writes.run(async () => {
      const changes = this.memory.folds.changesTo(keys);
      if (changes.length === 0) return;
      const { apart } = this.#database;
      await inTransaction(this.#database, 'rw', [apart], async () => {
        await apart.clear();
        await apart.bulkPut([...keys].map((key) => ({ key })));
      });
      for (const { key, isApart } of changes) this.#tell(this.memory.setApart(key, isApart));
    });
  }

  /** Shows what people wrote at once; nothing of it is stored here. */
  /** Works on what opening left for later, until it is time to stop. Returns whether there is more. */
  advance(isTime: () => boolean): boolean {
    const change = this.memory.advance(isTime);
    if (change === null) return true;
    if (change.incidentRows.size > 0) this.#tell(change);
    return false;
  }

  projectSeen(projection: SeenProjection): void {
    this.#tell(this.memory.projectSeen(projection));
  }

  setCriticality(rules: readonly CriticalityRule[]): void {
    this.memory.setCriticality(rules);
  }

  project(projection: AnnotationProjection): void {
    this.#tell(this.memory.project(projection));
  }

  /** Lays what people decided of groupings over the rows; nothing of it is stored here. */
  projectGroupings(projection: GroupingsProjection): void {
    this.#tell(this.memory.projectGroupings(projection));
  }

  /** Resolves when the items and the cursor of their feed, if there is one, are on the disk and in memory. */
  commit(page: IngestItems, cursor: FeedCursor | null): Promise<CommitOutcome> {
    return this.#writes.run(() => this.#commit(page, cursor, null));
  }

  /** As `commit`, of local incidents and where correlation has put alerts: all of it or nothing. */
  commitPlaced(page: IngestItems, placed: NewlyPlaced): Promise<CommitOutcome> {
    return this.#writes.run(() => this.#commit(page, null, placed));
  }

  async #commit(
    page: IngestItems,
    cursor: FeedCursor | null,
    placed: NewlyPlaced | null,
  ): Promise<CommitOutcome> {
    const quarantined = await quarantineRecords(page);
    const { memory } = this;
    const { alerts, incidents, unchanged, keys } = memory.written.beneath(() =>
      freshDocuments(page, memory),
    );
    const back = memory.gone.among(keys);
    const packedAlerts = packDocuments(
      alertKind,
      alerts.map(({ document }) => document),
    );
    const packedIncidents = packDocuments(
      incidentKind,
      incidents.map(({ document }) => document),
    );
    const newAlerts = memory.sightings.plan(packedAlerts.map(({ chunk }) => chunk));
    const newIncidents = memory.incidents.plan(packedIncidents.map(({ chunk }) => chunk));
    const sentinel: SentinelRecord = {
      ...this.#sentinel,
      generation: this.#sentinel.generation + 1,
      alerts: newAlerts.rowCount,
      incidents: newIncidents.rowCount,
      checksum: newAlerts.checksum ^ newIncidents.checksum,
    };

    const database = this.#database;
    const tables = [
      database.segments,
      database.columns,
      database.cursors,
      database.quarantine,
      database.gone,
      database.placed,
      database.sentinel,
    ];
    const written = await inTransaction(database, 'rw', tables, async () => {
      const alertSegmentIds: number[] = [];
      const incidentSegmentIds: number[] = [];
      for (const one of packedAlerts) {
        alertSegmentIds.push(await this.#addSegment('alerts', one));
      }
      for (const one of packedIncidents) {
        incidentSegmentIds.push(await this.#addSegment('incidents', one));
      }
      if (cursor !== null) await this.feeds.putCursor(page.feed, cursor);
      if (back.length > 0) await database.gone.bulkDelete([...back]);
      if (quarantined.length > 0) await database.quarantine.bulkPut(quarantined);
      const placedId = placed === null ? null : await database.placed.add(placed);
      await this.#writeSentinel(sentinel);
      const count = await database.quarantine.count();
      return { alertSegmentIds, incidentSegmentIds, placedId, count };
    });

    this.#sentinel = sentinel;
    this.#rememberSegments('alerts', packedAlerts, written.alertSegmentIds);
    this.#rememberSegments('incidents', packedIncidents, written.incidentSegmentIds);
    const change = memory.apply(
      { absorption: newAlerts, segmentIds: written.alertSegmentIds },
      { absorption: newIncidents, segmentIds: written.incidentSegmentIds },
    );
    memory.gone.forget(back);
    for (const key of back) this.#tell(memory.changeOf(key));
    const hasNews = alerts.length + incidents.length > 0 || written.count !== this.#quarantined;
    this.#quarantined = written.count;
    if (hasNews) this.#tell(change);
    if (placed !== null && written.placedId !== null) {
      this.#tell(memory.place([{ ...placed, id: written.placedId }]));
    }
    const updated = [...alerts, ...incidents].filter(({ replaces }) => replaces).length;
    return { inserted: alerts.length + incidents.length - updated, updated, unchanged };
  }

  /** The service no longer has what bears this key: it stays, and says since when. */
  markGone(record: GoneRecord): Promise<void> {
    return this.#writes.run(async () => {
      const { gone, incidents, sightings } = this.memory;
      const isStored = (incidents.row(record.key) ?? sightings.row(record.key)) !== undefined;
      if (!isStored || gone.sinceAt(record.key) !== null) return;
      const table = this.#database.gone;
      await inTransaction(this.#database, 'rw', [table], () => table.put(record));
      gone.load([record]);
      this.#tell(this.memory.changeOf(record.key));
    });
  }

  /** Rewrites at most one segment of each kind; false when nothing was worth it. */
  async compact(): Promise<boolean> {
    const { memory } = this;
    const alerts = await this.#writes.run(() =>
      this.#compactKind('alerts', memory.sightings, (rows) => memory.packSightings(rows)),
    );
    const incidents = await this.#writes.run(() =>
      this.#compactKind('incidents', memory.incidents, (rows) => memory.packIncidents(rows)),
    );
    return alerts || incidents;
  }

  /** Documents that a start would have to lay over the snapshot; null where there is none. */
  get snapshotLag(): number | null {
    if (this.#watermark === 0) return null;
    let lag = 0;
    for (const [id, { documents }] of this.#segments) if (id > this.#watermark) lag += documents;
    return lag;
  }

  /** Writes what changed in the memory since the last snapshot, in the background. */
  async saveSnapshot(): Promise<void> {
    const captured = await this.#writes.run(async () => ({
      memory: this.memory.capture(),
      watermark: this.#lastSegmentId,
      segments: new Map(this.#segments),
    }));
    const saving = this.#snapshot.save(captured.memory, captured, () => this.#isClosing);
    this.#saving = saving.catch(() => undefined);
    try {
      if (await saving) this.#watermark = captured.watermark;
    } finally {
      captured.memory.release();
    }
  }

  /** Keeps what `make` makes of the present state, for the next start to show first. */
  saveAnswers(make: (watermark: number) => readonly AnswerRecord[]): Promise<void> {
    return this.#writes.run(async () => {
      const { answers } = this.#database;
      const last = [...this.#segments.keys()].at(-1) ?? 0;
      const records = make(last);
      await inTransaction(this.#database, 'rw', [answers], async () => {
        await answers.clear();
        await answers.bulkPut([...records]);
      });
    });
  }

  /** Waits for the writes under way, and gives up a snapshot that is not written yet. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#saving;
    await this.#writes.run(async () => this.#database.close());
  }

  /** Columns without their documents: the next start makes the database anew. */
  async #reading<T>(reading: Promise<T>): Promise<T> {
    try {
      return await orDamage(reading);
    } catch (error) {
      if (error instanceof StoreDamage) {
        const { sentinel } = this.#database;
        this.#isDamaged = true;
        await this.#writes.run(() =>
          inTransaction(this.#database, 'rw', [sentinel], () => sentinel.delete('store')),
        );
      }
      throw error;
    }
  }

  /** Inside of a transaction. Awaited for nothing, it would let the transaction end: hence one at a time. */
  async #addSegment(
    kind: DocumentKindName,
    { content, chunk }: PackedSegment<AlertShape | IncidentShape>,
  ): Promise<number> {
    const { segments, columns } = this.#database;
    const segmentId = await segments.add({ kind, ...content });
    const { byteLength } = content.bytes;
    const record = { segmentId, kind, byteLength, layout: COLUMN_LAYOUT, chunk };
    await columns.add(record as ColumnsRecord);
    return segmentId;
  }

  #rememberSegments(
    kind: DocumentKindName,
    packed: readonly PackedSegment<AlertShape | IncidentShape>[],
    segmentIds: readonly number[],
  ): void {
    packed.forEach(({ content, chunk }, index) => {
      const id = segmentIds[index];
      if (id === undefined) throw new Error('a segment without an id');
      const { byteLength } = content.bytes;
      this.#segments.set(id, { kind, byteLength, documents: chunk.rowCount });
      this.#lastSegmentId = Math.max(this.#lastSegmentId, id);
    });
  }

  async #compactKind<S extends AlertShape | IncidentShape>(
    kind: DocumentKindName,
    documents: DocumentTable<S>,
    pack: (rows: Int32Array) => TableChunk<S>,
  ): Promise<boolean> {
    const ofKind = new Map([...this.#segments].filter(([, segment]) => segment.kind === kind));
    const plan = planCompaction(ofKind, documents.liveBySegment);
    if (plan === null) return false;
    const rows = documents.rowsIn(new Set(plan.segmentIds));

    const database = this.#database;
    const { segments, columns, sentinel } = database;
    const old = await inTransaction(database, 'r', [segments], () =>
      segments.bulkGet([...plan.segmentIds]),
    );
    const contentById = new Map(old.filter((one) => one !== undefined).map((one) => [one.id, one]));
    const packed = rows.length > 0 ? [mergeSegments(documents, rows, contentById, pack)] : [];
    const next = { ...this.#sentinel, generation: this.#sentinel.generation + 1 };
    const newIds = await inTransaction(database, 'rw', [segments, columns, sentinel], async () => {
      const ids: number[] = [];
      for (const one of packed) ids.push(await this.#addSegment(kind, one));
      await segments.bulkDelete([...plan.segmentIds]);
      await columns.bulkDelete([...plan.segmentIds]);
      await this.#writeSentinel(next);
      return ids;
    });

    this.#sentinel = next;
    for (const id of plan.segmentIds) this.#segments.delete(id);
    this.#rememberSegments(kind, packed, newIds);
    for (const id of newIds) documents.move(rows, id);
    return true;
  }

  #tell(change: StoreChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  /** Inside of a transaction, which would end if nothing were awaited in it. */
  #writeSentinel(next: SentinelRecord): PromiseLike<unknown> {
    const { sentinel } = this.#database;
    return this.#isDamaged ? sentinel.count() : sentinel.put(next);
  }

  async #putSentinel(changes: Partial<SentinelRecord>): Promise<void> {
    const { sentinel } = this.#database;
    const next = { ...this.#sentinel, ...changes };
    await inTransaction(this.#database, 'rw', [sentinel], async () => this.#writeSentinel(next));
    this.#sentinel = next;
  }

  /** Forgets how far the feeds are, so that the service is read again; what is stored stays. */
  async #startOver(): Promise<void> {
    const { cursors, sentinel } = this.#database;
    const next = { ...this.#sentinel, ...totalsOf(this.memory) };
    await inTransaction(this.#database, 'rw', [cursors, sentinel], async () => {
      await cursors.clear();
      await this.#writeSentinel(next);
    });
    this.#sentinel = next;
  }
}
