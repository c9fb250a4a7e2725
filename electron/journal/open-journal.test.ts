// The journal through its front door, on real files: what goes in comes out, whatever happens between.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeFiles, type JournalFiles } from './journal-files.ts';
import {
  contentOf,
  failureOf,
  keyStore,
  note,
  noteOptions,
  notes,
  readNotes,
  smallDisk,
  temporaryFolders,
  undamaged,
  unsyncedFiles,
  writeNotes,
} from './journal-under-test.ts';
import type { Note } from './journal-under-test.ts';
import { openJournal } from './open-journal.ts';
import { verifyJournal } from './verify-journal.ts';

const folders = temporaryFolders();
afterAll(() => folders.remove());

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
