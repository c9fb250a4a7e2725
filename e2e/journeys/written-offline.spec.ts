// What is set without a network is what the queue filters, counts and sorts by, at once and after a restart.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

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

/** Alone in the filter "Status: Resolved", by owner, stands what was resolved here. */
async function expectFirstOfResolved(window: Page): Promise<void> {
  const filters = window.getByRole('toolbar', { name: 'Filters' });
  await filters.getByRole('button', { name: /^Status/ }).click();
  const choices = window.getByRole('group', { name: 'Status' });
  await choices.getByRole('button', { name: 'Clear' }).click();
  await choices.getByRole('checkbox', { name: /^Resolved/ }).check();
  await window.keyboard.press('Escape');
  const workstation = new Workstation(window);
  await workstation.grid.getByRole('button', { name: 'Owner' }).click();
  const first = workstation.rows.first();
  await expect(first).toContainText(newName);
  await expect(first).toContainText('Medium');
  await expect(first).toContainText('Resolved');
  await expect(first).toContainText('aaron.aalto');
  await expect(first.getByLabel('Saved on this machine, not yet delivered')).toBeVisible();
}
