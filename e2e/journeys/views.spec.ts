// Views as a whole: kept under a name over a restart without a network, passed on as a link, shown as a query.
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { test } from '../journey.ts';
import type { Clearpane } from '../launch.ts';
import { Workstation } from '../workstation.ts';

const chooseView = async (window: Page, name: string): Promise<void> => {
  await window.getByRole('button', { name: 'Views' }).click();
  await window.getByRole('menuitem', { name }).click();
};

test('a filter set survives a restart offline, and a link says what it cannot do', async ({
  launch,
}) => {
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-views-'));
  const tenant = await startDemoTenant({ now: Date.now });
  const args = [`--graph-url=${tenant.baseUrl}`];
  const first = await launch({ args, profileDir });
  const workstation = new Workstation(first.window);
  await workstation.waitForRows(10);
  await first.window.getByRole('button', { name: 'Add filter' }).click();
  await first.window.getByRole('menuitem', { name: 'Service / detection source' }).click();
  await first.window.getByRole('checkbox', { name: /^Defender for Cloud Apps/ }).check();
  await first.window.keyboard.press('Escape');
  await expect.poll(() => workstation.rows.count()).toBe(5);
  await chooseView(first.window, 'Save and manage filter sets');
  await first.window.getByLabel('Name of the new filter set').fill('Cloud apps');
  await first.window.keyboard.press('Enter');
  await expect(first.window.getByLabel('Name of Cloud apps')).toBeVisible();
  const file = join(profileDir, 'sets.json');
  await first.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, file);
  await first.window.getByRole('button', { name: 'Save all as a file' }).click();
  await expect(first.window.getByText('Saved as ')).toBeVisible();
  await first.window.getByRole('button', { name: 'Delete Cloud apps' }).click();
  await first.window.getByRole('button', { name: 'Add from a file' }).click();
  await expect(first.window.getByText('1 added')).toBeVisible();
  await expect(first.window.getByLabel('Name of Cloud apps')).toBeVisible();
  await first.close();
  await tenant.stop();

  const second = await launch({ args, profileDir });
  const { window, close } = second;
  const restarted = new Workstation(window);
  await restarted.waitForRows(10);
  await chooseView(window, 'Cloud apps');
  await expect.poll(() => restarted.rows.count()).toBe(5);
  await chooseView(window, 'Show query');
  await expect(window.getByLabel('Query', { exact: true })).toContainText(
    'microsoftDefenderForCloudApps',
  );
  await window.getByRole('button', { name: 'Close' }).click();

  await chooseView(window, 'Open a list link');
  const link = window.getByRole('textbox', { name: 'Link' });
  await link.fill('clearpane://alerts?v=2');
  await window.keyboard.press('Enter');
  await expect(window.getByText('made by a newer version')).toBeVisible();
  await link.fill('clearpane://alerts?v=1&range=30d&severity=high&owningTeam=SOC');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('heading', { level: 1, name: 'Alerts' })).toBeVisible();
  await expect(window.getByRole('button', { name: /^owningTeam=SOC/ })).toBeDisabled();
  await expect(window.getByRole('alert')).toContainText('owningTeam=SOC');

  // As the system does it: the app is started again with the link, and the window that is open takes it.
  await startAgain(second, 'clearpane://incidents?v=1&tenant=00000000-0000-0000-0000-00000000dead');
  await expect(window.getByRole('heading', { level: 1, name: 'Incidents' })).toBeVisible();
  await expect(window.getByRole('alert')).toContainText('of which nothing is stored here');
  await startAgain(second, 'clearpane://cases?v=1');
  await expect(window.getByRole('alert')).toContainText('The link was not opened.');
  await close();
  await rm(profileDir, { recursive: true });
});

async function startAgain({ app, profileDir }: Clearpane, link: string): Promise<void> {
  const { spawnfile, spawnargs } = app.process();
  const own = spawnargs.slice(1).filter((arg) => arg === '.' || arg === '--no-sandbox');
  const again = spawn(spawnfile, [...own, `--profile=${profileDir}`, link]);
  await once(again, 'exit');
}
