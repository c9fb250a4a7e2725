// The one place where trouble with IndexedDB becomes a Failure.
import { Dexie } from 'dexie';
import type { Table as DexieTable } from 'dexie';
import { FailureError } from '../../../shared/failure.ts';
import type { StoreDatabase } from './schema.ts';

/** Chromium was seen to give no event at all when a file-size limit was reached. */
const TRANSACTION_LIMIT_MS = 30_000;

export const madeByNewerVersion = (appVersion?: string): FailureError =>
  new FailureError({
    kind: 'storage',
    summary:
      appVersion === undefined
        ? 'This profile was made by a newer version of Clearpane.'
        : `This profile was made by a newer version of Clearpane (${appVersion}).`,
    action: 'Install that version or a newer one, or start with another profile folder.',
  });

/** The database cannot be opened or read, and has to be made anew. */
export class StoreDamage extends FailureError {
  constructor(cause: unknown) {
    super(
      {
        kind: 'storage',
        summary: 'The local store is damaged.',
        action: 'Restart Clearpane; what the service holds is fetched again.',
      },
      { cause },
    );
  }
}

/** All of `work` or nothing of it is stored. Every await in `work` must be on this database. */
export async function inTransaction<T>(
  database: StoreDatabase,
  mode: 'r' | 'rw',
  tables: readonly DexieTable[],
  work: () => Promise<T>,
  limitMs = TRANSACTION_LIMIT_MS,
): Promise<T> {
  let abort = (): void => undefined;
  const done = database.transaction(mode, [...tables], (transaction) => {
    abort = () => transaction.abort();
    return work();
  });
  try {
    return await inTime(done, limitMs, () => abort());
  } catch (error) {
    throw storageFailure(error);
  }
}

/** Fails with `storage` when the disk gives no answer for so long. */
export async function inTime<T>(
  answer: Promise<T>,
  limitMs: number,
  onLate: () => void,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const outOfTime = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new FailureError({
          kind: 'storage',
          summary: 'The disk did not answer in time.',
          action: 'Check the free space and the health of the disk that holds the profile.',
        }),
      );
      onLate();
    }, limitMs);
  });
  try {
    return await Promise.race([answer, outOfTime]);
  } finally {
    clearTimeout(timer);
  }
}

/** Errors of the database become a Failure; any other is a bug and comes back as it is. */
export function storageFailure(error: unknown): unknown {
  if (isDiskFull(error)) {
    return new FailureError(
      {
        kind: 'storage',
        summary: 'The disk that holds the profile is full.',
        action: 'Free some space; the sync goes on by itself.',
      },
      { cause: error },
    );
  }
  if (hasName(error, 'VersionError')) return madeByNewerVersion();
  if (error instanceof Dexie.DexieError || error instanceof DOMException) {
    return new FailureError(
      {
        kind: 'storage',
        summary: 'The local store could not be read or written.',
        action: 'Restart Clearpane; what the service holds is fetched again.',
      },
      { cause: error },
    );
  }
  return error;
}

/** Dexie wraps the browser's error, sometimes twice. */
export function isDiskFull(error: unknown): boolean {
  return hasName(error, 'QuotaExceededError');
}

function hasName(error: unknown, name: string): boolean {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 4; depth++) {
    if (inner.name === name) return true;
    inner = 'inner' in inner ? inner.inner : undefined;
  }
  return false;
}
