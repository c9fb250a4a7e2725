// From the files of a journal to the state they add up to: the newest snapshot, then the segments after it.
import { followChain, genesis, snapshotGenesis } from './chain.ts';
import type { ChainReading, Damage, PlacedRecord } from './chain.ts';
import type { DataKey } from './data-key.ts';
import type { ChainPosition } from './file-header.ts';
import type { JournalContents } from './journal-contents.ts';
import type { JournalFolder, ReadFile } from './read-folder.ts';
import { openRecord } from './record-cipher.ts';

/** The files that count, and what their chain says without a key. */
export interface Lineage {
  readonly snapshot: ReadFile | null;
  /** Those after the snapshot. */
  readonly segments: readonly ReadFile[];
  /** Files that a later snapshot has replaced; they wait to be removed. */
  readonly replaced: readonly ReadFile[];
  readonly snapshotRecords: readonly PlacedRecord[];
  readonly segmentRecords: readonly PlacedRecord[];
  readonly damage: readonly Damage[];
  readonly head: ChainPosition | null;
  readonly missing: number;
  readonly tornBytes: number;
}

/** `journalId` is null when no header and no key file could be read. */
export function readLineage(folder: JournalFolder, journalId: string | null): Lineage {
  const snapshot = newestSnapshot(folder.snapshots);
  const base = snapshot?.number ?? 0;
  const segments = folder.segments.filter(({ number }) => number > base);
  const ofSnapshot = snapshot === null ? null : readSnapshot(snapshot);
  const isFirst = snapshot === null && journalId !== null;
  const start = snapshot?.header?.position ?? (isFirst ? genesis(journalId) : null);
  const chain = followChain(segments, start);
  const interrupted = segments
    .slice(0, -1)
    .filter(({ tornBytes }) => tornBytes > 0)
    .map(tornInside);
  return {
    snapshot,
    segments,
    replaced: [
      ...folder.snapshots.filter((file) => file !== snapshot),
      ...folder.segments.filter(({ number }) => number <= base),
    ],
    snapshotRecords: ofSnapshot?.records ?? [],
    segmentRecords: chain.records,
    damage: [
      ...(folder.keys === null ? [] : followChain([folder.keys], null).damage),
      ...(ofSnapshot?.damage ?? []),
      ...chain.damage,
      ...interrupted,
    ],
    head: chain.head,
    missing: chain.missing + (ofSnapshot?.missing ?? 0),
    tornBytes: segments.at(-1)?.tornBytes ?? 0,
  };
}

/** An undamaged one if there is any. */
function newestSnapshot(snapshots: readonly ReadFile[]): ReadFile | null {
  const isIntact = (file: ReadFile): boolean => readSnapshot(file).damage.length === 0;
  return snapshots.findLast(isIntact) ?? snapshots.at(-1) ?? null;
}

/** The records of one snapshot, on its own chain. */
export function readSnapshot(file: ReadFile): Omit<ChainReading, 'head'> {
  const chain = followChain([file], file.header === null ? null : snapshotGenesis(file.header));
  const expected = file.header?.records ?? chain.head?.sequence ?? 0;
  const missing = Math.max(0, expected - chain.records.length);
  const isCut = chain.damage.length === 0 && missing > 0;
  const damage: readonly Damage[] = isCut
    ? [{ file: file.name, offset: file.length, bytes: 0, reason: 'records-missing' }]
    : chain.damage;
  return { records: chain.records, damage, missing };
}

/** Only the last segment can have been written when the power went: before it, bytes were cut off. */
function tornInside(file: ReadFile): Damage {
  const { name, length, tornBytes } = file;
  return { file: name, offset: length - tornBytes, bytes: tornBytes, reason: 'bytes-unreadable' };
}

export interface Replay<State> {
  readonly state: State;
  /** JSON of entries that this release does not understand. */
  readonly carried: readonly string[];
  /** The lineage's, and what only the key could show. */
  readonly damage: readonly Damage[];
}

export function replay<Entry, State>(
  lineage: Lineage,
  key: DataKey,
  contents: JournalContents<Entry, State>,
): Replay<State> {
  const damage = [...lineage.damage];
  const parts: unknown[] = [];
  const entries: { readonly json: string; readonly value: unknown }[] = [];
  for (const placed of [...lineage.snapshotRecords, ...lineage.segmentRecords]) {
    const json = openRecord(placed.record, key);
    if (json === null) {
      damage.push(notDecrypted(placed));
      continue;
    }
    const value = parseJson(json);
    if (placed.record.kind === 'part') parts.push(value);
    else entries.push({ json, value });
  }
  let state = contents.load(parts);
  const carried: string[] = [];
  for (const { json, value } of entries) {
    const entry = contents.decode(value);
    if (entry === null) carried.push(json);
    else state = contents.fold(state, entry);
  }
  return { state, carried, damage };
}

export function notDecrypted({ file, offset, record }: PlacedRecord): Damage {
  return { file, offset, bytes: record.bytes.length, reason: 'not-decrypted' };
}

/** Undefined for text that another program sealed and that is no JSON: `decode` will not know it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
