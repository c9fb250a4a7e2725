// Incidents merged, alerts moved, and all of it undone: what stands against it is named, a crash leaves
// no half, and each side says what happened.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const tenantId = '11111111-2222-4333-8444-555555555555';
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

function incident(id: string, displayName: string, minutes: number, changes: object = {}) {
  return {
    '@odata.type': '#microsoft.graph.security.incident',
    id,
    tenantId,
    displayName,
    severity: 'medium',
    status: 'active',
    createdDateTime: minutesAgo(minutes),
    lastUpdateDateTime: minutesAgo(minutes),
    ...changes,
  };
}

function alert(id: string, incidentId: string, title: string, minutes: number) {
  const at = minutesAgo(minutes);
  return {
    '@odata.type': '#microsoft.graph.security.alert',
    id,
    tenantId,
    incidentId,
    title,
    severity: 'medium',
    status: 'new',
    category: 'Execution',
    serviceSource: 'microsoftDefenderForEndpoint',
    createdDateTime: at,
    lastUpdateDateTime: at,
    firstActivityDateTime: at,
    lastActivityDateTime: at,
    evidence: [],
  };
}

const seen = {
  comment: 'Seen on Monday',
  createdByDisplayName: 'Ada',
  createdDateTime: minutesAgo(50),
};
const incidents = [
  incident('5001', 'Loader on a laptop', 60, { comments: [seen] }),
  incident('5002', 'Beacon <b>to</b> a rare domain', 40),
  incident('5003', 'Old phish', 30, { status: 'resolved' }),
];
const alerts = [
  alert('da-1', '5001', 'Suspicious certutil', 60),
  alert('da-2', '5001', 'Rundll32 without arguments', 55),
  alert('da-3', '5002', 'Beacon every minute', 40),
  alert('da-4', '5003', 'Phish reported by a user', 30),
];

async function startService() {
  const service = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
    const value = pathname.endsWith('/organization')
      ? [{ id: tenantId, displayName: 'Fabrikam' }]
      : pathname.endsWith('/alerts_v2')
        ? alerts
        : pathname.endsWith('/incidents')
          ? incidents
          : [];
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ value }));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  return service;
}

async function expectAccessible(window: Page): Promise<void> {
  const axe = new AxeBuilder({ page: window }).setLegacyMode();
  const { violations } = await axe.exclude('[data-tabster-dummy]').analyze();
  expect(violations).toEqual([]);
}

const activity = (window: Page, text: string): Locator =>
  window.getByRole('tabpanel').getByRole('listitem').filter({ hasText: text });

test('incidents are merged and alerts moved, by people, and all of it undone', async ({
  launch,
}) => {
  const service = await startService();
  const { port } = service.address() as AddressInfo;
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-e2e-'));
  const args = [`--graph-url=http://127.0.0.1:${port}/v1.0`];
  const first = await launch({ profileDir, args });
  const before = new Workstation(first.window);
  await expect(before.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
  await before.waitForRows(2);

  await first.window.getByRole('checkbox', { name: 'Select Loader on a laptop' }).click();
  await first.window.getByRole('checkbox', { name: /^Select Beacon/ }).click();
  await first.window.getByRole('button', { name: 'Merge', exact: true }).click();
  const pane = first.window.getByRole('dialog', { name: 'Merge incidents' });
  // By keyboard, as far as a field that offers something goes.
  await pane.getByRole('combobox', { name: 'Add an incident' }).focus();
  await first.window.keyboard.type('5003');
  await expect(first.window.getByRole('option', { name: /Old phish/ })).toBeVisible();
  await first.window.keyboard.press('ArrowDown');
  await first.window.keyboard.press('Enter');
  await expect(pane.getByRole('alert')).toContainText('Incident 5003 is resolved');
  await pane.getByRole('button', { name: 'Leave out Old phish' }).click();

  await expect(pane).toContainText('2 alerts; if kept, 1 alert of the others');
  await pane.getByRole('radio', { name: /Beacon <b>to<\/b> a rare domain/ }).check();
  await expect(pane.getByRole('region', { name: 'After the merge' })).toContainText(
    'Beacon <b>to</b> a rare domain has 3 alerts, of which 2 are new to it',
  );
  await pane.getByRole('checkbox', { name: 'Same campaign' }).check();
  await pane.getByRole('textbox', { name: 'Comment' }).fill('One loader');
  await expectAccessible(first.window);
  await first.window.keyboard.press('Control+Enter');
  await expect(pane).toBeHidden();
  await expect(first.window.getByText(/^2 incidents merged into/)).toBeVisible();
  await expect(before.rows).toHaveCount(1);
  await first.kill();

  const second = await launch({ profileDir, args });
  const after = new Workstation(second.window);
  await after.waitForRows(1);
  await after.search('5001');
  await second.window.keyboard.press('Enter');
  const banner = second.window.getByText(/^Merged into Beacon/);
  await expect(banner).toContainText('Its alerts are there');
  await banner.getByRole('link').click();
  await expect(second.window.getByRole('tab', { name: 'Alerts (3)' })).toBeVisible();
  await after.openTab('Activities');
  await expect(activity(second.window, 'Seen on Monday')).toContainText('from #5001');
  await second.window.getByLabel('Activities of').selectOption('own');
  await expect(activity(second.window, 'Seen on Monday')).toHaveCount(0);
  await expect(activity(second.window, 'Same campaign')).toContainText('One loader');

  await after.openTab('Alerts');
  await second.window.getByRole('checkbox', { name: 'Select Suspicious certutil' }).click();
  await second.window.getByRole('button', { name: 'Move to…' }).click();
  const move = second.window.getByRole('dialog', { name: 'Move 1 alert' });
  await move.getByRole('radio', { name: 'A new incident' }).check();
  await move.getByRole('textbox', { name: 'Name' }).fill('Certutil apart');
  await expectAccessible(second.window);
  await move.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(second.window.getByRole('tab', { name: 'Alerts (2)' })).toBeVisible();
  await after.openTab('Activities');
  // The merge cannot be undone while one of its alerts is elsewhere.
  await expect(activity(second.window, 'Same campaign')).toContainText('undo that first');
  await expectAccessible(second.window);
  await second.window.getByRole('link', { name: 'Certutil apart' }).click();
  await expect(second.window.getByRole('heading', { level: 1 })).toContainText('Certutil apart');
  await second.window.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(second.window.getByText(/^Undone/).first()).toBeVisible();

  await second.window.getByRole('button', { name: /^Back/ }).click();
  await expect(second.window.getByRole('tab', { name: 'Alerts (3)' })).toBeVisible();
  await activity(second.window, 'Same campaign').getByRole('button', { name: 'Undo' }).click();
  await expect(second.window.getByRole('tab', { name: 'Alerts (1)' })).toBeVisible();
  await after.goTo('Incidents');
  const apart = after.rows.filter({ hasText: 'Loader on a laptop' });
  await expect(apart).toContainText('2/2');
  await second.close();
  service.close();
  await rm(profileDir, { recursive: true, force: true });
});
