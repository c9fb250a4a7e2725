// One record of the journal: a fixed header, the sealed payload, and checksums over both, little-endian.
// docs/journal-format.md describes the bytes for other programs.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** An `entry` is what a person wrote; a `part` is a piece of the state that a snapshot saved. */
export type RecordKind = 'entry' | 'part';

export interface RecordHeader {
  readonly kind: RecordKind;
  /** Counts entries from 1 through all segments; in a snapshot it counts the snapshot's records. */
  readonly sequence: number;
  readonly writtenAt: number;
  /** SHA-256 of the whole record before this one, in hexadecimal. */
  readonly previousHash: string;
  /** 12 bytes, random for each record. */
  readonly nonce: Uint8Array;
}

/** The bytes of one record on disk; the chain of hashes already binds them to the record before. */
export interface JournalRecord extends RecordHeader {
  readonly bytes: Buffer;
  readonly hash: string;
}

export const headerBytes = 76;
export const nonceBytes = 12;
const crcBytes = 4;
/** Where the checksum of the header lies: what is before it is authenticated with the payload. */
const headerCrcAt = headerBytes - crcBytes;

export const recordMagic: Buffer = Buffer.from('CPJR', 'latin1');

/** Bounds what one damaged or hostile length can make a reader do. */
export const payloadBytesMax = 4 * 1024 * 1024;
const sealedBytesMax = payloadBytesMax + 16;

const kindNumbers = { entry: 1, part: 2 } as const satisfies Record<RecordKind, number>;

/** How many bytes a record with this payload takes. */
export function recordBytes(payloadLength: number): number {
  return headerBytes + payloadLength + 16 + crcBytes;
}

/** The header as written, without its checksum: the payload's cipher authenticates these bytes. */
export function encodeHeader(header: RecordHeader, payloadLength: number): Buffer {
  const bytes = Buffer.alloc(headerCrcAt);
  recordMagic.copy(bytes, 0);
  bytes.writeUInt32LE(kindNumbers[header.kind], 4);
  bytes.writeUInt32LE(payloadLength + 16, 8);
  bytes.writeBigUInt64LE(BigInt(header.sequence), 12);
  bytes.writeBigInt64LE(BigInt(Math.trunc(header.writtenAt)), 20);
  bytes.write(header.previousHash, 28, 'hex');
  bytes.set(header.nonce, 60);
  return bytes;
}

/** Joins header, its checksum, the sealed payload and the checksum of all. */
export function joinRecord(header: Buffer, sealed: Buffer): Buffer {
  const bytes = Buffer.alloc(headerBytes + sealed.length + crcBytes);
  header.copy(bytes, 0);
  bytes.writeUInt32LE(crc32(header), headerCrcAt);
  sealed.copy(bytes, headerBytes);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, -crcBytes)), bytes.length - crcBytes);
  return bytes;
}

export function headerPart(record: JournalRecord): Buffer {
  return record.bytes.subarray(0, headerCrcAt);
}

export function sealedPart(record: JournalRecord): Buffer {
  return record.bytes.subarray(headerBytes, -crcBytes);
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The length that a whole header at `offset` promises for its record; null without such a header. */
export function promisedLength(file: Buffer, offset: number): number | null {
  if (offset + headerBytes > file.length) return null;
  if (file.compare(recordMagic, 0, 4, offset, offset + 4) !== 0) return null;
  const header = file.subarray(offset, offset + headerCrcAt);
  if (file.readUInt32LE(offset + headerCrcAt) !== crc32(header)) return null;
  const sealedLength = header.readUInt32LE(8);
  if (sealedLength < 16 || sealedLength > sealedBytesMax) return null;
  return headerBytes + sealedLength + crcBytes;
}

/** The record at `offset`; null when there is none, or not a whole and undamaged one. */
export function readRecord(file: Buffer, offset: number): JournalRecord | null {
  const length = promisedLength(file, offset);
  if (length === null || offset + length > file.length) return null;
  const bytes = file.subarray(offset, offset + length);
  if (bytes.readUInt32LE(length - crcBytes) !== crc32(bytes.subarray(0, -crcBytes))) return null;
  const kindNumber = bytes.readUInt32LE(4);
  if (kindNumber !== kindNumbers.entry && kindNumber !== kindNumbers.part) return null;
  return {
    kind: kindNumber === kindNumbers.entry ? 'entry' : 'part',
    sequence: Number(bytes.readBigUInt64LE(12)),
    writtenAt: Number(bytes.readBigInt64LE(20)),
    previousHash: bytes.toString('hex', 28, 60),
    nonce: bytes.subarray(60, headerCrcAt),
    bytes,
    hash: hashOf(bytes),
  };
}
