// The settings say how each source is read, and what could not be.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const tenantId = '11111111-2222-4333-8444-555555555555';
const broken = { severity: 'high', title: 'An alert <b>without</b> an id' };
const good = {
  '@odata.type': '#microsoft.graph.security.alert',
  id: 'good-1',
  tenantId,
  title: 'An alert that can be read',
  severity: 'high',
  status: 'new',
  createdDateTime: new Date().toISOString(),
  lastUpdateDateTime: new Date().toISOString(),
  evidence: [],
};

test('what could not be read opens with its reason and its text', async ({ launch }) => {
  const service = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
    const value = pathname.endsWith('/organization')
      ? [{ id: tenantId, displayName: 'Contoso' }]
      : pathname.endsWith('/alerts_v2')
        ? [good, broken]
        : [];
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ value }));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const { port } = service.address() as AddressInfo;
  const { window, close } = await launch({ args: [`--graph-url=http://127.0.0.1:${port}/v1.0`] });
  const workstation = new Workstation(window);
  await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
  await workstation.goTo('Settings');

  const source = window.getByRole('listitem', { name: 'Microsoft Graph security' });
  const alerts = source.getByRole('row', { name: /^Alerts of Contoso/ });
  await expect(alerts.getByRole('cell').last()).toHaveText('1');
  await expect(source).toContainText('Without a limit, since it is on this computer');

  await window.getByRole('link', { name: 'Show them' }).click();
  const item = window.getByRole('dialog').getByRole('listitem');
  await expect(item).toContainText('of the alerts of graph-security');
  await item.locator('summary').click();
  await expect(item.locator('pre')).toHaveText(JSON.stringify(broken));
  await window.keyboard.press('Escape');

  await window.getByRole('radio', { name: 'Half' }).check();
  await expect(window.getByRole('radio', { name: 'Half' })).toBeChecked();
  await close();
  service.close();
});
