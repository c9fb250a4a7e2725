// Opens the files of a journal, or makes the first ones: key, state, and the segment to go on in.
import { join } from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import type { Failure } from '../../shared/failure.ts';
import type { KeyStore } from '../../shared/key-store.ts';
import { followChain, genesis, type Damage } from './chain.ts';
import { newDataKey, wrapForKeyStore, wrapForNewRecoveryCode } from './data-key.ts';
import type { DataKey, Envelope } from './data-key.ts';
import type { JournalContents } from './journal-contents.ts';
import { openDisk, type JournalDisk } from './journal-disk.ts';
import { nodeFiles, type JournalFiles } from './journal-files.ts';
import { openDataKey, wrappedKeys } from './open-data-key.ts';
import { isWithoutJournal, keysName, readJournalFolder } from './read-folder.ts';
import type { JournalFolder, ReadFile } from './read-folder.ts';
import { readLineage, replay, type Lineage } from './replay.ts';
import { extendSegment, type SegmentWriter } from './segment-writer.ts';

export interface JournalOptions<Entry, State> {
  readonly folder: string;
  readonly contents: JournalContents<Entry, State>;
  readonly keyStore: KeyStore;
  /** Opens a journal whose key is not in the keyring any more, and gives the keyring the key again. */
  readonly recoveryCode?: string;
  readonly clock: Clock;
  readonly files?: JournalFiles;
  /** Trouble with something that will be tried again and that no call waits for. */
  readonly onTrouble: (failure: Failure) => void;
  /** A segment is closed before it grows past this. */
  readonly segmentBytesMax?: number;
  /** A snapshot is taken when so many segments are full. */
  readonly fullSegmentsMax?: number;
}

export interface OpenReport {
  readonly isNew: boolean;
  /** What an interrupted write had left, and nobody had been told was saved. */
  readonly recovered: { readonly bytes: number };
  /** The files named here were set aside, and what could be read of them was kept. */
  readonly damage: readonly Damage[];
  /** Entries known to have been written that no file gives any more. */
  readonly missing: number;
  /** Entries that this release does not understand; they are kept. */
  readonly notUnderstood: number;
}

export interface LoadedJournal<State> {
  readonly disk: JournalDisk;
  readonly key: DataKey;
  readonly envelopes: readonly Envelope[];
  readonly state: State;
  readonly carried: readonly string[];
  /** Damaged files are still in place: a snapshot has to come before the next entry. */
  readonly needsRepair: boolean;
  readonly needsKeyFile: boolean;
  readonly report: OpenReport;
}

export const segmentBytesDefault = 8 * 1024 * 1024;

export async function loadJournal<Entry, State>(
  options: JournalOptions<Entry, State>,
): Promise<LoadedJournal<State>> {
  const { folder, files = nodeFiles } = options;
  const found = await readJournalFolder(folder, files);
  return isWithoutJournal(found)
    ? createJournal(options, files)
    : loadExisting(options, files, found);
}

async function createJournal<Entry, State>(
  { folder, clock, contents, keyStore, segmentBytesMax }: JournalOptions<Entry, State>,
  files: JournalFiles,
): Promise<LoadedJournal<State>> {
  const key = newDataKey();
  const envelopes = [await wrapForKeyStore(key, keyStore), wrapForNewRecoveryCode(key)];
  const disk = openDisk({
    folder,
    files,
    clock,
    segmentBytesMax: segmentBytesMax ?? segmentBytesDefault,
    key,
    envelopes,
    head: genesis(key.journalId),
    active: null,
    lastNumber: 0,
    current: [],
    replaced: [],
    damaged: new Set(),
  });
  await disk.writeKeys(envelopes);
  return {
    disk,
    key,
    envelopes,
    state: contents.load([]),
    carried: [],
    needsRepair: false,
    needsKeyFile: false,
    report: {
      isNew: true,
      recovered: { bytes: 0 },
      damage: [],
      missing: 0,
      notUnderstood: 0,
    },
  };
}

async function loadExisting<Entry, State>(
  options: JournalOptions<Entry, State>,
  files: JournalFiles,
  found: JournalFolder,
): Promise<LoadedJournal<State>> {
  const { folder, clock, contents, keyStore, recoveryCode, segmentBytesMax } = options;
  const opener = recoveryCode === undefined ? { keyStore } : { recoveryCode };
  const { key, envelopes } = await openDataKey(wrappedKeys(found), opener, folder);
  const lineage = readLineage(found, key.journalId);
  const { state, carried, damage } = replay(lineage, key, contents);
  // Interrupted before they counted; their names are needed again.
  for (const name of found.unfinished) await files.remove(join(folder, name));
  const isDamaged = damage.some(({ file }) => file !== keysName);
  const isKeyFileBad = found.keys === null || damage.some(({ file }) => file === keysName);
  const last = lineage.segments.at(-1);
  const disk = openDisk({
    folder,
    files,
    clock,
    segmentBytesMax: segmentBytesMax ?? segmentBytesDefault,
    key,
    envelopes,
    head: lineage.head ?? genesis(key.journalId),
    active: isDamaged || last === undefined ? null : await reopenSegment(folder, last, files),
    lastNumber: Math.max(0, ...[...found.segments, ...found.snapshots].map((file) => file.number)),
    current: namesOf([
      ...(lineage.snapshot === null ? [] : [lineage.snapshot]),
      ...lineage.segments,
    ]),
    replaced: namesOf(lineage.replaced),
    damaged: damagedNames(lineage, new Set(damage.map(({ file }) => file))),
  });
  return {
    disk,
    key,
    envelopes,
    state,
    carried,
    needsRepair: isDamaged,
    needsKeyFile: isKeyFileBad || !isWrappedFor(keyStore, envelopes) || recoveryCode !== undefined,
    report: {
      isNew: false,
      recovered: { bytes: lineage.tornBytes },
      damage,
      missing: lineage.missing,
      notUnderstood: carried.length,
    },
  };
}

/** Not when the system has got a keyring, or lost the one that wrapped the key. */
function isWrappedFor({ name }: KeyStore, envelopes: readonly Envelope[]): boolean {
  return envelopes.some((envelope) => envelope.kind === 'keyStore' && envelope.name === name);
}

async function reopenSegment(
  folder: string,
  file: ReadFile,
  files: JournalFiles,
): Promise<SegmentWriter> {
  const length = file.length - file.tornBytes;
  const headerLength = file.regions[0]?.offset ?? length;
  const isTorn = file.tornBytes > 0;
  return extendSegment(folder, file.number, { headerLength, length, isTorn }, files);
}

/** Damage in what the snapshot replaced does not matter to the state, yet nothing damaged is removed. */
function damagedNames(lineage: Lineage, damaged: ReadonlySet<string>): ReadonlySet<string> {
  const isSnapshotDamaged = lineage.snapshot !== null && damaged.has(lineage.snapshot.name);
  const spoilt = lineage.replaced.filter(
    (file) => isSnapshotDamaged || followChain([file], null).damage.length > 0,
  );
  return new Set([...damaged, ...namesOf(spoilt)]);
}

function namesOf(files: readonly ReadFile[]): readonly string[] {
  return files.map(({ name }) => name);
}
