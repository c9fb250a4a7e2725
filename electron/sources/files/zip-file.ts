// Test support: writes ZIP archives, honest and not.
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipFileEntry {
  readonly name: string;
  readonly content: Buffer | string;
  readonly method?: 0 | 8 | 99;
  readonly isEncrypted?: boolean;
  /** In place of the content's own. */
  readonly crc?: number;
  /** Points at an earlier entry's data, as overlapping bombs do. */
  readonly sharesDataOf?: number;
}

export interface ZipFileForm {
  /** Sizes and offsets stand in the fields for what passes 4 GB, as some writers always have it. */
  readonly isZip64?: boolean;
  readonly comment?: string;
}

/** The archive's bytes. */
export function zipFile(
  entries: readonly ZipFileEntry[],
  { isZip64 = false, comment = '' }: ZipFileForm = {},
): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let size = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = Buffer.from(entry.content);
    const packed = (entry.method ?? 8) === 8 ? deflateRawSync(content) : content;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.isEncrypted === true ? 1 : 0, 2);
    fields.writeUInt16LE(entry.method ?? 8, 4);
    fields.writeUInt32LE(entry.crc ?? crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const offset = entry.sharesDataOf === undefined ? size : (offsets[entry.sharesDataOf] ?? 0);
    offsets.push(offset);
    if (entry.sharesDataOf === undefined) {
      const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, packed]);
      files.push(local);
      size += local.length;
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const extra = isZip64 ? zip64Extra([content.length, packed.length, offset]) : Buffer.alloc(0);
    if (isZip64) {
      fields.fill(0xff, 14, 22);
      fields.writeUInt16LE(extra.length, 24);
      tail.fill(0xff, 10);
    }
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, name, extra);
  }
  const listed = Buffer.concat(directory);
  const counts = { count: entries.length, length: listed.length, offset: size };
  const zip64End = isZip64 ? zip64Records(counts) : Buffer.alloc(0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(size, 12);
  if (isZip64) end.fill(0xff, 4, 16);
  end.writeUInt16LE(comment.length, 16);
  return Buffer.concat([
    ...files,
    listed,
    zip64End,
    Buffer.from('PK\x05\x06'),
    end,
    Buffer.from(comment, 'latin1'),
  ]);
}

function zip64Extra(numbers: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + numbers.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(numbers.length * 8, 2);
  numbers.forEach((number, index) => extra.writeBigUInt64LE(BigInt(number), 4 + index * 8));
  return extra;
}

/** The wide end record, and the locator that points to it. */
function zip64Records({
  count,
  length,
  offset,
}: {
  readonly count: number;
  readonly length: number;
  readonly offset: number;
}): Buffer {
  const records = Buffer.alloc(56 + 20);
  records.write('PK\x06\x06', 'latin1');
  records.writeBigUInt64LE(44n, 4);
  records.writeBigUInt64LE(BigInt(count), 24);
  records.writeBigUInt64LE(BigInt(count), 32);
  records.writeBigUInt64LE(BigInt(length), 40);
  records.writeBigUInt64LE(BigInt(offset), 48);
  records.write('PK\x06\x07', 56, 'latin1');
  records.writeBigUInt64LE(BigInt(offset + length), 64);
  records.writeUInt32LE(1, 72);
  return records;
}
