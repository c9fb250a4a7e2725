// `npm run durability -- full-disk [--points N]`: people write while the profile's disk fills up. An entry is
// saved or refused, and after a restart with space every saved one is there.
import { parseArgs } from 'node:util';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { makeSmallDisk } from './small-disk.ts';
import { entriesWritten, entryLength, writeOnto } from './write-onto-full-disk.ts';

const { values } = parseArgs({ options: { points: { type: 'string', default: '20' } } });
const points = Number(values.points);
/** From none to more than all entries take. */
const mostFree = 2 * entryLength * entriesWritten;

const service = await startDemoTenant({ now: Date.now, requestsPerMinute: 100_000 });
const args = [`--graph-url=${service.baseUrl}`];
let good = 0;
let isMountable = true;
for (let point = 0; point < points && isMountable; point += 1) {
  const disk = await makeSmallDisk(128);
  isMountable = disk !== null;
  if (disk === null) break;
  try {
    const free = Math.round((mostFree * point) / Math.max(1, points - 1));
    const { saved, refused, toldMs, faults } = await writeOnto(disk, { free, args });
    const verdict = faults.length === 0 ? 'all saved ones kept' : `FAILED: ${faults.join('; ')}`;
    const told = toldMs === null ? 'nothing told' : `told after ${toldMs} ms`;
    console.log(`${free} bytes free: ${saved} saved, ${refused} refused, ${told}, ${verdict}`);
    if (faults.length === 0) good += 1;
  } finally {
    await disk.remove();
  }
}
await service.stop();
if (isMountable) {
  console.log(`${good} of ${points} fill points went well`);
  if (good < points) process.exitCode = 1;
} else console.log('skipped: mounting a small disk takes root on Linux');
