// `npm run durability -- full-disk [--points N]`: people write while the profile's disk fills up. An entry is
// saved or refused, and after a restart with space every saved one is there.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { readSummary } from '../soak/app-doors.ts';
import { authoredEntry, readEntries, write } from './authored-entries.ts';
import { launchForSure } from './launch-for-sure.ts';
import { makeSmallDisk } from './small-disk.ts';
import type { SmallDisk } from './small-disk.ts';

const { values } = parseArgs({ options: { points: { type: 'string', default: '20' } } });
const points = Number(values.points);
const entryLength = 4_000;
const entriesPerPoint = 60;
/** From none to more than all entries take. */
const mostFree = 512 * 1024;

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
    const { saved, refused, faults } = await writeOnto(disk, free);
    const verdict = faults.length === 0 ? 'all saved ones kept' : `FAILED: ${faults.join('; ')}`;
    console.log(`${free} bytes free: ${saved} saved, ${refused} refused, ${verdict}`);
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

async function writeOnto(disk: SmallDisk, freeBytes: number) {
  const profileDir = `${disk.folder}/profile`;
  const faults: string[] = [];
  const { app } = await launchForSure({ profileDir, args });
  let saved: readonly string[] = [];
  let refused = 0;
  try {
    while ((await readSummary(app.app)).alerts === 0) await sleep(200);
    await disk.fill(freeBytes);
    for (let number = 0; number < entriesPerPoint; number += 1) {
      const failure = await write(app.window, authoredEntry(number, entryLength));
      if (failure === null) continue;
      refused += 1;
      if (failure.kind !== 'storage') faults.push(`refused with ${failure.kind}`);
    }
    saved = await readEntries(app.window);
    const promised = entriesPerPoint - refused;
    if (saved.length !== promised) faults.push(`${saved.length} of ${promised} listed`);
  } finally {
    await app.kill();
  }
  await disk.empty();
  const { app: again } = await launchForSure({ profileDir, args });
  try {
    let kept: readonly string[] = [];
    for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(200)) {
      kept = await readEntries(again.window);
      if (kept.length >= saved.length) break;
    }
    const lost = saved.filter((entry) => !kept.includes(entry));
    if (lost.length > 0) faults.push(`${lost.length} saved entries are lost`);
    const failure = await write(again.window, authoredEntry(entriesPerPoint));
    if (failure !== null) faults.push(`still refused with space: ${failure.summary}`);
  } finally {
    await again.kill();
  }
  return { saved: saved.length, refused, faults };
}
