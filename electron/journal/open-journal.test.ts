// The journal through its front door, on real files: what goes in comes out, whatever happens between.
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { failureIn, type Failure } from '../../shared/failure.ts';
import {
  contentOf,
  keyStore,
  note,
  noteOptions,
  notes,
  smallDisk,
  temporaryFolders,
  testKeyStore,
  unsyncedFiles,
} from './journal-under-test.ts';
import type { Note } from './journal-under-test.ts';
import { nodeFiles, type JournalFiles } from './journal-files.ts';
import { lockName } from './journal-lock.ts';
import { openJournal } from './open-journal.ts';
import { readJournal } from './read-journal.ts';
import { verifyJournal } from './verify-journal.ts';

const folders = temporaryFolders();
afterAll(() => folders.remove());

async function writeNotes(folder: string, count: number, from = 1): Promise<void> {
  const journal = await openJournal(noteOptions(folder));
  for (let id = from; id < from + count; id += 1) await journal.append(note(id));
  await journal.close();
}

async function readNotes(folder: string) {
  const journal = await openJournal(noteOptions(folder));
  await journal.close();
  return { notes: journal.state(), opened: journal.opened };
}

async function failureOf(promise: Promise<unknown>): Promise<Failure | null> {
  return promise.then(() => null, failureIn);
}

const undamaged = {
  isNew: false,
  recoveryCode: null,
  recovered: { bytes: 0 },
  damage: [],
  missing: 0,
  notUnderstood: 0,
};

describe('openJournal', () => {
  it('gives back what was appended, in order, after every reopening', async () => {
    const folder = folders.make();
    await writeNotes(folder, 3);
    await writeNotes(folder, 2, 4);
    expect(await readNotes(folder)).toEqual({
      notes: [1, 2, 3, 4, 5].map((id) => note(id)),
      opened: undamaged,
    });
  });

  it('keeps hostile text and keys as they are, and nothing readable on the disk', async () => {
    const folder = folders.make();
    const text = 'secret \u0000 \uD800 \u202E </script> __proto__ '.repeat(3);
    const journal = await openJournal(
      noteOptions(folder, { contents: { ...notes, decode: (value) => value as Note } }),
    );
    const hostile = JSON.parse('{"__proto__":{"x":1},"id":1,"text":"t"}') as Note;
    await journal.append(note(1, text));
    await journal.append(hostile);
    await journal.close();
    const again = await openJournal(
      noteOptions(folder, { contents: { ...notes, decode: (value) => value as Note } }),
    );
    expect(again.state()[0]).toEqual(note(1, text));
    expect(JSON.stringify(again.state()[1])).toBe('{"__proto__":{"x":1},"id":1,"text":"t"}');
    await again.close();
    const raw = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(raw.some((bytes) => bytes.includes('secret'))).toBe(false);
  });

  it('resolves an append after the sync and not before, one sync for all that wait', async () => {
    const events: string[] = [];
    const files: JournalFiles = {
      ...nodeFiles,
      open: async (path, mode) => {
        const file = await nodeFiles.open(path, mode);
        return {
          ...file,
          write: async (bytes, position) => {
            await file.write(bytes, position);
            events.push('written');
          },
          sync: async () => {
            await new Promise((resolve) => setTimeout(resolve, 5));
            await file.sync();
            events.push('synced');
          },
        };
      },
    };
    const journal = await openJournal(noteOptions(folders.make(), { files }));
    await journal.append(note(1));
    events.length = 0;
    const append = async (id: number): Promise<void> => {
      await journal.append(note(id));
      events.push(`${id} saved`);
    };
    const together = [append(2), append(3)];
    // Those are being synced when these come.
    await new Promise((resolve) => setTimeout(resolve, 2));
    await Promise.all([...together, append(4), append(5)]);
    expect(events.join(', ')).toBe(
      'written, synced, 2 saved, 3 saved, written, synced, 4 saved, 5 saved',
    );
    await journal.close();
  });

  it('saves appends of the same moment together and in order', async () => {
    const folder = folders.make();
    const journal = await openJournal(noteOptions(folder));
    const ids = Array.from({ length: 500 }, (_, at) => at + 1);
    await Promise.all(ids.map((id) => journal.append(note(id))));
    expect(journal.head().sequence).toBe(500);
    await journal.close();
    expect((await readNotes(folder)).notes.map(({ id }) => id)).toEqual(ids);
  });

  it('is readable by its owner only', async () => {
    const folder = folders.make();
    await writeNotes(folder, 1);
    const modes = [folder, ...readdirSync(folder).map((name) => join(folder, name))].map(
      (path) => statSync(path).mode & 0o077,
    );
    expect(modes.every((mode) => mode === 0)).toBe(true);
  });

  it('refuses an entry that is too large and goes on', async () => {
    const folder = folders.make();
    const journal = await openJournal(noteOptions(folder));
    const refused = await failureOf(journal.append(note(1, 'x'.repeat(5_000_000))));
    expect(refused?.kind).toBe('rejected');
    await journal.append(note(2));
    await journal.close();
    expect((await readNotes(folder)).notes).toEqual([note(2)]);
  });

  it('carries on entries it does not understand, also through a snapshot', async () => {
    const folder = folders.make();
    const any = { ...notes, decode: (value: unknown) => value as Note };
    const newer = await openJournal(noteOptions(folder, { contents: any }));
    const strange = { kind: 'of the future' } as unknown as Note;
    await newer.append(strange);
    await newer.append(note(1));
    await newer.close();
    const older = await openJournal(noteOptions(folder));
    expect([older.state(), older.opened.notUnderstood]).toEqual([[note(1)], 1]);
    await older.compact();
    await older.close();
    const again = await openJournal(noteOptions(folder, { contents: any }));
    expect(again.state()).toEqual([note(1), strange]);
    await again.close();
  });

  it('property: entries in are entries out over appends, reopenings, rotations and snapshots', async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.array(fc.string({ maxLength: 200 }), { maxLength: 6 }) },
      { weight: 2, arbitrary: fc.constant('reopen' as const) },
      { weight: 1, arbitrary: fc.constant('compact' as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const folder = folders.make();
        const options = noteOptions(folder, {
          files: unsyncedFiles,
          segmentBytesMax: 1_500,
          fullSegmentsMax: 2,
        });
        const expected: Note[] = [];
        let journal = await openJournal(options);
        for (const taken of steps) {
          if (taken === 'compact') await journal.compact();
          else if (taken === 'reopen') {
            await journal.close();
            journal = await openJournal(options);
            expect(journal.opened).toEqual(undamaged);
          } else {
            const added = taken.map((text, at) => note(expected.length + at, text));
            expected.push(...added);
            await Promise.all(added.map((entry) => journal.append(entry)));
          }
          expect(journal.state()).toEqual(expected);
        }
        await journal.close();
        expect((await readNotes(folder)).notes).toEqual(expected);
        const { sum } = await verifyJournal(folder, { keyStore });
        expect([sum.damage, sum.missing, sum.tornBytes]).toEqual([0, 0, 0]);
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('snapshots', () => {
  it('replace the segments that they fold, by themselves when enough are full', async () => {
    const folder = folders.make();
    const options = noteOptions(folder, { segmentBytesMax: 1_000, fullSegmentsMax: 2 });
    const journal = await openJournal(options);
    for (let id = 1; id <= 40; id += 1) await journal.append(note(id));
    await journal.close();
    const names = readdirSync(folder);
    expect(names.filter((name) => name.endsWith('.cps'))).toHaveLength(1);
    expect(names.filter((name) => name.endsWith('.cpj')).length).toBeLessThanOrEqual(3);
    expect((await readNotes(folder)).notes).toHaveLength(40);
  });

  it('keep what the owner saves of the state, and no more', async () => {
    const folder = folders.make();
    const sums = {
      decode: (value: unknown) => (typeof value === 'number' ? value : null),
      load: (parts: readonly unknown[]) => ({ total: Number(parts[0] ?? 0) }),
      fold: (state: { total: number }, entry: number) => ({ total: state.total + entry }),
      save: (state: { total: number }) => ({ parts: [state.total], entries: [] }),
    };
    const { contents: _, ...rest } = noteOptions(folder);
    const options = { ...rest, contents: sums };
    const journal = await openJournal(options);
    for (const value of [1, 2, 3]) await journal.append(value);
    await journal.compact();
    await journal.append(10);
    await journal.close();
    const again = await openJournal(options);
    expect(again.state()).toEqual({ total: 16 });
    await again.close();
    expect((await verifyJournal(folder, { keyStore })).sum.records).toBe(2);
  });

  it('are no reason to remove anything when the disk gives back other bytes', async () => {
    const folder = folders.make();
    await writeNotes(folder, 5);
    const disk = smallDisk(1_000_000);
    const bending = {
      ...disk.files,
      read: async (path: string) => {
        const bytes = await disk.files.read(path);
        if (path.endsWith('.cps')) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        return bytes;
      },
    };
    const journal = await openJournal(noteOptions(folder, { files: bending }));
    expect((await failureOf(journal.compact()))?.kind).toBe('storage');
    await journal.append(note(6));
    await journal.close();
    expect(await readNotes(folder)).toEqual({
      notes: [1, 2, 3, 4, 5, 6].map((id) => note(id)),
      opened: undamaged,
    });
  });
});

describe('keys', () => {
  it('shows the recovery code once; it opens the journal without the keyring and renews it', async () => {
    const folder = folders.make();
    const journal = await openJournal(noteOptions(folder));
    const { recoveryCode } = journal.opened;
    expect(recoveryCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    await journal.append(note(1));
    await journal.close();

    const other = testKeyStore('a new keyring');
    const lost = await failureOf(openJournal(noteOptions(folder, { keyStore: other })));
    expect(lost).toEqual({
      kind: 'auth',
      summary: 'The keyring of this machine does not hold the key to what you wrote.',
      action: 'Unlock the keyring, or enter the recovery code.',
      place: folder,
    });

    const typed = (recoveryCode ?? '').toLowerCase().replaceAll('-', ' ');
    const recovered = await openJournal(
      noteOptions(folder, { keyStore: other, recoveryCode: typed }),
    );
    expect(recovered.state()).toEqual([note(1)]);
    await recovered.close();

    const usual = await openJournal(noteOptions(folder, { keyStore: other }));
    expect([usual.state(), usual.opened.recoveryCode]).toEqual([[note(1)], null]);
    await usual.close();
  });

  it('refuses a wrong or impossible recovery code', async () => {
    const folder = folders.make();
    await writeNotes(folder, 1);
    for (const recoveryCode of ['0000-'.repeat(8).slice(0, -1), 'nonsense', '']) {
      const failure = await failureOf(openJournal(noteOptions(folder, { recoveryCode })));
      expect(failure?.kind).toBe('auth');
    }
    expect((await readNotes(folder)).notes).toEqual([note(1)]);
  });

  it('renews the code, after which the old one opens nothing', async () => {
    const folder = folders.make();
    const journal = await openJournal(noteOptions(folder));
    const old = journal.opened.recoveryCode ?? '';
    await journal.append(note(1));
    const renewed = await journal.renewRecoveryCode();
    await journal.append(note(2));
    await journal.close();
    expect((await failureOf(verifyJournal(folder, { recoveryCode: old })))?.kind).toBe('auth');
    expect((await verifyJournal(folder, { recoveryCode: renewed })).sum.decrypted).toBe(2);
  });

  it('survives the loss of the key file', async () => {
    const folder = folders.make();
    await writeNotes(folder, 2);
    rmSync(join(folder, 'journal.keys'));
    expect(await readNotes(folder)).toEqual({ notes: [note(1), note(2)], opened: undamaged });
    expect(existsSync(join(folder, 'journal.keys'))).toBe(true);
  });

  it('replaces a key file with something behind its end', async () => {
    const folder = folders.make();
    await writeNotes(folder, 1);
    appendFileSync(join(folder, 'journal.keys'), 'more');
    const { opened } = await readNotes(folder);
    expect(opened.damage.map(({ file, reason }) => [file, reason])).toEqual([
      ['journal.keys', 'bytes-unreadable'],
    ]);
    expect(await readNotes(folder)).toEqual({ notes: [note(1)], opened: undamaged });
  });
});

describe('one process', () => {
  it('refuses a second opening until the first is closed', async () => {
    const folder = folders.make();
    const journal = await openJournal(noteOptions(folder));
    expect(await failureOf(openJournal(noteOptions(folder)))).toEqual({
      kind: 'conflict',
      summary: `Another Clearpane (process ${process.pid}) has this profile open.`,
      action: 'Close it, or start with another profile folder (--profile).',
      place: folder,
    });
    await journal.close();
    expect((await readNotes(folder)).notes).toEqual([]);
    expect(existsSync(join(folder, lockName))).toBe(false);
  });

  it.each([
    [
      'a process that is gone',
      JSON.stringify({ pid: 2 ** 22 + 1, run: null, lockedAt: Date.now() }),
    ],
    ['another run of this pid', JSON.stringify({ pid: process.pid, run: 'other 1', lockedAt: 0 })],
    ['a process from before the boot', JSON.stringify({ pid: 1, run: null, lockedAt: 0 })],
    ['a torn lock', '{"pid":'],
  ])('takes over the lock of %s', async (_case, lock) => {
    const folder = folders.make();
    await writeNotes(folder, 1);
    writeFileSync(join(folder, lockName), lock);
    expect((await readNotes(folder)).notes).toEqual([note(1)]);
    expect(readdirSync(folder).toSorted()).toEqual(['journal-000001.cpj', 'journal.keys']);
  });
});

describe('trouble with the disk', () => {
  it('rejects what does not fit, keeps what was saved, and goes on when there is room', async () => {
    const folder = folders.make();
    await writeNotes(folder, 3);
    for (let room = 260; room < 700; room += 7) {
      const copy = folders.copyOf(folder);
      const disk = smallDisk(room);
      const troubles: Failure[] = [];
      const journal = await openJournal(
        noteOptions(copy, { files: disk.files, onTrouble: (failure) => troubles.push(failure) }),
      );
      const saved: Note[] = [1, 2, 3].map((id) => note(id));
      for (let id = 10; id < 15; id += 1) {
        const failure = await failureOf(journal.append(note(id)));
        if (failure === null) saved.push(note(id));
        else expect([failure.kind, failure.summary]).toEqual(['storage', 'The disk is full.']);
      }
      expect(saved.length).toBeLessThan(8);
      expect(journal.state()).toEqual(saved);
      // A crash here: what was rejected is no reason to lose what follows.
      expect((await readNotes(withoutLock(folders.copyOf(copy)))).notes).toEqual(saved);
      disk.room = 1_000_000;
      await journal.append(note(99));
      await journal.close();
      expect(await readNotes(copy)).toEqual({ notes: [...saved, note(99)], opened: undamaged });
      expect(troubles).toEqual([]);
    }
  }, 30_000);

  it('rejects what was not synced and never shows it twice', async () => {
    const folder = folders.make();
    const disk = smallDisk(1_000_000);
    const journal = await openJournal(noteOptions(folder, { files: disk.files }));
    await journal.append(note(1));
    disk.failingSyncs = 1;
    expect((await failureOf(journal.append(note(2))))?.kind).toBe('storage');
    await journal.append(note(2));
    await journal.close();
    expect((await readNotes(folder)).notes).toEqual([note(1), note(2)]);
  });

  it('says so when there is no room even to open, and leaves everything', async () => {
    const folder = folders.make();
    await writeNotes(folder, 2);
    const before = contentOf(folder);
    const { files } = smallDisk(0);
    const failure = await failureOf(openJournal(noteOptions(folder, { files })));
    expect([failure?.kind, failure?.summary]).toEqual(['storage', 'The disk is full.']);
    expect(contentOf(folder)).toEqual(before);
    const read = await readJournal({ folder, contents: notes, opener: { keyStore }, files });
    expect([read.state, read.head?.sequence, read.damage]).toEqual([[note(1), note(2)], 2, []]);
  });

  it('reports a snapshot that found no room and saves on', async () => {
    const folder = folders.make();
    const { files } = smallDisk(1_000_000);
    const full = smallDisk(0);
    const troubles: string[] = [];
    const journal = await openJournal(
      noteOptions(folder, {
        files: {
          ...files,
          open: (path, mode) =>
            (path.includes('snapshot-') ? full : { files }).files.open(path, mode),
        },
        segmentBytesMax: 1_000,
        fullSegmentsMax: 2,
        onTrouble: ({ summary }) => troubles.push(summary),
      }),
    );
    const saved: Note[] = [];
    for (let id = 1; id <= 40; id += 1) {
      await journal.append(note(id));
      saved.push(note(id));
    }
    // 40 notes fill about ten segments: each of them is a reason to try again, no single note is.
    expect(new Set(troubles)).toEqual(new Set(['The disk is full.']));
    expect(troubles.length).toBeLessThan(12);
    full.room = 1_000_000;
    await journal.append(note(100));
    await journal.compact();
    await journal.close();
    expect(await readNotes(folder)).toEqual({ notes: [...saved, note(100)], opened: undamaged });
  });
});

describe('a newer format', () => {
  it('is refused and left untouched', async () => {
    const folder = folders.make();
    await writeNotes(folder, 1);
    const path = join(folder, 'journal-000001.cpj');
    const bytes = readFileSync(path);
    const end = 16 + bytes.readUInt32LE(12);
    bytes.writeUInt16LE(2, 8);
    bytes.writeUInt32LE(crc32(bytes.subarray(0, end)), end);
    writeFileSync(path, bytes);
    const before = contentOf(folder);
    expect(await failureOf(openJournal(noteOptions(folder)))).toEqual({
      kind: 'storage',
      summary:
        'What you wrote here is kept in the form of a newer Clearpane and was left untouched.',
      action: 'Update Clearpane, or start with another profile folder (--profile).',
      place: folder,
    });
    expect(contentOf(folder)).toEqual(before);
  });
});

function withoutLock(folder: string): string {
  rmSync(join(folder, lockName), { force: true });
  return folder;
}
