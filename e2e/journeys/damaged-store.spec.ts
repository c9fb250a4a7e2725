// The short run on damaged databases, of another seed each time: the long one is `npm run durability`.
import { expect, test } from '@playwright/test';
import { runDamagedStarts, startLine } from '../durability/damaged-starts.ts';

test('a damaged database costs no entry, and its rows come again', async () => {
  test.setTimeout(240_000);
  const seed = String(Date.now());
  console.log(`damaged databases, seed ${seed}`);
  const starts = await runDamagedStarts({ seed, runs: 6, alerts: 300, atOnce: 3 });
  const failed = starts.filter(({ faults }) => faults.length > 0);
  expect(failed.map(startLine)).toEqual([]);
  expect(starts).toHaveLength(6);
});
