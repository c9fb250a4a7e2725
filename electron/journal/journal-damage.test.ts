// What a crash, a power cut, a bad disk or a meddling hand does to the files, and what is left then.
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { DamageReason } from './chain.ts';
import { keyStore, note, noteOptions, temporaryFolders } from './journal-under-test.ts';
import { unsyncedFiles } from './journal-under-test.ts';
import { openJournal } from './open-journal.ts';
import { verifyJournal } from './verify-journal.ts';

const folders = temporaryFolders();
afterAll(() => folders.remove());

const first = 'journal-000001.cpj';

/** Where each record of a file starts, found by its magic bytes. */
function recordOffsets(path: string): readonly number[] {
  const bytes = readFileSync(path);
  const offsets: number[] = [];
  for (let at = bytes.indexOf('CPJR'); at >= 0; at = bytes.indexOf('CPJR', at + 1)) {
    // The file's own magic bytes start alike.
    if (bytes.toString('latin1', at, at + 6) !== 'CPJRNL') offsets.push(at);
  }
  return offsets;
}

async function journalOf(count: number, more: Parameters<typeof noteOptions>[1] = {}) {
  const folder = folders.make();
  const journal = await openJournal(noteOptions(folder, { files: unsyncedFiles, ...more }));
  for (let id = 1; id <= count; id += 1) await journal.append(note(id));
  await journal.close();
  return folder;
}

async function reopen(folder: string) {
  const journal = await openJournal(noteOptions(folder, { files: unsyncedFiles }));
  const ids = journal.state().map(({ id }) => id);
  await journal.append(note(99));
  await journal.close();
  return { ids, opened: journal.opened };
}

/** Nothing is wrong any more, and what was appended after the opening is there. */
async function expectMended(folder: string, ids: readonly number[]): Promise<void> {
  const { sum } = await verifyJournal(folder, { keyStore });
  expect([sum.damage, sum.missing, sum.tornBytes]).toEqual([0, 0, 0]);
  const journal = await openJournal(noteOptions(folder, { files: unsyncedFiles }));
  expect(journal.state().map(({ id }) => id)).toEqual([...ids, 99]);
  expect(journal.opened.damage).toEqual([]);
  await journal.close();
}

describe('a journal that was cut', () => {
  it('at any byte after what was synced gives back all that was synced', async () => {
    const folder = await journalOf(3);
    const path = join(folder, first);
    const whole = readFileSync(path);
    const starts = recordOffsets(path);
    const ends = [...starts.slice(1), whole.length];
    const [headerEnd = 0] = starts;
    for (let length = headerEnd; length <= whole.length; length += 1) {
      const copy = folders.copyOf(folder);
      truncateSync(join(copy, first), length);
      const kept = ends.filter((end) => end <= length);
      const ids = kept.map((_, at) => at + 1);
      const bytes = length - (kept.at(-1) ?? headerEnd);
      const { sum } = await verifyJournal(copy, null);
      expect([sum.records, sum.damage, sum.missing, sum.tornBytes], `cut at ${length}`).toEqual([
        ids.length,
        0,
        0,
        bytes,
      ]);
      const { ids: found, opened } = await reopen(copy);
      expect(found, `cut at ${length}`).toEqual(ids);
      expect([opened.recovered, opened.damage]).toEqual([{ bytes }, []]);
      if (length % 3 === 0) await expectMended(copy, ids);
      rmSync(copy, { recursive: true });
    }
  }, 60_000);

  it.each([
    ['zeros in place of a record', (rest: Buffer) => Buffer.alloc(rest.length)],
    [
      'the start of a record and zeros',
      (rest: Buffer) => Buffer.concat([rest.subarray(0, 90), Buffer.alloc(rest.length - 90)]),
    ],
    ['zeros past its end', (rest: Buffer) => Buffer.concat([rest, Buffer.alloc(4096)])],
  ])('by a lost block with %s is no damage', async (_case, bend) => {
    const folder = await journalOf(3);
    const path = join(folder, first);
    const whole = readFileSync(path);
    const last = recordOffsets(path).at(-1) ?? 0;
    const bent = bend(whole.subarray(last));
    writeFileSync(path, Buffer.concat([whole.subarray(0, last), bent]));
    const ids = bent.length > whole.length - last ? [1, 2, 3] : [1, 2];
    const { ids: found, opened } = await reopen(folder);
    expect([found, opened.damage]).toEqual([ids, []]);
    expect(opened.recovered.bytes).toBeGreaterThan(0);
    await expectMended(folder, ids);
  });
});

describe('a flipped bit', () => {
  it('in any byte of any file is found, and costs at most the record it hits', async () => {
    const folder = await journalOf(2);
    const early = await openJournal(noteOptions(folder, { files: unsyncedFiles }));
    await early.compact();
    await early.append(note(3));
    await early.append(note(4));
    await early.close();
    const names = readdirSync(folder).toSorted();
    expect(names).toEqual(['journal-000002.cpj', 'journal.keys', 'snapshot-000001.cps']);
    for (const name of names) {
      const whole = readFileSync(join(folder, name));
      const starts = recordOffsets(join(folder, name));
      const headerEnd = starts[0] ?? whole.length;
      for (let at = 0; at < whole.length; at += 1) {
        const bent = Buffer.from(whole);
        bent[at] = (bent[at] ?? 0) ^ (1 << (at % 8));
        const place = `${name}, byte ${at}`;
        const files = {
          ...unsyncedFiles,
          read: async (path: string) => (path.endsWith(name) ? bent : unsyncedFiles.read(path)),
        };
        const { sum } = await verifyJournal(folder, { keyStore }, files);
        expect(sum.damage, place).toBeGreaterThan(0);
        // With every byte of a record bent the journal is opened; of the headers, with every 31st.
        if (at < headerEnd && at % 31 !== 0) continue;
        const copy = folders.copyOf(folder);
        writeFileSync(join(copy, name), bent);
        const hit = starts.findLastIndex((start) => start <= at);
        const base = name.startsWith('snapshot') ? 1 : 3;
        const ids = [1, 2, 3, 4].filter((id) => hit < 0 || id !== base + hit);
        const { ids: found, opened } = await reopen(copy);
        expect(found, place).toEqual(ids);
        expect(
          opened.damage.every(({ file }) => file === name),
          place,
        ).toBe(true);
        expect(opened.damage.length, place).toBeGreaterThan(0);
        const kept = readdirSync(copy).find((other) => other.startsWith(`${name}.damaged-`));
        expect(kept === undefined ? null : readFileSync(join(copy, kept)), place).toEqual(bent);
        if (at % 4 === 0) await expectMended(copy, ids);
        rmSync(copy, { recursive: true });
      }
    }
  }, 120_000);
});

describe('a meddled journal', () => {
  const cases: readonly {
    readonly name: string;
    readonly bend: (records: readonly Buffer[]) => readonly Buffer[];
    readonly ids: readonly number[];
    readonly reasons: readonly DamageReason[];
    readonly missing: number;
  }[] = [
    {
      name: 'a record removed from the middle',
      bend: (records) => records.toSpliced(1, 1),
      ids: [1, 3, 4],
      reasons: ['records-missing'],
      missing: 1,
    },
    {
      name: 'two records swapped',
      bend: ([a, b, c, d]) => [a, c, b, d].filter((record) => record !== undefined),
      ids: [1, 2, 3, 4],
      reasons: ['records-missing', 'out-of-order'],
      missing: 0,
    },
    {
      name: 'a record repeated',
      bend: (records) => [...records.slice(0, 2), ...records.slice(1)],
      ids: [1, 2, 3, 4],
      reasons: ['out-of-order'],
      missing: 0,
    },
    {
      name: 'bytes put between records',
      bend: (records) => records.toSpliced(2, 0, Buffer.from('not of this journal')),
      ids: [1, 2, 3, 4],
      reasons: ['bytes-unreadable'],
      missing: 0,
    },
    {
      name: 'everything before the third record removed',
      bend: (records) => records.slice(2),
      ids: [3, 4],
      reasons: ['records-missing'],
      missing: 2,
    },
  ];

  it.each(cases)('with $name keeps what is there and says so', async (bent) => {
    const folder = await journalOf(4);
    const path = join(folder, first);
    const whole = readFileSync(path);
    const starts = recordOffsets(path);
    const records = starts.map((start, at) => whole.subarray(start, starts[at + 1]));
    const header = whole.subarray(0, starts[0]);
    writeFileSync(path, Buffer.concat([header, ...bent.bend(records)]));
    const { sum, files } = await verifyJournal(folder, null);
    const reasons = files.flatMap(({ damage }) => damage.map(({ reason }) => reason));
    expect([reasons, sum.missing]).toEqual([bent.reasons, bent.missing]);
    const { ids, opened } = await reopen(folder);
    expect([ids, opened.missing]).toEqual([bent.ids, bent.missing]);
    await expectMended(folder, bent.ids);
  });

  it('with a record of another journal in it trusts only the chain, and with the key the cipher', async () => {
    const folder = await journalOf(2);
    const other = await journalOf(3);
    const foreign = readFileSync(join(other, first)).subarray(
      recordOffsets(join(other, first)).at(-1),
    );
    const path = join(folder, first);
    writeFileSync(path, Buffer.concat([readFileSync(path), foreign]));
    const { sum, files } = await verifyJournal(folder, { keyStore });
    const reasons = files.flatMap(({ damage }) => damage.map(({ reason }) => reason));
    expect(reasons).toEqual(['not-chained', 'not-decrypted']);
    expect([sum.records, sum.decrypted]).toEqual([3, 2]);
    expect((await reopen(folder)).ids).toEqual([1, 2]);
  });

  it('without a segment in the middle says how many entries are missing', async () => {
    const folder = await journalOf(12, { segmentBytesMax: 1_000, fullSegmentsMax: 100 });
    const names = readdirSync(folder).filter((name) => name.endsWith('.cpj'));
    expect(names.length).toBeGreaterThan(3);
    const [, second = ''] = names;
    const { files } = await verifyJournal(folder, null);
    const lost = files.find(({ file }) => file === second)?.sequences ?? { first: 0, last: 0 };
    rmSync(join(folder, second));
    const { ids, opened } = await reopen(folder);
    const all = Array.from({ length: 12 }, (_, at) => at + 1);
    const kept = all.filter((id) => id < lost.first || id > lost.last);
    expect([ids, opened.missing]).toEqual([kept, lost.last - lost.first + 1]);
    await expectMended(folder, kept);
  });

  it('without any readable header is refused and left as it is', async () => {
    const folder = await journalOf(2);
    rmSync(join(folder, 'journal.keys'));
    const path = join(folder, first);
    const bytes = readFileSync(path);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(openJournal(noteOptions(folder, { files: unsyncedFiles }))).rejects.toMatchObject({
      failure: {
        kind: 'storage',
        summary:
          'Every copy of the key to what you wrote is damaged; all files were left untouched.',
      },
    });
    expect(readFileSync(path)).toEqual(bytes);
    expect((await verifyJournal(folder, null)).sum).toMatchObject({ records: 2, damage: 1 });
  });
});

describe('a repair', () => {
  it('that finds no room is tried again before the next entry', async () => {
    const folder = await journalOf(4);
    const path = join(folder, first);
    const bytes = readFileSync(path);
    const second = recordOffsets(path)[1] ?? 0;
    bytes[second + 80] = (bytes[second + 80] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    let isFull = true;
    const troubles: string[] = [];
    const files = {
      ...unsyncedFiles,
      open: async (target: string, mode: 'create' | 'extend') => {
        if (isFull && target.includes('.cp')) {
          throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        }
        return unsyncedFiles.open(target, mode);
      },
    };
    const journal = await openJournal(
      noteOptions(folder, { files, onTrouble: ({ summary }) => troubles.push(summary) }),
    );
    expect(journal.state().map(({ id }) => id)).toEqual([1, 3, 4]);
    expect(troubles).toEqual(['The disk is full.']);
    await expect(journal.append(note(5))).rejects.toMatchObject({ failure: { kind: 'storage' } });
    isFull = false;
    await journal.append(note(99));
    await journal.close();
    await expectMended(folder, [1, 3, 4]);
  });

  it('interrupted at any of its steps loses nothing more', async () => {
    const folder = await journalOf(6);
    const path = join(folder, first);
    const bytes = readFileSync(path);
    const second = recordOffsets(path)[1] ?? 0;
    bytes[second + 80] = (bytes[second + 80] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    let isOver = false;
    for (let steps = 0; !isOver; steps += 1) {
      const copy = folders.copyOf(folder);
      let left = steps;
      isOver = true;
      const step =
        <T extends unknown[], R>(call: (...args: T) => Promise<R>) =>
        async (...args: T): Promise<R> => {
          if (left === 0) {
            isOver = false;
            throw new Error('the process died here');
          }
          left -= 1;
          return call(...args);
        };
      const files = {
        ...unsyncedFiles,
        rename: step(unsyncedFiles.rename),
        remove: step(unsyncedFiles.remove),
        syncFolder: step(unsyncedFiles.syncFolder),
        open: step(unsyncedFiles.open),
      };
      await openJournal(noteOptions(copy, { files })).then(
        // The steps of closing are among them.
        (journal) => journal.close().catch(() => undefined),
        () => undefined,
      );
      for (const name of readdirSync(copy)) {
        if (name.startsWith('journal.lock')) rmSync(join(copy, name));
      }
      const { ids } = await reopen(copy);
      expect(ids, `after ${steps} steps`).toEqual([1, 3, 4, 5, 6]);
      await expectMended(copy, [1, 3, 4, 5, 6]);
      const kept = readdirSync(copy).filter((name) => name.startsWith(`${first}.damaged-`));
      expect(kept, `after ${steps} steps`).toHaveLength(1);
      rmSync(copy, { recursive: true });
    }
  });
});
