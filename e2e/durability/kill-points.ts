// `npm run durability -- kill-points [--seeds N] [--seed S] [--point NAME]...`: the real main is killed at each
// named point, for each seed in another order; nothing that was said to be saved may be lost.
import { parseArgs } from 'node:util';
import { runKilledLives } from './killed-lives.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now()) },
    point: { type: 'string', multiple: true },
  },
});
const seeds = Number(values.seeds);
const log = (line: string): void => console.log(line);

let kills = 0;
let unmet = 0;
let lost = 0;
for (let count = 1; count <= seeds; count += 1) {
  const seed = `${values.seed}/${count}`;
  log(`seed ${seed}`);
  const { lives, lostInTheEnd, written, imported, set } = await runKilledLives({
    seed,
    log,
    ...(values.point && { points: values.point }),
  });
  const killed = lives.filter(({ isKilled }) => isKilled).length;
  kills += killed;
  unmet += lives.length - killed;
  lost += lives.flatMap((life) => life.lost).length + lostInTheEnd.length;
  log(
    [
      `seed ${seed}: ${killed} of ${lives.length} points met;`,
      `${written} written, ${imported} files imported, ${set} settings saved;`,
      lostInTheEnd.length === 0
        ? 'all there in the end'
        : `AMISS: ${lostInTheEnd.slice(0, 10).join('; ')}`,
    ].join(' '),
  );
}
log(`${kills} kills, ${unmet} points not met, ${lost} lost or doubled`);
if (lost + unmet > 0) process.exitCode = 1;
