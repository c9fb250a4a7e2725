// An alert read on its page: what ran where, details of what is selected, what was done, its clouds in
// words, and similar alerts classified all at once and put back. New alerts of a service are turned off.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

async function openAlert(window: Page, title: string): Promise<void> {
  const station = new Workstation(window);
  await station.goTo('Alerts');
  await station.waitForRows(1);
  await station.search(title);
  await station.grid.getByRole('link', { name: title }).first().click();
  await expect(window.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

test('an alert tells what ran where, and what became of similar ones', async ({ launch }) => {
  test.setTimeout(120_000);
  const tenant = await startDemoTenant({ now: Date.now });
  const { window, close } = await launch({ args: [`--graph-url=${tenant.baseUrl}`] });
  const station = new Workstation(window);
  await expect(station.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });

  // By keyboard alone: down the tree, into the details, and back to the properties.
  await openAlert(window, 'Suspicious use of certutil.exe to decode an executable');
  const tree = window.getByRole('tree', { name: 'Processes and assets' });
  await tree.focus();
  await window.keyboard.press('End');
  await window.keyboard.press('Enter');
  const details = window.getByLabel('Details of what is selected');
  await expect(details.getByRole('heading', { name: 'powershell.exe' })).toBeVisible();
  await expect(details).toContainText('certutil -decode');
  await expect(window.getByRole('treeitem', { selected: true })).toContainText('powershell.exe');
  await tree.focus();
  await window.keyboard.press('Home');
  await window.keyboard.press('ArrowLeft');
  await expect(window.getByRole('treeitem')).toHaveCount(1);
  await window.keyboard.press('ArrowRight');
  await expect(window.getByRole('treeitem')).toHaveCount(3);
  await window.keyboard.press('Escape');
  await expect(window.getByLabel('Properties of the alert')).toContainText('Defense evasion');

  // From an asset to all alerts that name it.
  await window.getByRole('button', { name: /^Actions for lt-hweber/ }).click();
  await window.getByRole('menuitem', { name: 'Find alerts that name it' }).click();
  await station.waitForRows(2);
  for (const row of await station.rows.all()) await expect(row).toContainText('lt-hweber');

  // Nothing was done about this one, and its cloud is said in words.
  await window.getByRole('button', { name: 'Reset all' }).click();
  await openAlert(window, 'Digital currency mining activity');
  await expect(window.getByRole('grid', { name: 'Assets' })).toContainText('Azure');
  await expect(window.getByRole('heading', { name: /^Actions taken/ })).toHaveCount(0);
  await expect(window.getByText(/^3 other alerts of this detection/)).toBeVisible();
  await window.getByRole('button', { name: 'View similar alerts' }).click();
  const similar = window.getByRole('grid', { name: 'Similar alerts' });
  await expect(similar.getByRole('row')).toHaveCount(4);

  // All of them classified in one step, and put back in one.
  await window.getByRole('button', { name: 'Manage all 4' }).click();
  const pane = window.getByRole('dialog', { name: 'Manage 4 alerts' });
  await pane.getByLabel('Classification').selectOption('False positive');
  await expect(pane).toContainText('Classification: 4 change');
  await window.keyboard.press('Control+Enter');
  const classification = window.getByLabel('Properties of the alert');
  await expect(classification).toContainText('False positive');
  await expect(similar.getByText('False positive')).toHaveCount(3);
  await window.getByRole('button', { name: 'Undo' }).click();
  await expect(classification).toContainText('Not set');
  await expect(similar.getByText('False positive')).toHaveCount(0);

  // What was done about evidence is listed where there is something.
  await openAlert(window, 'AWS CloudTrail trail org-audit was disabled by AzureFederatedDeploy');
  await expect(window.getByRole('heading', { name: /^Actions taken/ })).toBeVisible();
  await close();
  await tenant.stop();
});

const tenantId = '11111111-2222-4333-8444-555555555555';
const alertOf = (id: string, serviceSource: string, at: number) => ({
  '@odata.type': '#microsoft.graph.security.alert',
  id,
  tenantId,
  title: `Alert ${id}`,
  severity: 'high',
  status: 'new',
  serviceSource,
  createdDateTime: new Date(at).toISOString(),
  lastUpdateDateTime: new Date(at).toISOString(),
  evidence: [],
});

test('new alerts of Defender for Cloud are skipped and counted while they are off', async ({
  launch,
}) => {
  const alerts = [alertOf('old', 'microsoftDefenderForCloud', Date.now() - 60_000)];
  const service = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
    const organization = [{ id: tenantId, displayName: 'Contoso' }];
    const isAlerts = pathname.endsWith('/alerts_v2');
    const value = pathname.endsWith('/organization') ? organization : isAlerts ? alerts : [];
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ value }));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const { port } = service.address() as AddressInfo;
  const { window, close } = await launch({ args: [`--graph-url=http://127.0.0.1:${port}/v1.0`] });
  const station = new Workstation(window);
  await expect(station.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
  await station.goTo('Settings');
  const choice = window.getByRole('group', { name: 'Alerts of Defender for Cloud' });
  await choice.getByRole('radio', { name: 'No alerts' }).check();
  await expect(choice).toContainText('are not taken in, only counted');
  alerts.push(
    alertOf('new', 'microsoftDefenderForCloud', Date.now() + 1_000),
    alertOf('other', 'microsoftDefenderForEndpoint', Date.now() + 1_000),
  );
  await station.syncNow();
  await expect(window.getByRole('listitem', { name: 'Microsoft Graph security' })).toContainText(
    '1 new alert of Defender for Cloud skipped',
  );
  await station.goTo('Alerts');
  await expect(station.grid.getByRole('link', { name: 'Alert other' }).first()).toBeVisible();
  await expect(station.grid.getByRole('link', { name: 'Alert old' }).first()).toBeVisible();
  await expect(station.grid.getByRole('link', { name: 'Alert new' })).toHaveCount(0);
  await close();
  service.close();
});
