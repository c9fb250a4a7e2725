// The start of every file of the journal: magic bytes, format, kind, and a JSON header with a checksum.
// Every later format keeps this frame, so that an older release can tell "newer" from "damaged".
import { crc32 } from 'node:zlib';
import type { Envelope } from './data-key.ts';

export type FileKind = 'segment' | 'snapshot' | 'keys';

/** A place in the chain: the last record before it. */
export interface ChainPosition {
  readonly sequence: number;
  /** SHA-256 of that record in hexadecimal; of the journal's id where there is none yet. */
  readonly hash: string;
}

export interface FileHeader {
  readonly kind: FileKind;
  /** 16 random bytes in hexadecimal. */
  readonly journalId: string;
  /** Tells the data key from others without giving anything of it away. */
  readonly keyId: string;
  /** The data key, wrapped in each way that can open it; repeated in each file, so that one suffices. */
  readonly envelopes: readonly Envelope[];
  /** Segments count from 1; a snapshot has the number of the last segment folded into it. */
  readonly number: number;
  readonly createdAt: number;
  /** Of a segment: where it goes on. Of a snapshot: up to where it folded. */
  readonly position: ChainPosition;
  /** How many records a snapshot must have; null in files that grow. */
  readonly records: number | null;
}

export const journalFormat = 1;

// As in PNG, the line end shows a transfer that took the file for text.
const magic = Buffer.from('CPJRNL\r\n', 'latin1');
const frameBytes = 16;
const crcBytes = 4;
const kindNumbers = { segment: 1, snapshot: 2, keys: 3 } as const satisfies Record<
  FileKind,
  number
>;

export function encodeFileHeader(header: FileHeader): Buffer {
  const { kind, ...members } = header;
  const json = Buffer.from(JSON.stringify(members));
  const bytes = Buffer.alloc(frameBytes + json.length + crcBytes);
  magic.copy(bytes, 0);
  bytes.writeUInt16LE(journalFormat, 8);
  bytes.writeUInt16LE(kindNumbers[kind], 10);
  bytes.writeUInt32LE(json.length, 12);
  json.copy(bytes, frameBytes);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, -crcBytes)), bytes.length - crcBytes);
  return bytes;
}

export type HeaderReading =
  | { readonly kind: 'read'; readonly header: FileHeader; readonly end: number }
  /** Whole, and of a format that this release does not know. */
  | { readonly kind: 'newer'; readonly format: number }
  | { readonly kind: 'damaged' };

export function readFileHeader(file: Buffer, expected: FileKind): HeaderReading {
  const damaged = { kind: 'damaged' } as const;
  if (file.length < frameBytes + crcBytes || file.compare(magic, 0, 8, 0, 8) !== 0) return damaged;
  const end = frameBytes + file.readUInt32LE(12) + crcBytes;
  if (end > file.length) return damaged;
  if (file.readUInt32LE(end - crcBytes) !== crc32(file.subarray(0, end - crcBytes))) return damaged;
  const format = file.readUInt16LE(8);
  if (format > journalFormat) return { kind: 'newer', format };
  if (file.readUInt16LE(10) !== kindNumbers[expected]) return damaged;
  const header = headerOf(file.toString('utf8', frameBytes, end - crcBytes), expected);
  return header === null ? damaged : { kind: 'read', header, end };
}

/** Only what the checksum vouches for comes here; a wrong shape was written by another program. */
function headerOf(json: string, kind: FileKind): FileHeader | null {
  let members: Partial<FileHeader> | null;
  try {
    members = JSON.parse(json) as typeof members;
  } catch {
    return null;
  }
  const { journalId, keyId, envelopes, number, createdAt, position, records } = members ?? {};
  const isShaped =
    isHex(journalId, 16) &&
    typeof keyId === 'string' &&
    Array.isArray(envelopes) &&
    isCount(number) &&
    typeof createdAt === 'number' &&
    isCount(position?.sequence) &&
    isHex(position.hash, 32) &&
    (records === null || isCount(records));
  if (!isShaped) return null;
  return { kind, journalId, keyId, envelopes, number, createdAt, position, records };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isHex(value: unknown, bytes: number): value is string {
  return typeof value === 'string' && value.length === 2 * bytes && /^[0-9a-f]*$/.test(value);
}
