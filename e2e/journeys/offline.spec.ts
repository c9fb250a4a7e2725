// Sync, look, quit, cut the network, start again: everything is still there.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const story = 'Multi-cloud credential pivot';

test('what was synced is there without a network, with a resource of each cloud', async ({
  launch,
}) => {
  const tenant = await startDemoTenant({ now: Date.now });
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-e2e-'));
  const args = [`--graph-url=${tenant.baseUrl}`];

  const online = await launch({ profileDir, args });
  const seenOnline = await look(new Workstation(online.window), /^Sync: Live/);
  await online.close();
  await tenant.stop();

  const offline = await launch({ profileDir, args });
  const seenOffline = await look(new Workstation(offline.window), /^Sync: Offline since/);
  await offline.close();

  expect(seenOnline.rowIds.length).toBeGreaterThan(15);
  expect(seenOffline).toEqual(seenOnline);
  for (const text of [seenOnline.assets, seenOnline.graph]) {
    expect(text).toContain('Azure');
    expect(text).toContain('AWS');
    expect(text).toContain('Google Cloud');
  }
});

async function look(workstation: Workstation, syncState: RegExp) {
  await expect(workstation.syncState).toHaveAccessibleName(syncState, { timeout: 30_000 });
  await workstation.waitForRows(15);
  const rowIds = await workstation.rowIds();
  const totals = await workstation.totals();
  await workstation.openIncident(story);
  const graph = await workstation.graphAsText();
  await workstation.openTab('Assets');
  const assets = await workstation.tabText();
  await workstation.openTab('Alerts');
  const alerts = await workstation.tabText();
  await workstation.goTo('Incidents');
  return { rowIds, totals, graph, assets, alerts };
}
