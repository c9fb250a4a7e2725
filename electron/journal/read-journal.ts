// Reads a journal without opening it: nothing is locked, repaired or written. For a disk without room to
// open, and for programs beside the app.
import type { ChainPosition } from './file-header.ts';
import type { Damage } from './chain.ts';
import type { Opener } from './data-key.ts';
import type { JournalContents } from './journal-contents.ts';
import { nodeFiles, type JournalFiles } from './journal-files.ts';
import { openDataKey, wrappedKeys } from './open-data-key.ts';
import { isWithoutJournal, readJournalFolder } from './read-folder.ts';
import { readLineage, replay } from './replay.ts';

export interface JournalReading<State> {
  readonly state: State;
  readonly head: ChainPosition | null;
  readonly damage: readonly Damage[];
  /** Entries known to have been written that no file gives any more. */
  readonly missing: number;
  /** Entries that this release does not understand. */
  readonly notUnderstood: number;
}

/** A folder without a journal is an empty one. @throws FailureError of kind `auth` (key not found) or `storage` */
export async function readJournal<Entry, State>(options: {
  readonly folder: string;
  readonly contents: JournalContents<Entry, State>;
  readonly opener: Opener;
  readonly files?: JournalFiles;
}): Promise<JournalReading<State>> {
  const { folder, contents, opener, files = nodeFiles } = options;
  const found = await readJournalFolder(folder, files);
  if (isWithoutJournal(found)) {
    return { state: contents.load([]), head: null, damage: [], missing: 0, notUnderstood: 0 };
  }
  const { key } = await openDataKey(wrappedKeys(found), opener, folder);
  const lineage = readLineage(found, key.journalId);
  const { state, carried, damage } = replay(lineage, key, contents);
  const { head, missing } = lineage;
  return { state, head, damage, missing, notUnderstood: carried.length };
}
