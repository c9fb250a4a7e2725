// Reads every file of a journal and finds its records, also behind damage. Nothing here needs a key.
import { join } from 'node:path';
import { FailureError } from '../../shared/failure.ts';
import { readFileHeader, type FileHeader, type FileKind } from './file-header.ts';
import type { JournalFiles } from './journal-files.ts';
import {
  headerBytes,
  promisedLength,
  readRecord,
  recordMagic,
  type JournalRecord,
} from './record.ts';

/** A stretch of a file: a whole record, or bytes that are none. */
export type Region =
  | { readonly kind: 'record'; readonly offset: number; readonly record: JournalRecord }
  | { readonly kind: 'gap'; readonly offset: number; readonly bytes: number };

export interface ReadFile {
  readonly name: string;
  readonly kind: FileKind;
  readonly number: number;
  /** Null when it is damaged. */
  readonly header: FileHeader | null;
  readonly length: number;
  readonly regions: readonly Region[];
  /** Bytes at the end that an interrupted write left: never acknowledged, and no damage. */
  readonly tornBytes: number;
}

export interface JournalFolder {
  /** Null when the file is missing. */
  readonly keys: ReadFile | null;
  /** In order of their numbers, as the snapshots are. */
  readonly segments: readonly ReadFile[];
  readonly snapshots: readonly ReadFile[];
  /** Names of damaged files that were kept when the journal was repaired. */
  readonly setAside: readonly string[];
  /** Names of files whose writing was interrupted before they counted. */
  readonly unfinished: readonly string[];
}

export const keysName = 'journal.keys';

export function segmentName(number: number): string {
  return `journal-${String(number).padStart(6, '0')}.cpj`;
}

export function snapshotName(number: number): string {
  return `snapshot-${String(number).padStart(6, '0')}.cps`;
}

/** @throws FailureError when a newer release wrote a file of the folder */
export async function readJournalFolder(
  folder: string,
  files: JournalFiles,
): Promise<JournalFolder> {
  const names = await files.list(folder);
  const read: ReadFile[] = [];
  for (const name of names) {
    const identity = identify(name);
    if (identity === null) continue;
    read.push(readJournalFile(name, identity, await files.read(join(folder, name)), folder));
  }
  const ofKind = (kind: FileKind): readonly ReadFile[] =>
    read.filter((file) => file.kind === kind).toSorted((a, b) => a.number - b.number);
  return {
    keys: ofKind('keys')[0] ?? null,
    segments: ofKind('segment'),
    snapshots: ofKind('snapshot'),
    setAside: names.filter((name) => name.includes('.damaged-')),
    unfinished: names.filter((name) => name.endsWith('.new')),
  };
}

/** Whether nothing was ever written here. */
export function isWithoutJournal({ keys, segments, snapshots }: JournalFolder): boolean {
  return keys === null && segments.length === 0 && snapshots.length === 0;
}

export function isJournalFile(name: string): boolean {
  return identify(name) !== null;
}

interface Identity {
  readonly kind: FileKind;
  readonly number: number;
}

function identify(name: string): Identity | null {
  if (name === keysName) return { kind: 'keys', number: 0 };
  const match = /^(?:journal-(\d{6,})\.cpj|snapshot-(\d{6,})\.cps)$/.exec(name);
  if (match === null) return null;
  const [, segment, snapshot] = match;
  return segment === undefined
    ? { kind: 'snapshot', number: Number(snapshot) }
    : { kind: 'segment', number: Number(segment) };
}

export function readJournalFile(
  name: string,
  { kind, number }: Identity,
  bytes: Buffer,
  folder: string,
): ReadFile {
  const reading = readFileHeader(bytes, kind);
  if (reading.kind === 'newer') throw new FailureError(newerFormat(folder));
  const isRead = reading.kind === 'read' && reading.header.number === number;
  const start = isRead ? reading.end : 0;
  const regions = findRecords(bytes, start);
  const last = regions.at(-1);
  const tornBytes =
    isRead && kind === 'segment' && last?.kind === 'gap' && isTorn(bytes, last.offset)
      ? last.bytes
      : 0;
  return {
    name,
    kind,
    number,
    header: isRead ? reading.header : null,
    length: bytes.length,
    regions: tornBytes > 0 ? regions.slice(0, -1) : regions,
    tornBytes,
  };
}

function newerFormat(folder: string) {
  return {
    kind: 'storage',
    summary: 'What you wrote here is kept in the form of a newer Clearpane and was left untouched.',
    action: 'Update Clearpane, or start with another profile folder (--profile).',
    place: folder,
  } as const;
}

function findRecords(bytes: Buffer, start: number): readonly Region[] {
  const regions: Region[] = [];
  let offset = start;
  while (offset < bytes.length) {
    const record = readRecord(bytes, offset);
    if (record !== null) {
      regions.push({ kind: 'record', offset, record });
      offset += record.bytes.length;
      continue;
    }
    const next = nextRecordOffset(bytes, offset + 1);
    regions.push({ kind: 'gap', offset, bytes: next - offset });
    offset = next;
  }
  return regions;
}

function nextRecordOffset(bytes: Buffer, from: number): number {
  let candidate = bytes.indexOf(recordMagic, from);
  while (candidate >= 0 && readRecord(bytes, candidate) === null) {
    candidate = bytes.indexOf(recordMagic, candidate + 1);
  }
  return candidate < 0 ? bytes.length : candidate;
}

/**
 * Whether an interrupted write explains the bytes from `offset` to the end. A write that was cut leaves
 * the start of a record; one whose blocks did not all reach the disk leaves zeros. Anything else, such as
 * a record of full length with a wrong checksum, was once whole.
 */
function isTorn(bytes: Buffer, offset: number): boolean {
  const tail = bytes.subarray(offset);
  if (tail.length < headerBytes) {
    const common = Math.min(tail.length, recordMagic.length);
    return tail.subarray(0, common).equals(recordMagic.subarray(0, common)) || endsInZeros(tail);
  }
  const promised = promisedLength(bytes, offset);
  return (promised !== null && promised > tail.length) || endsInZeros(tail);
}

/** Ciphertext and checksums end in eight zeros once in 2^64 records. */
function endsInZeros(tail: Buffer): boolean {
  return tail.subarray(-8).every((byte) => byte === 0);
}
