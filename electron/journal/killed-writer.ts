// A process of the kill test: appends notes in bursts and says which of them it was told are saved.
// Arguments: the folder, the first id, a seed for the sizes, and where given the point at which it dies and
// the how manieth time it comes there. It ends by itself after so many notes that it must have come there.
import { writeSync } from 'node:fs';
import { filesThatKill } from './kill-points.ts';
import { note, noteOptions } from './journal-under-test.ts';
import { openJournal } from './open-journal.ts';

const [, , folder = '', firstId = '1', seed = '1', point, count = '1'] = process.argv;
const notesMax = 2_000;
let random = Number(seed);
const next = (below: number): number => {
  random = (random * 48_271) % 2_147_483_647;
  return random % below;
};

// Small segments: the kill also meets rotations and snapshots.
const journal = await openJournal(
  noteOptions(folder, {
    segmentBytesMax: 4_000,
    fullSegmentsMax: 2,
    ...(point !== undefined && { files: filesThatKill(point, Number(count)) }),
  }),
);
const endId = point === undefined ? Number.POSITIVE_INFINITY : Number(firstId) + notesMax;
for (let id = Number(firstId); id < endId;) {
  const burst = Array.from({ length: 1 + next(8) }, () => note(id++, 'x'.repeat(next(400))));
  await Promise.all(
    burst.map(async (entry) => {
      await journal.append(entry);
      // Synchronous: a line that the parent reads was written before the kill.
      writeSync(1, `${entry.id}\n`);
    }),
  );
}
