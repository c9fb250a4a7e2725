// The short soak run, of another seed each time: the long one is `npm run soak`.
import { expect, test } from '@playwright/test';
import { firstDifferences, reportLine } from '../soak/report-line.ts';
import { runSoak } from '../soak/run-soak.ts';

test('through faults and kills, nothing is lost and nothing doubled', async () => {
  test.setTimeout(420_000);
  const seed = process.env['CI'] ? '20261125' : String(Date.now());
  console.log(`soak, seed ${seed}`);
  const report = await runSoak({
    seed,
    alerts: 3_000,
    faults: 60,
    kills: 6,
    writes: 60,
    writeFaults: 40,
    lateMs: [500, 5_000],
  });
  console.log(reportLine(seed, report));
  expect(firstDifferences(report)).toBe('');
  expect(report).toMatchObject({ alerts: 3_000, faults: 60, leaks: 0 });
});
