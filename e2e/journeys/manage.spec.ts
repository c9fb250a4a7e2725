// An incident managed through the window without a network: shown at once, kept over a restart, asked
// about where somebody else was faster, and delivered once.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import type { OutboxCalls } from '../../shared/contract/outbox.ts';
import type { ShellBridge } from '../../shared/contract/shell.ts';
import type { TenantId } from '../../shared/model/tenant.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const incidentId = '4194';
const owner = 'robin.vos@northwindharbor.example';
const faster = 'kim.lund@northwindharbor.example';
const comment = 'Priya confirms: not her. =1+1 <b>& "quotes"</b>';
const secondComment = 'Sessions revoked.';

interface ServedIncident {
  readonly displayName: string;
  readonly assignedTo: string | null;
  readonly classification: string | null;
  readonly determination: string | null;
  readonly comments: readonly { readonly comment: string }[];
}

async function served(incidentUrl: string): Promise<ServedIncident> {
  return (await (await fetch(incidentUrl)).json()) as ServedIncident;
}

test('what is managed offline waits, asks, and arrives once', async ({ launch }) => {
  test.setTimeout(180_000);
  const anchorAt = Date.now();
  const first = await startDemoTenant({ now: Date.now, anchorAt });
  const port = Number(new URL(first.baseUrl).port);
  const incidentUrl = `${first.baseUrl}/security/incidents/${incidentId}`;
  const { displayName } = await served(incidentUrl);
  const args = [`--graph-url=${first.baseUrl}`];
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-e2e-'));

  const online = await launch({ profileDir, args });
  const before = new Workstation(online.window);
  await expect(before.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
  await before.waitForRows(5);
  await before.search(displayName);
  await before.openIncident(displayName);
  await first.stop();

  await online.window.getByRole('button', { name: 'Manage incident' }).click();
  const pane = online.window.getByRole('dialog', { name: 'Manage incident' });
  await pane.getByLabel('Assigned to').fill(owner);
  await pane.getByLabel('Classification').selectOption('True positive');
  await pane.getByLabel('Determination').selectOption('Compromised account');
  await pane.getByLabel('Comment').fill(comment);
  await online.window.keyboard.press('Control+Enter');
  await expect(online.window.getByText('Saved', { exact: true })).toBeVisible();
  const header = online.window
    .locator('header')
    .filter({ has: online.window.getByRole('heading', { level: 1, name: displayName }) });
  await expect(header).toContainText('robin.vos');
  await expect(header).toContainText('True positive');
  await expect(header.getByLabel('Saved on this machine, not yet delivered')).toBeVisible();
  await expect(before.syncState).toHaveAccessibleName(/2 changes waiting/);
  await before.openTab('Activities');
  const activities = online.window.getByRole('tabpanel').getByRole('listitem');
  const mine = activities.filter({ hasText: comment });
  await expect(mine.getByLabel('Saved on this machine, not yet delivered')).toBeVisible();
  await online.window.getByLabel('Comment on the incident').fill(secondComment);
  await online.window.getByRole('button', { name: 'Add comment' }).click();
  await expect(activities.filter({ hasText: secondComment })).toHaveCount(1);
  await expect(before.syncState).toHaveAccessibleName(/3 changes waiting/);
  await online.kill();

  const offline = await launch({ profileDir, args });
  const still = new Workstation(offline.window);
  await expect(still.syncState).toHaveAccessibleName(/^Sync: Offline.*, 3 changes waiting/, {
    timeout: 30_000,
  });
  await offline.close();

  const second = await startDemoTenant({ now: Date.now, anchorAt, port });
  await fetch(incidentUrl, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ assignedTo: faster }),
  });
  const again = await launch({ profileDir, args });
  const after = new Workstation(again.window);
  await expect(after.syncState).toHaveAccessibleName(/1 change needs you/, { timeout: 60_000 });
  await after.syncState.click();
  await again.window.getByRole('link', { name: /1 change needs you/ }).click();
  const changes = again.window.getByRole('dialog', { name: 'Changes waiting' });
  const conflict = changes.getByRole('group', { name: 'Assigned to' });
  await expect(conflict).toContainText('Unassigned');
  await expect(conflict).toContainText(faster);
  const axe = new AxeBuilder({ page: again.window }).setLegacyMode();
  const { violations } = await axe.exclude('[data-tabster-dummy]').analyze();
  expect(violations).toEqual([]);
  await conflict.getByRole('radio', { name: 'Yours' }).check();
  await changes.getByRole('button', { name: 'Keep the chosen' }).click();
  await expect(changes).toContainText('Everything is delivered', { timeout: 30_000 });
  await changes.getByRole('button', { name: 'Close' }).click();
  await after.openIncident(displayName);
  await after.openTab('Activities');
  const shown = again.window.getByRole('tabpanel').getByRole('listitem');
  await expect(shown.filter({ hasText: secondComment })).toHaveCount(1, { timeout: 30_000 });
  await expect(again.window.getByText('Waiting', { exact: true })).toHaveCount(0);
  await again.close();

  const delivered = await served(incidentUrl);
  expect(delivered).toMatchObject({
    assignedTo: owner,
    classification: 'truePositive',
    determination: 'compromisedAccount',
  });
  for (const text of [comment, secondComment]) {
    const copies = delivered.comments.filter((one) => one.comment.startsWith(text));
    expect(copies, text).toHaveLength(1);
  }
  await second.stop();
  await rm(profileDir, { recursive: true, force: true });
});

test('resolving an incident beside the queue resolves its alerts too', async ({ launch }) => {
  const tenant = await startDemoTenant({ now: Date.now });
  const { displayName } = await served(`${tenant.baseUrl}/security/incidents/${incidentId}`);
  const { window, close } = await launch({ args: [`--graph-url=${tenant.baseUrl}`] });
  const workstation = new Workstation(window);
  await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
  await workstation.waitForRows(5);
  await tenant.stop();

  await workstation.search(displayName);
  await expect(workstation.rows).toHaveCount(1);
  await workstation.rows.first().getByText(incidentId).click();
  await window.getByRole('button', { name: 'Manage incident' }).click();
  const pane = window.getByRole('dialog', { name: 'Manage incident' });
  await pane.getByLabel('Status').selectOption('Resolved');
  await expect(pane.getByLabel('Also resolve 25 active alerts')).toBeChecked();
  await window.keyboard.press('Escape');
  await expect(pane.getByRole('alert')).toContainText('Give up what you changed?');
  await pane.getByRole('button', { name: 'Keep editing' }).click();
  await pane.getByRole('button', { name: 'Save' }).click();
  await expect(workstation.syncState).toHaveAccessibleName(/26 changes waiting/);
  const row = workstation.rows.first();
  await expect(row).toContainText('Resolved');
  await expect(window.getByRole('complementary')).toContainText('0 active of 25');
  await expect(row.getByLabel('Saved on this machine, not yet delivered')).toBeVisible();

  await workstation.openIncident(displayName);
  await workstation.openTab('Alerts');
  await window.getByRole('tabpanel').getByRole('link').first().click();
  const page = window.getByRole('article');
  await expect(page.locator('header')).toContainText('Resolved');
  await page.getByLabel('Comment on the alert').fill(secondComment);
  await page.getByRole('button', { name: 'Add comment' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: secondComment })).toContainText(
    'Waiting',
  );
  await expect(page.getByRole('button', { name: 'Manage alert' })).toBeVisible();
  await close();
});

test('what the service does not take waits with its text until it is cancelled', async ({
  launch,
}) => {
  const tenant = await startDemoTenant({ now: Date.now });
  const { window, close } = await launch({ args: [`--graph-url=${tenant.baseUrl}`] });
  const workstation = new Workstation(window);
  await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
  const gone: OutboxCalls['outbox.write']['argument'] = {
    kind: 'comment',
    text: secondComment,
    target: {
      kind: 'incident',
      sourceId: `graph-security@${tenant.tenantId}`,
      tenantId: tenant.tenantId as TenantId,
      id: '999999',
    },
  };
  await window.evaluate(
    (written) =>
      (globalThis as unknown as { clearpane: ShellBridge }).clearpane.call('outbox.write', written),
    gone,
  );
  await expect(workstation.syncState).toHaveAccessibleName(/1 change needs you/);
  await workstation.syncState.click();
  await window.getByRole('link', { name: '1 change needs you' }).click();
  const changes = window.getByRole('dialog', { name: 'Changes waiting' });
  const item = changes.getByRole('listitem');
  await expect(item).toContainText(secondComment);
  await expect(item).toContainText('The service no longer has what it is about');
  await item.getByRole('button', { name: 'Retry' }).click();
  await expect(item).toContainText('The service no longer has what it is about');
  await item.getByRole('button', { name: 'Cancel it' }).click();
  await expect(changes).toContainText('Everything is delivered');
  await changes.getByRole('button', { name: 'Close' }).click();
  await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live(?!.*change)/);
  await close();
  await tenant.stop();
});
