// Merges small segments and drops superseded documents, so that a start reads few rows and the disk
// holds each document about once. One transaction each time: a crash leaves all or nothing of it.
import type { DocumentShape, DocumentTable } from './document-table.ts';
import type { DocumentKindName } from './schema.ts';
import type { SegmentContent } from './segment.ts';
import { documentBytes, joinDocuments, SEGMENT_BYTES, SEGMENT_DOCUMENTS } from './segment.ts';
import type { TableChunk } from '../../../shared/table/table.ts';

export interface SegmentSize {
  readonly kind: DocumentKindName;
  /** Superseded ones included. */
  readonly documents: number;
  readonly byteLength: number;
}

export interface CompactionPlan {
  /** Segments to be replaced. */
  readonly segmentIds: readonly number[];
  /** Documents that go to the new segment; none when all were superseded. */
  readonly documents: number;
}

/** Fewer small segments than this are not worth a rewrite. */
const WORTHWHILE = 8;

/** null when there is nothing worth doing. Takes at most about one full segment's content. */
export function planCompaction(
  segments: ReadonlyMap<number, SegmentSize>,
  liveBySegment: ReadonlyMap<number, number>,
): CompactionPlan | null {
  const segmentIds: number[] = [];
  let liveDocuments = 0;
  let bytes = 0;
  let emptied = 0;
  for (const [id, { documents, byteLength }] of segments) {
    const live = liveBySegment.get(id) ?? 0;
    const liveBytes = (byteLength * live) / Math.max(documents, 1);
    if (live > SEGMENT_DOCUMENTS / 2 || liveBytes > SEGMENT_BYTES / 2) continue;
    if (liveDocuments + live > SEGMENT_DOCUMENTS || bytes + liveBytes > SEGMENT_BYTES) break;
    segmentIds.push(id);
    liveDocuments += live;
    bytes += liveBytes;
    if (live === 0) emptied++;
  }
  if (segmentIds.length < WORTHWHILE && emptied === 0) return null;
  return { segmentIds, documents: liveDocuments };
}

/** The new segment's content, copied byte by byte from the old ones. */
export function mergeSegments<S extends DocumentShape>(
  documents: DocumentTable<S>,
  rows: Int32Array,
  contentById: ReadonlyMap<number, SegmentContent>,
  pack: (rows: Int32Array) => TableChunk<S>,
): { readonly content: SegmentContent; readonly chunk: TableChunk<S> } {
  const parts = Array.from(rows, (row) => {
    const { segmentId, index } = documents.location(row);
    const content = contentById.get(segmentId);
    if (content === undefined) throw new Error(`segment ${segmentId} has columns and no documents`);
    return documentBytes(content, index);
  });
  return { content: joinDocuments(parts), chunk: pack(rows) };
}
