// Checks a journal without changing it: structure and chain without a key, every payload with one.
import { FailureError } from '../../shared/failure.ts';
import type { Damage, PlacedRecord } from './chain.ts';
import type { DataKey, Opener } from './data-key.ts';
import type { ChainPosition, FileKind } from './file-header.ts';
import { nodeFiles, type JournalFiles } from './journal-files.ts';
import { openDataKey, wrappedKeys } from './open-data-key.ts';
import { isWithoutJournal, readJournalFolder, type ReadFile } from './read-folder.ts';
import { openRecord } from './record-cipher.ts';
import { notDecrypted, readLineage } from './replay.ts';

export interface FileVerification {
  readonly file: string;
  /** `replaced`: a later snapshot holds what was in it, and it waits to be removed. */
  readonly kind: FileKind | 'replaced';
  readonly bytes: number;
  readonly records: number;
  /** Null without records. */
  readonly sequences: { readonly first: number; readonly last: number } | null;
  /** Null without a key. */
  readonly decrypted: number | null;
  /** Left by an interrupted write; no damage. */
  readonly tornBytes: number;
  readonly damage: readonly Omit<Damage, 'file'>[];
}

export interface JournalVerification {
  readonly files: readonly FileVerification[];
  readonly sum: {
    readonly files: number;
    readonly records: number;
    readonly decrypted: number | null;
    readonly damage: number;
    /** Entries known to have been written that no file gives any more. */
    readonly missing: number;
    readonly tornBytes: number;
    readonly setAside: readonly string[];
    /** A cut at the end of a record cannot be seen in the files: compare this with what is known. */
    readonly head: ChainPosition | null;
  };
}

/** @throws FailureError: `rejected` for no journal, `auth` for a wrong key, `storage` for a newer format */
export async function verifyJournal(
  folder: string,
  opener: Opener | null,
  files: JournalFiles = nodeFiles,
): Promise<JournalVerification> {
  const found = await readJournalFolder(folder, files);
  const { keys, setAside } = found;
  if (isWithoutJournal(found)) {
    throw new FailureError({
      kind: 'rejected',
      summary: 'There is no journal here.',
      place: folder,
    });
  }
  const candidates = wrappedKeys(found);
  const key = opener === null ? null : (await openDataKey(candidates, opener, folder)).key;
  const lineage = readLineage(found, candidates[0]?.journalId ?? null);
  const placed = [...lineage.snapshotRecords, ...lineage.segmentRecords];
  const undecrypted = key === null ? [] : undecryptedAmong(placed, key);
  const damage = [...lineage.damage, ...undecrypted];

  const verification = (file: ReadFile, kind: FileVerification['kind']): FileVerification => {
    const records = placed.filter((record) => record.file === file.name);
    const sequences = records.map(({ record }) => record.sequence);
    const first = sequences[0];
    const failed = undecrypted.filter((trouble) => trouble.file === file.name).length;
    return {
      file: file.name,
      kind,
      bytes: file.length,
      records: records.length,
      sequences: first === undefined ? null : { first, last: sequences.at(-1) ?? first },
      decrypted: key === null ? null : records.length - failed,
      tornBytes: kind === 'segment' ? file.tornBytes : 0,
      damage: damage
        .filter((trouble) => trouble.file === file.name)
        .map(({ offset, bytes, reason }) => ({ offset, bytes, reason })),
    };
  };

  const verified = [
    ...(keys === null ? [] : [verification(keys, 'keys')]),
    ...(lineage.snapshot === null ? [] : [verification(lineage.snapshot, 'snapshot')]),
    ...lineage.segments.map((file) => verification(file, 'segment')),
    ...lineage.replaced.map((file) => verification(file, 'replaced')),
  ];
  return {
    files: verified,
    sum: {
      files: verified.length,
      records: placed.length,
      decrypted: key === null ? null : placed.length - undecrypted.length,
      damage: damage.length,
      missing: lineage.missing,
      tornBytes: lineage.tornBytes,
      setAside,
      head: lineage.head,
    },
  };
}

function undecryptedAmong(placed: readonly PlacedRecord[], key: DataKey): readonly Damage[] {
  return placed.filter(({ record }) => openRecord(record, key) === null).map(notDecrypted);
}
