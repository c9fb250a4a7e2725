// SIGKILL of a real process in mid-append, again and again on one journal: nothing acknowledged is lost.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteOptions, temporaryFolders } from './journal-under-test.ts';
import { openJournal } from './open-journal.ts';
import { verifyJournal } from './verify-journal.ts';

const kills = 24;
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

/** Runs until a random time after it had so many notes saved; resolves to the ids it printed. */
async function writeUntilKilled(folder: string, firstId: number, seed: number) {
  const writer = spawn(
    process.execPath,
    [`${programFolder}/writer.mjs`, folder, String(firstId), String(seed)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const saved: number[] = [];
  const savedBefore = 1 + ((seed * 7) % 90);
  // From within a write to well after it.
  const delayMs = (seed * 1.37) % 11;
  createInterface({ input: writer.stdout }).on('line', (line) => {
    saved.push(Number(line));
    if (saved.length === savedBefore) setTimeout(() => writer.kill('SIGKILL'), delayMs);
  });
  const [, signal] = (await once(writer, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return saved;
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
      const journal = await openJournal(noteOptions(folder));
      const ids = journal.state().map(({ id }) => id);
      await journal.close();
      expect(journal.opened.damage, `seed ${seed}`).toEqual([]);
      // All of before and all that was acknowledged; what was on its way may be there too, in order.
      expect(ids.slice(0, written.length), `seed ${seed}`).toEqual(written);
      const added = ids.slice(written.length);
      expect(added, `seed ${seed}`).toEqual(added.map((_, at) => firstId + at));
      expect(added.length, `seed ${seed}`).toBeGreaterThanOrEqual(saved.length);
      written = ids;
    }
  }, 120_000);
});
