// `npm run soak [-- --alerts N --faults N --kills N --writes N --write-faults N --seed S]`: a long soak run, its
// figures and its verdict.
import { parseArgs } from 'node:util';
import { firstDifferences, reportLine } from './report-line.ts';
import { runSoak } from './run-soak.ts';

const { values } = parseArgs({
  options: {
    alerts: { type: 'string', default: '250000' },
    faults: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '200' },
    writes: { type: 'string', default: '2500' },
    'write-faults': { type: 'string', default: '1500' },
    seed: { type: 'string', default: String(Date.now()) },
  },
});

const { seed } = values;
console.log(`seed ${seed}`);
const report = await runSoak({
  seed,
  alerts: Number(values.alerts),
  faults: Number(values.faults),
  kills: Number(values.kills),
  writes: Number(values.writes),
  writeFaults: Number(values['write-faults']),
  // Some of them later than the outbox waits before it sends again.
  lateMs: [1_000, 90_000],
  log: (line) => console.log(line),
});
const differences = firstDifferences(report);
console.log(reportLine(seed, report));
if (differences !== '') console.log(differences);
if (differences !== '' || report.leaks > 0) process.exitCode = 1;
