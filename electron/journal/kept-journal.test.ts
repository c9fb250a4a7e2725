// What the app says and does while the disk refuses, while the key is lost, and after either is mended.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { JournalState } from '../../shared/contract/journal.ts';
import { FailureError } from '../../shared/failure.ts';
import { keepJournal } from './kept-journal.ts';
import type { OpenedJournal } from './kept-journal.ts';
import {
  failureOf,
  keyStore,
  note,
  noteOptions,
  smallDisk,
  temporaryFolders,
  testKeyStore,
  unsyncedFiles,
  writeNotes,
} from './journal-under-test.ts';
import type { Note } from './journal-under-test.ts';
import type { JournalFiles } from './journal-files.ts';
import { openJournal } from './open-journal.ts';

const folders = temporaryFolders();
afterAll(() => folders.remove());

function keep(folder: string, { files = unsyncedFiles, keyring = keyStore } = {}) {
  const told: JournalState[] = [];
  const opened: OpenedJournal<Note, Note[]>[] = [];
  const kept = keepJournal({
    ...noteOptions(folder, { files }),
    keyStore: async () => keyring,
    isEmpty: (state) => state.length === 0,
    onState: (state) => told.push(state),
    onOpen: (one) => opened.push(one),
    onBug: (error) => expect.fail(String(error)),
    retryMs: 5,
  });
  onTestFinished(() => kept.stop());
  const latest = (): OpenedJournal<Note, Note[]> => opened.at(-1) ?? expect.fail('not opened');
  return { kept, told, opened, append: (entry: Note) => latest().append(entry), latest };
}

const protection = { keyring: 'test', isCodeKept: false };
const open = { kind: 'open', protection, isEmpty: false, loss: null, refusal: null } as const;
const full = {
  kind: 'storage',
  summary: 'The disk is full.',
  action: 'Free some space and save again.',
} as const;

/** A disk that another hand makes read-only and writable again. */
function guardedDisk() {
  const disk: { refusal: string | null; files: JournalFiles } = {
    refusal: null,
    files: {
      ...unsyncedFiles,
      open: async (path, mode) => {
        if (disk.refusal === null) return unsyncedFiles.open(path, mode);
        throw Object.assign(new Error(disk.refusal), { code: disk.refusal });
      },
      makeFolder: async (folder) => {
        if (disk.refusal === null) await unsyncedFiles.makeFolder(folder);
      },
    },
  };
  return disk;
}

describe('a kept journal', () => {
  it('says when it holds something, and when the person keeps the code', async () => {
    const { kept, told, append } = keep(folders.make());
    await kept.open();
    await append(note(1));
    await append(note(2));
    await kept.keepRecoveryCode();
    expect(told).toEqual([
      { ...open, isEmpty: true },
      open,
      { ...open, protection: { keyring: 'test', isCodeKept: true } },
    ]);
    const code = kept.recoveryCode();
    await kept.renewRecoveryCode();
    expect(kept.recoveryCode()).not.toBe(code);
    expect(kept.state()).toEqual(open);
  });

  it('says that no keyring protects the key', async () => {
    const keyring = { ...keyStore, isProtected: false };
    const { kept } = keep(folders.make(), { keyring });
    await kept.open();
    expect(kept.state()).toMatchObject({ protection: { keyring: null } });
  });

  it('tells a full disk with the first refused entry, and room again without another one', async () => {
    const folder = folders.make();
    const disk = smallDisk(1_000_000);
    const { kept, told, append } = keep(folder, { files: disk.files });
    await kept.open();
    await append(note(1));
    disk.room = 0;
    const refused = await failureOf(append(note(2)));
    expect(refused).toEqual({ ...full, place: folder });
    expect(kept.state()).toEqual({ ...open, refusal: refused });
    disk.room = 1_000_000;
    await vi.waitFor(() => expect(kept.state()).toEqual(open));
    await append(note(3));
    expect(told.slice(-3)).toEqual([open, { ...open, refusal: refused }, open]);
  });

  it.each([
    ['EROFS', 'The disk can only be read.'],
    ['ENOSPC', 'The disk is full.'],
    ['EACCES', 'The journal may not be written.'],
  ])(
    'shows what was written where the disk refuses with %s, and opens when it does not',
    async (code, summary) => {
      const folder = folders.make();
      await writeNotes(folder, 2);
      const disk = guardedDisk();
      disk.refusal = code;
      const { kept, opened, latest, append } = keep(folder, { files: disk.files });
      await kept.open();
      expect(kept.state()).toMatchObject({
        kind: 'readOnly',
        failure: { kind: 'storage', summary },
      });
      expect([latest().state, latest().isWritable]).toEqual([[note(1), note(2)], false]);
      expect((await failureOf(append(note(3))))?.summary).toBe(summary);
      disk.refusal = null;
      await vi.waitFor(() => expect(kept.state()).toEqual(open));
      expect(opened.map(({ isWritable }) => isWritable)).toEqual([false, true]);
      await append(note(3));
      expect(latest().state).toEqual([note(1), note(2), note(3)]);
    },
  );

  it('starts without anything written on a disk that can only be read', async () => {
    const disk = guardedDisk();
    disk.refusal = 'EROFS';
    const { kept, latest } = keep(folders.make(), { files: disk.files });
    await kept.open();
    expect([kept.state().kind, latest().state]).toEqual(['readOnly', []]);
  });

  it('is locked where the keyring lost the key, and opened for good by the code', async () => {
    const folder = folders.make();
    const journal = await openJournal(noteOptions(folder));
    await journal.append(note(1));
    const code = journal.recoveryCode().code ?? '';
    await journal.close();

    const keyring = testKeyStore('a new keyring');
    const { kept, opened, latest } = keep(folder, { keyring });
    const failure = await failureOf(kept.open());
    expect(failure?.summary).toBe(
      'The keyring of this machine does not hold the key to what you wrote.',
    );
    expect([kept.state(), opened]).toEqual([{ kind: 'locked', failure }, []]);
    expect(await failureOf(kept.recover('0000-'.repeat(8)))).toMatchObject({
      kind: 'auth',
      summary: 'This recovery code does not open what you wrote.',
    });
    expect(kept.state().kind).toBe('locked');
    await kept.recover(code);
    expect([kept.state(), latest().state]).toEqual([open, [note(1)]]);
  });

  it('says what the disk lost, and what the store knows of', async () => {
    const folder = folders.make();
    await writeNotes(folder, 3);
    const path = join(folder, 'journal-000001.cpj');
    const bytes = readFileSync(path);
    // The file itself starts with CPJRNL.
    const first = bytes.indexOf('CPJR', 1);
    writeFileSync(path, bytes.fill(0, first + 80, first + 90));
    const { kept, latest } = keep(folder);
    await kept.open();
    expect(latest().state).toEqual([note(2), note(3)]);
    expect(kept.state()).toMatchObject({
      loss: {
        kind: 'storage',
        summary:
          'The disk damaged what you wrote; what can be read of it is here. At least 1 entry is lost.',
      },
    });
    const loss = { kind: 'storage', summary: 'The end of the journal is missing.' } as const;
    kept.tellLoss(loss);
    expect(kept.state()).toEqual({ ...open, loss });
  });

  it('is not locked where nothing was written and the keyring does not answer', async () => {
    const silent = { kind: 'auth', summary: 'The keyring did not answer.' } as const;
    const keyring = { ...keyStore, wrap: () => Promise.reject(new FailureError(silent)) };
    const { kept } = keep(folders.make(), { keyring });
    expect(await failureOf(kept.open())).toEqual(silent);
    expect(kept.state()).toEqual({ kind: 'failed', failure: silent });
  });
});
