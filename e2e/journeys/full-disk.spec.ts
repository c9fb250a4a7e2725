// The short run on full disks, with room for nothing and for some entries: the long one is
// `npm run durability -- full-disk`.
import { expect, test } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { makeSmallDisk } from '../durability/small-disk.ts';
import { entryLength, writeOnto } from '../durability/write-onto-full-disk.ts';

for (const entries of [0, 20]) {
  test(`a disk with room for ${entries} entries keeps those it took, and says so`, async () => {
    test.setTimeout(120_000);
    const disk = await makeSmallDisk(128);
    test.skip(disk === null, 'mounting a small disk takes root on Linux');
    if (disk === null) return;
    const service = await startDemoTenant({ now: Date.now, requestsPerMinute: 100_000 });
    const args = [`--graph-url=${service.baseUrl}`];
    const { refused, toldMs, faults } = await writeOnto(disk, {
      free: entries * entryLength,
      args,
    });
    await service.stop();
    await disk.remove();
    expect(faults).toEqual([]);
    expect(refused).toBeGreaterThan(0);
    expect(toldMs).toBeLessThan(5_000);
  });
}
