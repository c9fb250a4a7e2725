// Disks that are full, lie, or do not sync: what was saved stays, what was not is said to be.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import { lockName } from './journal-lock.ts';
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
  writeNotes,
} from './journal-under-test.ts';
import type { Note } from './journal-under-test.ts';
import { openJournal } from './open-journal.ts';
import { readJournal } from './read-journal.ts';
import { verifyJournal } from './verify-journal.ts';

const folders = temporaryFolders();
afterAll(() => folders.remove());

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

  it('leaves nothing of a long entry that did not fit behind a short one that does', async () => {
    const folder = folders.make();
    await writeNotes(folder, 1);
    const disk = smallDisk(1_000);
    const journal = await openJournal(noteOptions(folder, { files: disk.files }));
    expect((await failureOf(journal.append(note(2, 'x'.repeat(5_000)))))?.kind).toBe('storage');
    disk.room = 1_000_000;
    await journal.append(note(3));
    const { sum } = await verifyJournal(folder, { keyStore });
    expect([sum.decrypted, sum.damage, sum.tornBytes]).toEqual([2, 0, 0]);
    await journal.close();
  });

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
        segmentBytesMax: 1_200,
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

function withoutLock(folder: string): string {
  rmSync(join(folder, lockName), { force: true });
  return folder;
}
