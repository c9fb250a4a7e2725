// Finds the data key of a journal: every file carries its envelopes, and any one of them is enough.
import { FailureError, type Failure } from '../../shared/failure.ts';
import { unwrapDataKey, type DataKey, type Envelope, type Opener } from './data-key.ts';
import type { WrappedKey } from './data-key.ts';
import type { JournalFolder } from './read-folder.ts';
import { parseRecoveryCode } from './recovery-code.ts';

export interface OpenedKey {
  readonly key: DataKey;
  /** Those of the newest file that has any for this key. */
  readonly envelopes: readonly Envelope[];
}

/** Newest first; empty when no header of any file can be read. */
export function wrappedKeys({ keys, segments, snapshots }: JournalFolder): readonly WrappedKey[] {
  const newestFirst = [...segments, ...snapshots].toSorted((a, b) => b.number - a.number);
  return [...(keys === null ? [] : [keys]), ...newestFirst]
    .map(({ header }) => header)
    .filter((header) => header !== null);
}

/** @throws FailureError of kind `auth` when no envelope opens, `storage` when there is none */
export async function openDataKey(
  candidates: readonly WrappedKey[],
  opener: Opener,
  folder: string,
): Promise<OpenedKey> {
  for (const wrapped of candidates) {
    const key = await unwrapDataKey(wrapped, opener);
    if (key !== null) return { key, envelopes: wrapped.envelopes };
  }
  const trouble = candidates.length === 0 ? noKey : notOpened(opener);
  throw new FailureError({ ...trouble, place: folder });
}

const noKey: Failure = {
  kind: 'storage',
  summary: 'Every copy of the key to what you wrote is damaged; all files were left untouched.',
  action: 'Restore the folder from a backup.',
};

const noCode: Failure = {
  kind: 'auth',
  summary: 'This is not a recovery code.',
  action: 'Enter all eight groups of four letters and digits; there is no U among them.',
};

function notOpened(opener: Opener): Failure {
  if ('recoveryCode' in opener) {
    if (parseRecoveryCode(opener.recoveryCode) === null) return noCode;
    return {
      kind: 'auth',
      summary: 'This recovery code does not open what you wrote.',
      action: 'Check the code, letter by letter.',
    };
  }
  return {
    kind: 'auth',
    summary: 'The keyring of this machine does not hold the key to what you wrote.',
    action: 'Unlock the keyring, or enter the recovery code.',
  };
}
