// Remembers which local store the profile had, since Chromium may drop a database without a word.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreOpening } from '../../shared/contract/store-ingest.ts';
import type { Failure } from '../../shared/failure.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

export interface KnownStore {
  /** What a person has to know about the store that was opened; null where nothing is lost. */
  meet(opened: Extract<StoreOpening, { kind: 'open' }>): Promise<Failure | null>;
  /** The store is about to be emptied on request: that is no loss. */
  forget(): Promise<void>;
}

const lostAll: Failure = {
  kind: 'storage',
  summary: 'The stored incidents and alerts were damaged and are fetched again.',
  action: 'Check the disk that holds the profile if this happens again. What you wrote is safe.',
};

const lostSome: Failure = {
  ...lostAll,
  summary: 'Some stored incidents and alerts were lost by the disk and are fetched again.',
};

export function openKnownStore(profileFolder: string): KnownStore {
  const path = join(profileFolder, 'store.json');
  return {
    async meet({ storeId, hasLoss }) {
      const known = await readStoreId(path);
      if (known !== storeId) await writeJsonFile(path, { storeId });
      if (known !== null && known !== storeId) return lostAll;
      return hasLoss ? lostSome : null;
    },
    forget: () => rm(path, { force: true }),
  };
}

/** A file that cannot be read knows of no store: it only serves a message. */
async function readStoreId(path: string): Promise<string | null> {
  const kept = await readJsonFile(path).catch(() => null);
  const { storeId } = (kept ?? {}) as { readonly storeId?: unknown };
  return typeof storeId === 'string' ? storeId : null;
}
