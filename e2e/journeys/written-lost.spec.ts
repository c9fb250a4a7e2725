// The database of alerts, and then the journal, are deleted between starts: what people decided comes back
// from the journal, and a journal that is gone is missed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { readEntries, authoredEntry, write } from '../durability/authored-entries.ts';
import { storedAlerts } from '../store-summary.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

test('a split and entries outlive the database, and a journal that is gone is missed', async ({
  launch,
}) => {
  test.setTimeout(120_000);
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-e2e-'));

  const first = await launch({ profileDir });
  const title = await splitOneOff(first.window);
  expect(await write(first.window, authoredEntry(0))).toBeNull();
  const entries = await readEntries(first.window);
  expect(entries).toHaveLength(1);
  const alerts = await storedAlerts(first.window);
  await first.close();

  await rm(join(profileDir, 'IndexedDB'), { recursive: true });
  const second = await launch({ profileDir });
  await expect(
    second.window.getByText('The stored incidents and alerts were damaged and are fetched again.'),
  ).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => storedAlerts(second.window), { timeout: 60_000 }).toBe(alerts);
  expect(await readEntries(second.window)).toEqual(entries);
  await openAlert(second.window, title);
  await expect(second.window.getByRole('button', { name: /^Undo the split of / })).toBeVisible();
  await second.close();

  await rm(join(profileDir, 'journal'), { recursive: true });
  const third = await launch({ profileDir });
  await expect(
    third.window.getByText(/^The journal of what you wrote is not the one that this profile had/),
  ).toBeVisible({ timeout: 30_000 });
  await third.close();
  await rm(profileDir, { recursive: true });
});

/** Of the first alert that several sources tell of; resolves to the alert's title. */
async function splitOneOff(window: Page): Promise<string> {
  const workstation = new Workstation(window);
  await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 60_000 });
  await workstation.goTo('Alerts');
  await workstation.waitForRows();
  const link = workstation.grid.getByRole('link').first();
  const title = await link.innerText();
  await link.click();
  await window
    .getByRole('button', { name: /^Split off / })
    .last()
    .click();
  await expect(window.getByRole('button', { name: /^Undo the split of / })).toBeVisible();
  return title;
}

async function openAlert(window: Page, title: string): Promise<void> {
  const workstation = new Workstation(window);
  await workstation.goTo('Alerts');
  await workstation.waitForRows();
  await workstation.grid.getByRole('link', { name: title }).first().click();
}
