// Collaborators of the journal's tests: a keyring, contents, copies of folders, and a disk that fails.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureIn, type Failure } from '../../shared/failure.ts';
import type { KeyStore } from '../../shared/key-store.ts';
import { everyEntry } from './journal-contents.ts';
import { nodeFiles, type JournalFiles } from './journal-files.ts';
import type { JournalOptions } from './load-journal.ts';
import { openJournal } from './open-journal.ts';

export interface Note {
  readonly id: number;
  readonly text: string;
}

export function note(id: number, text = `note ${id}`): Note {
  return { id, text };
}

export const notes = everyEntry<Note>((value) => {
  const { id, text } = (value ?? {}) as Partial<Note>;
  return typeof id === 'number' && typeof text === 'string' ? { id, text } : null;
});

/** A keyring of its own: what it wraps, no other opens. */
export function testKeyStore(seed = 'keyring'): KeyStore {
  const key = Buffer.alloc(32, seed);
  return {
    name: 'test',
    isProtected: true,
    wrap: async (bytes) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    },
    unwrap: async (wrapped) => {
      const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, 12));
      decipher.setAuthTag(wrapped.subarray(-16));
      return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
    },
  };
}

/** One for all: a keyring outlives the processes that use it. */
export const keyStore = testKeyStore();

export function noteOptions(
  folder: string,
  more: Partial<JournalOptions<Note, Note[]>> = {},
): JournalOptions<Note, Note[]> {
  const clock = { now: () => Date.UTC(2026, 10, 25) };
  const onTrouble = (failure: Failure): void => {
    throw new Error(`unexpected trouble: ${failure.summary}`);
  };
  return { folder, contents: notes, keyStore, clock, onTrouble, ...more };
}

/** Folders that `remove` deletes. */
export function temporaryFolders() {
  const root = mkdtempSync(join(tmpdir(), 'clearpane-journal-'));
  let count = 0;
  const make = (): string => join(root, String((count += 1)));
  return {
    make,
    copyOf: (folder: string): string => {
      const copy = make();
      cpSync(folder, copy, { recursive: true });
      return copy;
    },
    remove: (): void => rmSync(root, { recursive: true, force: true }),
  };
}

export function contentOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).toSorted();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );
}

/** Node's files without the wait for the disk: where nothing cuts the power, thousands of times. */
export const unsyncedFiles: JournalFiles = {
  ...nodeFiles,
  open: async (path, mode) => ({
    ...(await nodeFiles.open(path, mode)),
    sync: async () => undefined,
  }),
  syncFolder: async () => undefined,
};

/** A disk with room for so many bytes: a write takes what fits, then fails as Linux does. */
export interface SmallDisk {
  readonly files: JournalFiles;
  room: number;
  /** How many syncs from now on fail. */
  failingSyncs: number;
}

export function smallDisk(room: number): SmallDisk {
  const disk: { -readonly [K in keyof SmallDisk]: SmallDisk[K] } = {
    room,
    failingSyncs: 0,
    files: {
      ...unsyncedFiles,
      open: async (path, mode) => {
        const file = await unsyncedFiles.open(path, mode);
        return {
          ...file,
          write: async (bytes, position) => {
            const fitting = Math.min(bytes.length, disk.room);
            await file.write(bytes.subarray(0, fitting), position);
            disk.room -= fitting;
            if (fitting < bytes.length) throw errno('ENOSPC');
          },
          sync: async () => {
            if (disk.failingSyncs > 0) {
              disk.failingSyncs -= 1;
              throw errno('EIO');
            }
            await file.sync();
          },
        };
      },
    },
  };
  return disk;
}

function errno(code: string): Error {
  return Object.assign(new Error(`${code}: from the test's disk`), { code });
}

/** Appends notes with ids from `from` on, one after the other. */
export async function writeNotes(folder: string, count: number, from = 1): Promise<void> {
  const journal = await openJournal(noteOptions(folder));
  for (let id = from; id < from + count; id += 1) await journal.append(note(id));
  await journal.close();
}

/** Opens and closes the journal. */
export async function readNotes(folder: string) {
  const journal = await openJournal(noteOptions(folder));
  await journal.close();
  return { notes: journal.state(), opened: journal.opened };
}

/** The failure of a promise that rejects with one. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure | null> {
  return promise.then(() => null, failureIn);
}

/** The report of opening an existing journal that nothing happened to. */
export const undamaged = {
  isNew: false,
  recovered: { bytes: 0 },
  damage: [],
  missing: 0,
  notUnderstood: 0,
};
