// `npm run durability [-- --runs N --seed S --alerts N]`: starts on damaged databases, one line each, and how many went well.
import { parseArgs } from 'node:util';
import { median } from '../bench/statistics.ts';
import { runDamagedStarts } from './damaged-starts.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    alerts: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now()) },
  },
});

const { seed } = values;
console.log(`seed ${seed}`);
const starts = await runDamagedStarts({
  runs: Number(values.runs),
  alerts: Number(values.alerts),
  seed,
  log: (line) => console.log(line),
});
const good = starts.filter(({ faults }) => faults.length === 0);
const slowest = Math.max(...starts.map(({ answeredMs }) => answeredMs));
const typical = median(starts.map(({ answeredMs }) => answeredMs));
const told = starts.filter(({ notice }) => notice !== null);
console.log(
  `${good.length} of ${starts.length} starts went well; ${told.length} told of a loss; rows or a notice after ${typical.toFixed(0)} ms (median), ${slowest} ms (slowest)`,
);
if (good.length < starts.length) process.exitCode = 1;
