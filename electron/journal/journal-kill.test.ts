// SIGKILL of a real process in mid-append, again and again on one journal: nothing acknowledged is lost.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killPoints } from './kill-points.ts';
import { noteOptions, temporaryFolders } from './journal-under-test.ts';
import { openJournal } from './open-journal.ts';
import { verifyJournal } from './verify-journal.ts';

const kills = 24;
/** For each point; the long form of this test has 20. */
const seeds = Number(process.env['CLEARPANE_KILL_SEEDS'] ?? 1);
const folders = temporaryFolders();
const programFolder = folders.make();

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('killed-writer.ts', import.meta.url)),
      target: 'node20',
      outDir: programFolder,
      emptyOutDir: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'writer.mjs' } },
    },
  });
}, 60_000);
afterAll(() => folders.remove());

/** Resolves to what it printed when it was killed. */
async function lifeOf(
  args: readonly (string | number)[],
  onSaved?: (saved: number, kill: () => void) => void,
) {
  const writer = spawn(process.execPath, [`${programFolder}/writer.mjs`, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const saved: number[] = [];
  createInterface({ input: writer.stdout }).on('line', (line) => {
    saved.push(Number(line));
    onSaved?.(saved.length, () => writer.kill('SIGKILL'));
  });
  const [, signal] = (await once(writer, 'close')) as [number | null, string | null];
  expect(signal, args.join(' ')).toBe('SIGKILL');
  return saved;
}

/** Runs until a random time after it had so many notes saved; resolves to the ids it printed. */
async function writeUntilKilled(folder: string, firstId: number, seed: number) {
  const savedBefore = 1 + ((seed * 7) % 90);
  // From within a write to well after it.
  const delayMs = (seed * 1.37) % 11;
  return lifeOf([folder, firstId, seed], (saved, kill) => {
    if (saved === savedBefore) setTimeout(kill, delayMs);
  });
}

/** What a new process finds after `written` was there and `saved` was said to be; all of it, in order. */
async function foundAfter(folder: string, written: readonly number[], saved: readonly number[]) {
  const journal = await openJournal(noteOptions(folder));
  const ids = journal.state().map(({ id }) => id);
  await journal.close();
  expect(journal.opened.damage).toEqual([]);
  expect(ids.slice(0, written.length)).toEqual(written);
  const added = ids.slice(written.length);
  const firstId = (written.at(-1) ?? 0) + 1;
  // What was on its way may be there too, in order.
  expect(added).toEqual(added.map((_, at) => firstId + at));
  expect(added.length).toBeGreaterThanOrEqual(saved.length);
  return ids;
}

describe('a process that is killed', () => {
  it(`loses nothing that it was told is saved (${kills} kills)`, async () => {
    const folder = folders.make();
    let written: readonly number[] = [];
    for (let seed = 1; seed <= kills; seed += 1) {
      const firstId = (written.at(-1) ?? 0) + 1;
      const saved = await writeUntilKilled(folder, firstId, seed);
      const { sum } = await verifyJournal(folder, null);
      expect([sum.damage, sum.missing], `seed ${seed}`).toEqual([0, 0]);
      written = await foundAfter(folder, written, saved);
    }
  }, 120_000);

  it.each(Object.entries(killPoints))(
    `loses nothing at the point: %s (${seeds} seeds)`,
    async (name, { follows, file }) => {
      for (let seed = 1; seed <= seeds; seed += 1) {
        const folder = folders.make();
        let written: readonly number[] = [];
        if (follows !== undefined) {
          const saved = await lifeOf([folder, 1, seed, follows, seed]);
          // Of a copy, since to open it is to mend it.
          written = await foundAfter(folders.copyOf(folder), [], saved);
        }
        // Some places are come to once in a life, others each time that something is written.
        const count = file === 'keys' || file === 'lock' || follows ? 1 : 1 + (seed % 4);
        const firstId = (written.at(-1) ?? 0) + 1;
        const saved = await lifeOf([folder, firstId, seed, name, count]);
        written = await foundAfter(folder, written, saved);
        // And goes on.
        const more = await writeUntilKilled(folder, (written.at(-1) ?? 0) + 1, seed);
        const all = await foundAfter(folder, written, more);
        expect(all.length, name).toBeGreaterThan(written.length);
      }
    },
    60_000 + seeds * 10_000,
  );
});
