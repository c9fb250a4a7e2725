// Reads a ZIP archive by its central directory (APPNOTE.TXT 6.3), entry by entry, without trusting it. Names
// in it are labels: nothing is ever written to disk.
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { PassThrough, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { FailureError } from '../../../shared/failure.ts';

export interface ZipEntry {
  /** Attacker-chosen: to be shown, not to be opened. */
  readonly name: string;
  readonly isFolder: boolean;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  /** Unpacked, as the archive says: whoever packed it may lie. */
  readonly bytes: number;
  readonly headerOffset: number;
}

const ENTRIES_MAX = 10_000;
const DIRECTORY_MAX = 16 * 2 ** 20;
const LONGEST_COMMENT = 65_535;

const END = { signature: 0x06054b50, length: 22 };
const ZIP64_LOCATOR = { signature: 0x07064b50, length: 20 };
const ZIP64_END = { signature: 0x06064b50, length: 56 };
const ENTRY = { signature: 0x02014b50, length: 46 };
const LOCAL = { signature: 0x04034b50, length: 30 };
const ZIP64_EXTRA = 1;
const FILLED_UP = 0xffffffff;

export class ZipArchive {
  readonly entries: readonly ZipEntry[];
  readonly #file: FileHandle;
  readonly #name: string;
  readonly #onRead: (bytes: number) => void;

  private constructor(
    name: string,
    file: FileHandle,
    content: { readonly entries: readonly ZipEntry[]; readonly onRead: (bytes: number) => void },
  ) {
    this.#name = name;
    this.#file = file;
    this.#onRead = content.onRead;
    this.entries = content.entries;
  }

  /**
   * `onRead` is told the packed bytes of entries as they are read. Throws FailureError for what is damaged;
   * the caller closes it.
   */
  static async open(
    path: string,
    onRead: (bytes: number) => void = () => undefined,
  ): Promise<ZipArchive> {
    const file = await open(path);
    try {
      return new ZipArchive(path, file, { entries: await readDirectory(path, file), onRead });
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** The unpacked bytes; throws FailureError for an entry that cannot be read, also at its end. */
  async *read(entry: ZipEntry): AsyncGenerator<Buffer> {
    const place = `${this.#name}:${entry.name}`;
    if (entry.isEncrypted) throw refused('It is encrypted.', place);
    if (entry.method !== 0 && entry.method !== 8) {
      throw refused('It is packed by a method other than deflate.', place);
    }
    const header = await readAt(this.#file, entry.headerOffset, LOCAL.length, place);
    if (header.readUInt32LE(0) !== LOCAL.signature) throw damaged(place);
    const start =
      entry.headerOffset + LOCAL.length + header.readUInt16LE(26) + header.readUInt16LE(28);
    const packed = Readable.from(this.#packed(start, entry.packedBytes, place));
    const unpacked = entry.method === 0 ? new PassThrough() : createInflateRaw();
    const flow = pipeline(packed, unpacked);
    flow.catch(() => undefined);
    let crc = 0;
    try {
      for await (const chunk of unpacked as AsyncIterable<Buffer>) {
        crc = crc32(chunk, crc);
        yield chunk;
      }
      await flow;
    } catch (error) {
      if (error instanceof FailureError) throw error;
      throw damaged(place, error);
    } finally {
      packed.destroy();
      unpacked.destroy();
    }
    if (crc !== entry.crc) throw damaged(place);
  }

  async *#packed(start: number, bytes: number, place: string): AsyncGenerator<Buffer> {
    const step = 64 * 2 ** 10;
    for (let at = 0; at < bytes; at += step) {
      const chunk = await readAt(this.#file, start + at, Math.min(step, bytes - at), place);
      this.#onRead(chunk.length);
      yield chunk;
    }
  }
}

async function readDirectory(name: string, file: FileHandle): Promise<readonly ZipEntry[]> {
  const { size } = await file.stat();
  const tailLength = Math.min(size, END.length + LONGEST_COMMENT);
  const tail = await readAt(file, size - tailLength, tailLength, name);
  const at = endRecordIn(tail);
  if (at === null) throw damaged(name);
  let count = tail.readUInt16LE(at + 10);
  let length = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  if (count === 0xffff || length === FILLED_UP || offset === FILLED_UP) {
    const end = await readZip64End(name, file, size - tailLength + at);
    ({ count, length, offset } = end);
  }
  if (count > ENTRIES_MAX || length > DIRECTORY_MAX) {
    throw refused(`It holds more than ${ENTRIES_MAX.toLocaleString('en')} files.`, name);
  }
  if (offset + length > size) throw damaged(name);
  return entriesIn(await readAt(file, offset, length, name), count, name);
}

/** The last record whose comment reaches the end of the file: a comment may look like a record. */
function endRecordIn(tail: Buffer): number | null {
  const mark = signatureBytes(END.signature);
  let at = tail.lastIndexOf(mark);
  while (at !== -1) {
    const isWhole = at + END.length <= tail.length;
    if (isWhole && at + END.length + tail.readUInt16LE(at + 20) === tail.length) return at;
    at = at === 0 ? -1 : tail.lastIndexOf(mark, at - 1);
  }
  return null;
}

async function readZip64End(
  name: string,
  file: FileHandle,
  endAt: number,
): Promise<{ count: number; length: number; offset: number }> {
  const locator = await readAt(file, endAt - ZIP64_LOCATOR.length, ZIP64_LOCATOR.length, name);
  if (locator.readUInt32LE(0) !== ZIP64_LOCATOR.signature) throw damaged(name);
  const end = await readAt(file, Number(locator.readBigUInt64LE(8)), ZIP64_END.length, name);
  if (end.readUInt32LE(0) !== ZIP64_END.signature) throw damaged(name);
  const number = (at: number): number => Number(end.readBigUInt64LE(at));
  return { count: number(32), length: number(40), offset: number(48) };
}

function entriesIn(directory: Buffer, count: number, name: string): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY.length > directory.length) throw damaged(name);
    if (directory.readUInt32LE(at) !== ENTRY.signature) throw damaged(name);
    const nameEnd = at + ENTRY.length + directory.readUInt16LE(at + 28);
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
    const end = extraEnd + directory.readUInt16LE(at + 32);
    if (end > directory.length) throw damaged(name);
    entries.push(entryAt(directory, at, { nameEnd, extraEnd, name }));
    at = end;
  }
  return entries;
}

function entryAt(
  directory: Buffer,
  at: number,
  { nameEnd, extraEnd, name }: { nameEnd: number; extraEnd: number; name: string },
): ZipEntry {
  const label = directory.toString('utf8', at + ENTRY.length, nameEnd);
  const packed = directory.readUInt32LE(at + 20);
  const unpacked = directory.readUInt32LE(at + 24);
  const offset = directory.readUInt32LE(at + 42);
  // The extra field holds, in this order, only those that are filled up in the entry.
  const wide = zip64Numbers(directory.subarray(nameEnd, extraEnd));
  const bytes = unpacked === FILLED_UP ? (wide.shift() ?? unpacked) : unpacked;
  const packedBytes = packed === FILLED_UP ? wide.shift() : packed;
  const headerOffset = offset === FILLED_UP ? wide.shift() : offset;
  if (packedBytes === undefined || headerOffset === undefined) throw damaged(name);
  return {
    name: label,
    isFolder: label.endsWith('/'),
    isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    packedBytes,
    bytes,
    headerOffset,
  };
}

function zip64Numbers(extra: Buffer): number[] {
  let at = 0;
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2);
    const field = extra.subarray(at + 4, at + 4 + length);
    if (extra.readUInt16LE(at) === ZIP64_EXTRA) {
      const count = Math.floor(field.length / 8);
      return Array.from({ length: count }, (_, index) => Number(field.readBigUInt64LE(index * 8)));
    }
    at += 4 + length;
  }
  return [];
}

async function readAt(
  file: FileHandle,
  at: number,
  length: number,
  place: string,
): Promise<Buffer> {
  if (!Number.isSafeInteger(at) || at < 0) throw damaged(place);
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, at + filled);
    if (bytesRead === 0) throw damaged(place);
    filled += bytesRead;
  }
  return buffer;
}

function signatureBytes(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}

function damaged(place: string, cause?: unknown): FailureError {
  const summary = 'It is damaged: what was packed cannot be unpacked.';
  return new FailureError({ kind: 'rejected', summary, place }, { cause });
}

function refused(summary: string, place: string): FailureError {
  return new FailureError({ kind: 'unsupported', summary, place });
}
