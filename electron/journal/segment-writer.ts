// The file that is appended to. After any failed write it is cut back to what was acknowledged before the
// next one, so that no partial record stays in the way.
import { join } from 'node:path';
import { encodeFileHeader, type FileHeader } from './file-header.ts';
import type { JournalFile, JournalFiles } from './journal-files.ts';
import { segmentName } from './read-folder.ts';

export interface SegmentWriter {
  readonly number: number;
  /** What is synced, the header included. */
  readonly length: number;
  readonly hasRecords: boolean;
  /** Resolves when all bytes are on the disk. */
  append(bytes: Buffer): Promise<void>;
  /** Cuts off what a failed or interrupted write left behind the acknowledged bytes. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

interface Extent {
  readonly headerLength: number;
  readonly length: number;
  /** Whether the file holds bytes beyond `length`. */
  readonly isTorn: boolean;
}

/** Makes a segment that is on the disk, with its name, when this resolves. */
export async function createSegment(
  folder: string,
  header: FileHeader,
  files: JournalFiles,
): Promise<SegmentWriter> {
  const bytes = encodeFileHeader(header);
  const file = await placeFile(folder, segmentName(header.number), [bytes], files);
  const extent = { headerLength: bytes.length, length: bytes.length, isTorn: false };
  return segmentWriter(file, header.number, extent);
}

export async function extendSegment(
  folder: string,
  number: number,
  extent: Extent,
  files: JournalFiles,
): Promise<SegmentWriter> {
  return segmentWriter(
    await files.open(join(folder, segmentName(number)), 'extend'),
    number,
    extent,
  );
}

/** Writes a whole file that appears under its name only when its content is on the disk. */
export async function placeFile(
  folder: string,
  name: string,
  chunks: Iterable<Buffer>,
  files: JournalFiles,
): Promise<JournalFile> {
  const path = join(folder, name);
  const file = await files.open(`${path}.new`, 'create');
  try {
    let length = 0;
    for (const chunk of chunks) {
      await file.write(chunk, length);
      length += chunk.length;
    }
    await file.sync();
    await files.rename(`${path}.new`, path);
    await files.syncFolder(folder);
  } catch (error) {
    await file.close();
    throw error;
  }
  return file;
}

function segmentWriter(file: JournalFile, number: number, extent: Extent): SegmentWriter {
  const { headerLength } = extent;
  let { length, isTorn } = extent;
  const mend = async (): Promise<void> => {
    if (!isTorn) return;
    await file.truncate(length);
    await file.sync();
    isTorn = false;
  };
  return {
    number,
    get length() {
      return length;
    },
    get hasRecords() {
      return length > headerLength;
    },
    append: async (bytes) => {
      await mend();
      isTorn = true;
      await file.write(bytes, length);
      await file.sync();
      isTorn = false;
      length += bytes.length;
    },
    mend,
    close: () => file.close(),
  };
}
