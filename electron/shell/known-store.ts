// Remembers which local store the profile had and how far it was, since Chromium may drop a database, or the
// newest part of it, without a word.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreOpening } from '../../shared/contract/store-ingest.ts';
import type { Failure } from '../../shared/failure.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

export interface KnownStore {
  /** What a person has to know about the store that was opened; null where nothing is lost. */
  meet(opened: Extract<StoreOpening, { kind: 'open' }>): Promise<Failure | null>;
  /** A window has had the time to show that. Until then the next start says it again. */
  told(): Promise<void>;
  /** The store that was met has come so far. */
  reach(generation: number): Promise<void>;
  /** The store is about to be emptied on request: that is no loss. */
  forget(): Promise<void>;
}

interface Mark {
  readonly storeId: string;
  readonly generation: number;
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
  let mark: Mark | null = null;
  let kept: Mark | null = null;

  const keep = async (): Promise<void> => {
    if (mark === null || mark === kept) return;
    kept = mark;
    // On a full disk the file stays as it was: it only serves a message.
    await writeJsonFile(path, mark).catch(() => undefined);
  };

  return {
    async meet({ storeId, generation, hasLoss }) {
      const known = mark ?? (await readMark(path));
      mark = { storeId, generation };
      if (known !== null && known.storeId !== storeId) return lostAll;
      const isBehind = known !== null && generation < known.generation;
      if (hasLoss || isBehind) return lostSome;
      await keep();
      return null;
    },
    told: keep,
    async reach(generation) {
      if (mark === null || mark.generation === generation) return;
      mark = { storeId: mark.storeId, generation };
      await keep();
    },
    async forget() {
      mark = null;
      kept = null;
      await rm(path, { force: true });
    },
  };
}

/** A file that cannot be read knows of no store: it only serves a message. */
async function readMark(path: string): Promise<Mark | null> {
  const kept = (await readJsonFile(path).catch(() => null)) as
    | {
        readonly [member in keyof Mark]?: unknown;
      }
    | null;
  const { storeId, generation } = kept ?? {};
  if (typeof storeId !== 'string' || typeof generation !== 'number') return null;
  return { storeId, generation };
}
