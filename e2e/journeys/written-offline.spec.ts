// What is set without a network is what the queue filters, counts and sorts by, at once and after a restart.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const tool = fileURLToPath(new URL('../../dist/cli/clearpane.js', import.meta.url));
const incidentId = '4194';
const owner = 'aaron.aalto@northwindharbor.example';
const newName = 'Drill of the night shift';
const note = 'The owner confirmed a drill.';

test('an incident resolved offline is filtered, sorted and kept as resolved', async ({
  launch,
}) => {
  test.setTimeout(180_000);
  const tenant = await startDemoTenant({ now: Date.now });
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-e2e-'));
  const args = [`--graph-url=${tenant.baseUrl}`];

  const online = await launch({ profileDir, args });
  const workstation = new Workstation(online.window);
  await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
  await workstation.waitForRows(5);
  await tenant.stop();
  await workstation.grid.getByText(incidentId, { exact: true }).click();
  await online.window.getByRole('button', { name: 'Manage incident' }).click();
  const pane = online.window.getByRole('dialog', { name: 'Manage incident' });
  await pane.getByLabel('Name', { exact: true }).fill(newName);
  await pane.getByLabel('Status').selectOption('Resolved');
  await pane.getByLabel('Resolution note').fill(note);
  await pane.getByLabel('Severity').selectOption('Medium');
  await pane.getByLabel('Assigned to').fill(owner);
  await online.window.keyboard.press('Control+Enter');
  await expect(online.window.getByText('Saved', { exact: true })).toBeVisible();
  const details = online.window.getByRole('complementary');
  await expect(details).toContainText(note);
  await online.window.keyboard.press('Escape');
  await expect(workstation.grid.getByText(incidentId, { exact: true })).toHaveCount(0);
  await expectFirstOfResolved(online.window);
  await online.kill();

  const offline = await launch({ profileDir, args });
  const still = new Workstation(offline.window);
  await expect(still.syncState).toHaveAccessibleName(/^Sync: Offline.*changes waiting/, {
    timeout: 30_000,
  });
  await expect(still.grid.getByText(incidentId, { exact: true })).toHaveCount(0);
  await expectFirstOfResolved(offline.window);
  await offline.close();
  await rm(profileDir, { recursive: true, force: true });
});

interface ServedAlert {
  readonly id: string;
  readonly status: string;
  readonly comments: readonly { readonly comment: string }[];
}

test('what is written about a file is kept here, and offered to the service that has it later', async ({
  launch,
}) => {
  test.setTimeout(180_000);
  const anchorAt = Date.now();
  const first = await startDemoTenant({ now: Date.now, anchorAt });
  const port = Number(new URL(first.baseUrl).port);
  const alerts = `${first.baseUrl}/security/alerts_v2`;
  const isOpen = `$filter=${encodeURIComponent("status eq 'new'")}`;
  const [alert] = (await read<{ readonly value: readonly ServedAlert[] }>(`${alerts}?${isOpen}`))
    .value;
  if (alert === undefined) throw new Error('the demo tenant has no new alert');
  await first.stop();
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-e2e-'));
  const file = join(profileDir, 'alerts.json');
  await writeFile(file, JSON.stringify({ value: [alert] }));
  await promisify(execFile)(process.execPath, [tool, 'import', file, '--profile', profileDir]);

  const { window, close } = await launch({ profileDir, args: [`--graph-url=${first.baseUrl}`] });
  const workstation = new Workstation(window);
  await workstation.goTo('Alerts');
  await workstation.waitForRows(1);
  await workstation.rows.first().getByRole('link').first().click();
  await window.getByRole('button', { name: 'Manage alert' }).click();
  const pane = window.getByRole('dialog', { name: 'Manage alert' });
  await pane.getByLabel('Status').selectOption('Resolved');
  await pane.getByLabel('Comment').fill(note);
  await pane.getByRole('button', { name: 'Save' }).click();
  const header = window.getByRole('article').locator('header');
  await expect(header).toContainText('Resolved');
  await expect(header.getByLabel('Kept on this computer: no source takes it')).toBeVisible();
  await expect(workstation.syncState).toHaveAccessibleName(/^Sync: (?!.*change)/);

  const second = await startDemoTenant({ now: Date.now, anchorAt, port });
  await workstation.syncNow();
  await header.getByRole('button', { name: 'Deliver' }).click({ timeout: 60_000 });
  const served = () => read<ServedAlert>(`${alerts}/${alert.id}`);
  await expect.poll(async () => (await served()).comments.length, { timeout: 30_000 }).toBe(1);
  expect((await served()).status).toBe('resolved');
  await expect(header.getByLabel('Kept on this computer: no source takes it')).toHaveCount(0);
  await close();
  await second.stop();
  await rm(profileDir, { recursive: true, force: true });
});

async function read<Json>(url: string): Promise<Json> {
  return (await (await fetch(url)).json()) as Json;
}

/** Alone in the filter "Status: Resolved", by owner, stands what was resolved here. */
async function expectFirstOfResolved(window: Page): Promise<void> {
  const filters = window.getByRole('toolbar', { name: 'Filters' });
  await filters.getByRole('button', { name: /^Status/ }).click();
  const choices = window.getByRole('group', { name: 'Status' });
  await choices.getByRole('button', { name: 'Clear' }).click();
  await choices.getByRole('checkbox', { name: /^Resolved/ }).check();
  await window.keyboard.press('Escape');
  const workstation = new Workstation(window);
  await workstation.grid.getByRole('button', { name: 'Owner', exact: true }).click();
  const first = workstation.rows.first();
  await expect(first).toContainText(newName);
  await expect(first).toContainText('Medium');
  await expect(first).toContainText('Resolved');
  await expect(first).toContainText('aaron.aalto');
  await expect(first.getByLabel('Saved on this machine, not yet delivered')).toBeVisible();
}
