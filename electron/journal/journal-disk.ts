// The files of an open journal: which segment grows, when the next one starts, what a snapshot replaces.
// Its calls must not overlap; each leaves the folder readable wherever it is interrupted.
import { join } from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import type { DataKey, Envelope } from './data-key.ts';
import { encodeFileHeader, type ChainPosition, type FileHeader } from './file-header.ts';
import type { JournalFiles } from './journal-files.ts';
import { keysName, segmentName, snapshotName } from './read-folder.ts';
import { sealRecord } from './record-cipher.ts';
import { recordBytes } from './record.ts';
import { createSegment, placeFile, type SegmentWriter } from './segment-writer.ts';
import { writeSnapshot, type SnapshotValue } from './snapshot.ts';

export interface JournalDisk {
  /** The last record that is synced. */
  head(): ChainPosition;
  /** How many segments were filled since the last snapshot. */
  fullSegments(): number;
  /** Resolves when all entries are on the disk; otherwise none of them counts. */
  append(entries: readonly Buffer[]): Promise<void>;
  /** Replaces all files so far by one that holds `values`; damaged ones are kept under another name. */
  snapshot(values: readonly SnapshotValue[]): Promise<void>;
  /** Replaces the key file; the envelopes of older files stay in them. */
  writeKeys(envelopes: readonly Envelope[]): Promise<void>;
  /** Cuts off what an interrupted write left, and removes files that the last snapshot replaced. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

export interface DiskStart {
  readonly folder: string;
  readonly files: JournalFiles;
  readonly clock: Clock;
  readonly segmentBytesMax: number;
  readonly key: DataKey;
  readonly envelopes: readonly Envelope[];
  readonly head: ChainPosition;
  /** The segment to go on in; null when there is none, or none that is sound. */
  readonly active: SegmentWriter | null;
  /** The highest number that a segment or snapshot has. */
  readonly lastNumber: number;
  /** Names of the segments and of the snapshot that count. */
  readonly current: readonly string[];
  /** Names of files to remove. */
  readonly replaced: readonly string[];
  /** Names of files that are never removed, only renamed. */
  readonly damaged: ReadonlySet<string>;
}

export function openDisk(start: DiskStart): JournalDisk {
  const { folder, files, clock, key, segmentBytesMax, damaged } = start;
  let { head, active, envelopes, lastNumber } = start;
  let current = [...start.current];
  let replaced = [...start.replaced];
  let isKeyFileDamaged = damaged.has(keysName);

  const header = (members: Pick<FileHeader, 'kind' | 'number' | 'records'>): FileHeader => ({
    ...members,
    journalId: key.journalId,
    keyId: key.id,
    envelopes,
    createdAt: clock.now(),
    position: head,
  });

  const startSegment = async (): Promise<SegmentWriter> => {
    await active?.mend();
    const number = lastNumber + 1;
    const made = await createSegment(
      folder,
      header({ kind: 'segment', number, records: null }),
      files,
    );
    const before = active;
    active = made;
    lastNumber = number;
    current.push(segmentName(number));
    await before?.close();
    return made;
  };

  /** The one that grows if it is empty, as after a snapshot that failed, and follows no snapshot. */
  const emptySegment = async (): Promise<SegmentWriter> => {
    if (active === null || active.hasRecords) return startSegment();
    const name = snapshotName(active.number - 1);
    return current.includes(name) || replaced.includes(name) ? startSegment() : active;
  };

  const tidy = async (): Promise<void> => {
    await active?.mend();
    for (let name = replaced[0]; name !== undefined; name = replaced[0]) {
      if (damaged.has(name)) await setAside(name);
      else await files.remove(join(folder, name));
      replaced = replaced.slice(1);
    }
    await files.syncFolder(folder);
  };

  const setAside = async (name: string): Promise<void> => {
    const taken = new Set(await files.list(folder));
    const time = new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    let target = `${name}.damaged-${time}`;
    for (let copy = 2; taken.has(target); copy += 1) target = `${name}.damaged-${time}-${copy}`;
    await files.rename(join(folder, name), join(folder, target));
  };

  return {
    head: () => head,
    fullSegments: () =>
      current.filter((name) => name.endsWith('.cpj')).length - (active === null ? 0 : 1),

    append: async (entries) => {
      const size = entries.reduce((sum, json) => sum + recordBytes(json.length), 0);
      const isFull = active?.hasRecords === true && active.length + size > segmentBytesMax;
      const segment = active === null || isFull ? await startSegment() : active;
      const writtenAt = clock.now();
      let position = head;
      const records: Buffer[] = [];
      for (const json of entries) {
        const sealed = sealRecord({ kind: 'entry', writtenAt, json }, position, key);
        position = sealed.position;
        records.push(sealed.bytes);
      }
      await segment.append(Buffer.concat(records));
      head = position;
    },

    snapshot: async (values) => {
      const segment = await emptySegment();
      const number = segment.number - 1;
      const records = values.length;
      const snapshotHeader = header({ kind: 'snapshot', number, records });
      await writeSnapshot(folder, { header: snapshotHeader, values, key, files });
      const counting = [snapshotName(number), segmentName(segment.number)];
      // Snapshots first: as long as an older one is there, so are the segments that follow it.
      const outdated = current.filter((name) => !counting.includes(name));
      replaced.push(...outdated.toSorted((a, b) => Number(isSegment(a)) - Number(isSegment(b))));
      current = counting;
      await tidy();
    },

    writeKeys: async (changed) => {
      if (isKeyFileDamaged) await setAside(keysName);
      isKeyFileDamaged = false;
      envelopes = changed;
      const bytes = encodeFileHeader(header({ kind: 'keys', number: 0, records: null }));
      const file = await placeFile(folder, keysName, [bytes], files);
      await file.close();
    },

    tidy,

    close: async () => {
      await active?.close();
    },
  };
}

function isSegment(name: string): boolean {
  return name.endsWith('.cpj');
}
