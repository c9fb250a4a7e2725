// Documents as the disk has them: JSON texts in UTF-8, many to a segment.
import type { SegmentRecord } from './schema.ts';

/** A segment takes no further document once it has one of these. */
export const SEGMENT_DOCUMENTS = 1_000;
export const SEGMENT_BYTES = 2 * 1024 * 1024;

export type SegmentContent = Pick<SegmentRecord, 'bytes' | 'ends'>;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encodeDocument(document: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(JSON.stringify(document));
}

export function decodeDocument(segment: SegmentContent, index: number): unknown {
  return JSON.parse(decoder.decode(documentBytes(segment, index)));
}

/** A view into the segment. */
export function documentBytes({ bytes, ends }: SegmentContent, index: number): Uint8Array {
  const end = ends[index];
  if (end === undefined) throw new RangeError(`the segment has no document ${index}`);
  return bytes.subarray(index === 0 ? 0 : ends[index - 1], end);
}

export function joinDocuments(documents: readonly Uint8Array[]): SegmentContent {
  const ends = new Uint32Array(documents.length);
  let length = 0;
  documents.forEach((document, index) => {
    length += document.byteLength;
    ends[index] = length;
  });
  const bytes = new Uint8Array(length);
  documents.forEach((document, index) => {
    bytes.set(document, (ends[index] ?? 0) - document.byteLength);
  });
  return { bytes, ends };
}

/** Cuts a sequence of document sizes into segments: each is the number of documents it takes. */
export function segmentSizes(byteLengths: readonly number[]): readonly number[] {
  const sizes: number[] = [];
  let documents = 0;
  let bytes = 0;
  for (const byteLength of byteLengths) {
    documents++;
    bytes += byteLength;
    if (documents >= SEGMENT_DOCUMENTS || bytes >= SEGMENT_BYTES) {
      sizes.push(documents);
      documents = 0;
      bytes = 0;
    }
  }
  if (documents > 0) sizes.push(documents);
  return sizes;
}
