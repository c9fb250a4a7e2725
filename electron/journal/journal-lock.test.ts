// One process at a time, and no lock that outlives its process.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lockName } from './journal-lock.ts';
import {
  failureOf,
  note,
  noteOptions,
  readNotes,
  temporaryFolders,
  writeNotes,
} from './journal-under-test.ts';
import { openJournal } from './open-journal.ts';

const folders = temporaryFolders();
afterAll(() => folders.remove());

describe('the lock of a journal', () => {
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
