// Alerts kept out of the queue: by a rule made from one of them and tried before, by a person who knows of
// one; counted, listed, put back, undone, kept over a restart, and back when their time is over.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import type { OutboxCalls } from '../../shared/contract/outbox.ts';
import type { ShellBridge } from '../../shared/contract/shell.ts';
import { alertKey } from '../../shared/model/alert.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const title = 'Digital currency mining activity';

const setAsideChip = (window: Page): Locator => window.getByRole('link', { name: /set aside$/ });

async function openAlert(window: Page): Promise<void> {
  const station = new Workstation(window);
  await station.goTo('Alerts');
  await station.waitForRows(5);
  await window.getByRole('button', { name: 'Reset all' }).click();
  await station.search(title);
  await station.grid.getByRole('link', { name: title }).first().click();
  await expect(window.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

test('alerts are tuned, tried before, hidden, counted and put back', async ({ launch }) => {
  test.setTimeout(180_000);
  const tenant = await startDemoTenant({ now: Date.now });
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-tuning-'));
  const args = [`--graph-url=${tenant.baseUrl}`];
  const first = await launch({ profileDir, args });
  const { window } = first;
  const station = new Workstation(window);
  await expect(station.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
  await openAlert(window);

  // From the alert: about its detection on its asset, until the condition is taken away.
  await window.getByRole('button', { name: 'Tune alert' }).click();
  const pane = window.getByRole('dialog', { name: 'New tuning rule' });
  await expect(pane.getByLabel('Alert type')).toHaveValue('AzureDNS_CurrencyMining');
  await expect(pane.getByText('1 alert of', { exact: false })).toBeVisible();
  await pane.getByRole('button', { name: 'Remove the condition 1' }).click();
  await expect(pane.getByText('4 alerts of', { exact: false })).toBeVisible();
  await expect(pane.getByRole('list', { name: 'Alerts it would be about' })).toContainText(title);
  await pane.getByLabel('Name').fill('Known miners');
  await pane.getByLabel('Expires').selectOption('In 30 days');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Rule made: Known miners')).toBeVisible();
  await expect(window.getByText(/Out of the alert queue.*Known miners/)).toBeVisible();

  // Hidden, and counted.
  await station.goTo('Alerts');
  await expect(setAsideChip(window)).toHaveText('4 set aside');
  await expect(station.grid.getByRole('link', { name: title })).toHaveCount(0);

  // Put back one, and take that back.
  await setAsideChip(window).click();
  await expect(window.getByRole('tab', { name: 'Set aside (4)' })).toBeVisible();
  await station.rows
    .first()
    .getByRole('button', { name: /^Put back/ })
    .click();
  await expect(window.getByRole('tab', { name: 'Set aside (3)' })).toBeVisible();
  await window.getByRole('button', { name: 'Undo' }).click();
  await expect(window.getByRole('tab', { name: 'Set aside (4)' })).toBeVisible();

  // Off and on again, deleted and back, and opened by keyboard.
  await window.getByRole('tab', { name: /^Rules/ }).click();
  await station.rows.getByRole('switch').click();
  await expect(station.rows).toContainText('Off');
  await expect(window.getByRole('tab', { name: 'Set aside (0)' })).toBeVisible();
  await window.getByRole('button', { name: 'Undo' }).click();
  await expect(station.rows).toContainText('In force');
  await window.getByRole('button', { name: 'Delete Known miners' }).click();
  await expect(station.rows).toHaveCount(0);
  await window.getByRole('button', { name: 'Undo' }).click();
  await expect(window.getByRole('tab', { name: 'Set aside (4)' })).toBeVisible();
  await station.grid.focus();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('dialog', { name: 'Tuning rule' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toHaveCount(0);

  // Out as a suppression rule, and another one in.
  const path = join(profileDir, 'rules.json');
  await first.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
  await window.getByRole('button', { name: 'Export' }).click();
  await window.getByRole('button', { name: 'Save as JSON' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
  const exported = JSON.parse(await readFile(path, 'utf8')) as { readonly value: unknown[] };
  expect(exported.value).toMatchObject([
    {
      name: 'Known miners',
      properties: { alertType: 'AzureDNS_CurrencyMining', state: 'Enabled' },
    },
  ]);
  const foreign = {
    alertType: '*',
    reason: 'Other',
    state: 'Enabled',
    suppressionAlertsScope: { allOf: [{ field: 'entities.moon.phase', in: ['full'] }] },
  };
  const sound = { alertType: 'NoSuchType', reason: 'Noise', state: 'Enabled', comment: '' };
  await writeFile(
    path,
    JSON.stringify({
      value: [
        ...exported.value,
        { name: 'Other', properties: sound },
        { name: 'Moon', properties: foreign },
      ],
    }),
  );
  await window.getByLabel('File of suppression rules').setInputFiles(path);
  const dialog = window.getByRole('dialog', { name: 'Import tuning rules' });
  await expect(dialog.getByRole('list', { name: 'Not taken' })).toContainText(
    'entities.moon.phase',
  );
  await expect(dialog.getByRole('list', { name: 'Not taken' })).toContainText('here already');
  await dialog.getByRole('button', { name: 'Import 1' }).click();
  await expect(window.getByRole('tab', { name: 'Rules (2)' })).toBeVisible();
  await first.close();

  // Kept over a restart; what a person acknowledges leaves too, and comes back at its time.
  const { window: again, close } = await launch({ profileDir, args });
  const later = new Workstation(again);
  await later.goTo('Alerts');
  await later.waitForRows(5);
  await expect(setAsideChip(again)).toHaveText('4 set aside');
  await later.grid.getByRole('link').first().click();
  await again.getByRole('button', { name: 'Acknowledge alert' }).click();
  const acknowledging = again.getByRole('dialog', { name: 'Acknowledge alert' });
  await acknowledging.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(acknowledging.getByText('Say why, for those who look later.')).toBeVisible();
  await acknowledging.getByLabel('Reason').fill('Test of the red team');
  await acknowledging.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(again.getByText(/Acknowledged by .*Test of the red team/)).toBeVisible();
  await later.goTo('Alerts');
  await expect(setAsideChip(again)).toHaveText('5 set aside');
  await setAsideChip(again).click();
  await expect(later.rows.first()).toContainText('Test of the red team');
  await later.rows
    .first()
    .getByRole('button', { name: /^Put back/ })
    .click();
  await expect(again.getByRole('tab', { name: 'Set aside (4)' })).toBeVisible();

  await later.goTo('Alerts');
  await later.grid.getByRole('link').first().click();
  const id = await again.getByRole('button', { name: /^Copy alert id / }).getAttribute('title');
  const brief: OutboxCalls['outbox.write']['argument'] = {
    kind: 'acknowledge',
    alert: alertKey(tenant.tenantId, id ?? ''),
    reason: 'For a moment',
    until: Date.now() + 4_000,
  };
  await again.evaluate(
    (written) =>
      (globalThis as unknown as { clearpane: ShellBridge }).clearpane.call('outbox.write', written),
    brief,
  );
  await expect(again.getByText(/Out of the alert queue.*For a moment/)).toBeVisible();
  await expect(again.getByText(/Out of the alert queue/)).toHaveCount(0, { timeout: 15_000 });
  await later.goTo('Alerts');
  await expect(setAsideChip(again)).toHaveText('4 set aside');
  await close();
  await tenant.stop();
  await rm(profileDir, { recursive: true, force: true });
});
