// A process of the kill test: appends notes in bursts and says which of them it was told are saved.
// Arguments: the folder, the first id, and a seed for the sizes.
import { writeSync } from 'node:fs';
import { note, noteOptions } from './journal-under-test.ts';
import { openJournal } from './open-journal.ts';

const [, , folder = '', firstId = '1', seed = '1'] = process.argv;
let random = Number(seed);
const next = (below: number): number => {
  random = (random * 48_271) % 2_147_483_647;
  return random % below;
};

// Small segments: the kill also meets rotations and snapshots.
const journal = await openJournal(
  noteOptions(folder, { segmentBytesMax: 4_000, fullSegmentsMax: 2 }),
);
for (let id = Number(firstId); ;) {
  const burst = Array.from({ length: 1 + next(8) }, () => note(id++, 'x'.repeat(next(400))));
  await Promise.all(
    burst.map(async (entry) => {
      await journal.append(entry);
      // Synchronous: a line that the parent reads was written before the kill.
      writeSync(1, `${entry.id}\n`);
    }),
  );
}
