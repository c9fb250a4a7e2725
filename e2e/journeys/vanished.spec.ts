// An incident that its service no longer has: it stays, and says so where it is open.
import { createServer } from 'node:http';
import { expect } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const story = 'Multi-cloud credential pivot';

test('what vanished from the service stays, and says since when', async ({ launch }) => {
  const tenant = await startDemoTenant({ now: Date.now });
  const { port } = new URL(tenant.baseUrl);
  const { window, close } = await launch({ args: [`--graph-url=${tenant.baseUrl}`] });
  const workstation = new Workstation(window);
  await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
  const totals = await workstation.totals();
  await tenant.stop();

  const emptied = createServer((request, response) => {
    const isOneIncident = /\/incidents\/\d+(\?|$)/.test(request.url ?? '');
    response.writeHead(isOneIncident ? 404 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(isOneIncident ? { error: { code: 'NotFound' } } : { value: [] }));
  });
  await new Promise<void>((resolve) => emptied.listen(Number(port), '127.0.0.1', resolve));
  await workstation.openIncident(story);
  await expect(window.getByText(/^No longer in the service since/)).toBeVisible({
    timeout: 30_000,
  });
  await workstation.openTab('Alerts');
  expect(await workstation.tabText()).not.toBe('');
  await workstation.goTo('Incidents');
  expect(await workstation.totals()).toBe(totals);
  await close();
  emptied.close();
});
