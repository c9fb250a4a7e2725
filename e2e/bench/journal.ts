// `npm run bench journal [FOLDER]`: entries saved per second, one after the other and many at once, beside
// a plain file with one fdatasync for each; then how long opening takes. FOLDER chooses the disk.
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { everyEntry } from '../../electron/journal/journal-contents.ts';
import { openJournal } from '../../electron/journal/open-journal.ts';
import { median, spread } from './statistics.ts';

const runs = 5;
const singles = 2_000;
const crowded = 50_000;
const atOnce = 64;
const entry = { kind: 'comment', target: 'incident 4711', text: 'x'.repeat(300) };
const bytes = Buffer.from(JSON.stringify(entry));

const folder = await mkdtemp(join(process.argv[2] ?? tmpdir(), 'clearpane-bench-'));
/** The keyring is asked once an opening: its speed is not measured. */
const keyStore = {
  name: 'none',
  isProtected: false,
  wrap: async (key: Uint8Array) => key,
  unwrap: async (key: Uint8Array) => key,
};
const openBenchJournal = (name: string) =>
  openJournal({
    folder: join(folder, name),
    contents: everyEntry((value) => value as typeof entry),
    keyStore,
    clock: { now: Date.now },
    onTrouble: ({ summary }) => console.error(summary),
  });

try {
  const plain: number[] = [];
  const alone: number[] = [];
  const together: number[] = [];
  const opening: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    plain.push(await ratePlain(run));
    const journal = await openBenchJournal(`alone-${run}`);
    alone.push(
      await rate(singles, async () => {
        for (let at = 0; at < singles; at += 1) await journal.append(entry);
      }),
    );
    await journal.close();
    const busy = await openBenchJournal(`together-${run}`);
    together.push(
      await rate(crowded, async () => {
        let left = crowded;
        const author = async (): Promise<void> => {
          while (left > 0) {
            left -= 1;
            await busy.append(entry);
          }
        };
        await Promise.all(Array.from({ length: atOnce }, author));
      }),
    );
    await busy.close();
    const startedAt = performance.now();
    await (await openBenchJournal(`together-${run}`)).close();
    opening.push(performance.now() - startedAt);
  }
  console.log(`entries of ${bytes.length} bytes; ${runs} runs each, in turn; entries a second`);
  console.log(`plain file, fdatasync each:  ${spread(plain)}`);
  console.log(`journal, one after another:  ${spread(alone)}`);
  console.log(`journal, ${atOnce} at once:        ${spread(together)}`);
  console.log(`ratio, one after another:    ${(median(alone) / median(plain)).toFixed(2)}`);
  console.log(
    `ratio, ${atOnce} at once:          ${(median(together) / median(plain)).toFixed(2)}`,
  );
  console.log(`opening with ${crowded} entries: ${spread(opening)} ms`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function ratePlain(run: number): Promise<number> {
  const file = await open(join(folder, `plain-${run}`), 'w');
  const result = await rate(singles, async () => {
    for (let at = 0; at < singles; at += 1) {
      await file.write(bytes);
      await file.datasync();
    }
  });
  await file.close();
  return result;
}

async function rate(count: number, task: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await task();
  return (count / (performance.now() - startedAt)) * 1000;
}
