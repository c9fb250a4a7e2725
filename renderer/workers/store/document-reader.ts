// Reads documents from their segments; the segments read last stay in memory.
import type { StoreDatabase } from './schema.ts';
import type { DocumentLocation } from './document-table.ts';
import { decodeDocument, documentBytes } from './segment.ts';
import type { SegmentContent } from './segment.ts';
import { inTransaction } from './storage-failure.ts';

/** Bytes of segments kept. */
const KEPT_BYTES = 24 * 1024 * 1024;
/** A segment can be compacted away between the look-up and the read, but hardly three times. */
const ATTEMPTS = 3;

export class DocumentReader {
  readonly #database: StoreDatabase;
  /** Least recently used first. A segment never changes, so none of these is ever stale. */
  readonly #segmentById = new Map<number, SegmentContent>();
  #keptBytes = 0;

  constructor(database: StoreDatabase) {
    this.#database = database;
  }

  /** In the order of `rows`. `locate` is asked again when a segment has been compacted away. */
  read(
    rows: readonly number[],
    locate: (row: number) => DocumentLocation,
  ): Promise<readonly unknown[]> {
    return this.#readEach(rows, locate, decodeDocument);
  }

  /** As `read`: copies of their JSON texts in UTF-8. */
  readTexts(
    rows: readonly number[],
    locate: (row: number) => DocumentLocation,
  ): Promise<readonly Uint8Array[]> {
    return this.#readEach(rows, locate, (segment, index) => documentBytes(segment, index).slice());
  }

  async #readEach<T>(
    rows: readonly number[],
    locate: (row: number) => DocumentLocation,
    take: (segment: SegmentContent, index: number) => T,
  ): Promise<readonly T[]> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const locations = rows.map(locate);
      const segments = await this.#segments(new Set(locations.map((at) => at.segmentId)));
      if (segments === null) continue;
      return locations.map(({ segmentId, index }) => {
        const segment = segments.get(segmentId);
        if (segment === undefined) throw new Error(`segment ${segmentId} was not read`);
        return take(segment, index);
      });
    }
    throw new Error('the store names a segment that it does not have');
  }

  /** null when one is missing. */
  async #segments(ids: ReadonlySet<number>): Promise<ReadonlyMap<number, SegmentContent> | null> {
    const segments = new Map<number, SegmentContent>();
    const missing: number[] = [];
    for (const id of ids) {
      const kept = this.#segmentById.get(id);
      if (kept) segments.set(id, kept);
      else missing.push(id);
    }
    if (missing.length > 0) {
      const database = this.#database;
      const records = await inTransaction(database, 'r', [database.segments], () =>
        database.segments.bulkGet(missing),
      );
      for (const record of records) {
        if (record === undefined) return null;
        segments.set(record.id, record);
      }
    }
    for (const [id, segment] of segments) this.#keep(id, segment);
    return segments;
  }

  #keep(id: number, segment: SegmentContent): void {
    if (!this.#segmentById.delete(id)) this.#keptBytes += segment.bytes.byteLength;
    this.#segmentById.set(id, segment);
    for (const [oldest, { bytes }] of this.#segmentById) {
      if (this.#keptBytes <= KEPT_BYTES || oldest === id) break;
      this.#segmentById.delete(oldest);
      this.#keptBytes -= bytes.byteLength;
    }
  }
}
