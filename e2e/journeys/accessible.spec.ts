// Every view in every theme against axe's rules. Left out: Fluent's focus guards, empty elements that
// take the focus for an instant to pass it on.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const themes = ['Light', 'Dark', 'High contrast'] as const;

for (const theme of themes) {
  test(`no view breaks a rule in ${theme.toLowerCase()}`, async ({ launch }) => {
    test.setTimeout(180_000);
    const tenant = await startDemoTenant({ now: Date.now });
    const { app, window, close } = await launch({ args: [`--graph-url=${tenant.baseUrl}`] });
    const workstation = new Workstation(window);
    const broken: Record<string, readonly string[]> = {};
    const look = async (view: string, part?: string): Promise<void> => {
      const violations = await violationsIn(window, part);
      if (violations.length > 0) broken[view] = violations;
    };
    await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
    await workstation.waitForRows(15);

    await workstation.goTo('Settings');
    await window.getByRole('radio', { name: theme, exact: true }).check();
    await look('settings');
    await app.evaluate(
      ({ dialog }, path) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
      },
      await exportWithTrouble(),
    );
    await window.getByRole('button', { name: 'Import files' }).click();
    const dialog = window.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeEnabled();
    await look('import preview');
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(dialog.getByRole('button', { name: 'Save as CSV' })).toBeEnabled();
    await dialog.getByText('Missing: ').click();
    await look('import report');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await workstation.goTo('Incidents');
    await workstation.waitForRows(15);
    await look('incident queue');
    await workstation.rows.nth(1).click();
    await look('incident pane');
    await window.keyboard.press('Control+K');
    await expect(window.getByRole('combobox')).toBeFocused();
    await window.keyboard.type('unas');
    await expect(window.getByRole('option').first()).toBeVisible();
    await look('palette', '[role=dialog]');
    await window.keyboard.press('Escape');
    await window.keyboard.press('?');
    await expect(window.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await look('keys', '[role=dialog]');
    await window.keyboard.press('Escape');
    await workstation.rows.nth(2).getByRole('checkbox').click();
    await workstation.rows
      .nth(4)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    await look('selected rows');
    await window.keyboard.press('e');
    await expect(window.getByText('Status: 3 change')).toBeVisible();
    await look('pane of many', '[role=dialog]');
    await window.keyboard.press('Escape');
    await expect(window.getByRole('dialog')).toHaveCount(0);
    await window.getByRole('button', { name: 'Manage incident' }).click();
    await expect(window.getByRole('dialog', { name: 'Manage incident' })).toBeVisible();
    await look('manage pane');
    await window.keyboard.press('Escape');
    await expect(window.getByRole('dialog')).toHaveCount(0);
    await window.keyboard.press('Escape');
    await workstation.openIncident('Multi-cloud credential pivot');
    for (const tab of ['Attack story', 'Alerts', 'Assets', 'Evidence', 'Activities'] as const) {
      await workstation.openTab(tab);
      await look(tab);
    }
    await window.getByRole('tab', { name: 'Similar incidents' }).click();
    await workstation.rows.first().getByRole('gridcell').nth(2).click();
    await look('similar incidents');
    await window.getByRole('button', { name: 'Why are they two?' }).click();
    const compared = window.getByRole('dialog');
    await expect(compared.getByRole('heading', { level: 3 }).first()).toBeVisible();
    await look('comparison of incidents');
    await compared.getByRole('button', { name: 'Close' }).click();
    await expect(compared).toHaveCount(0);
    await workstation.goTo('Alerts');
    await workstation.waitForRows(15);
    await look('alert queue');
    await workstation.rows.nth(1).click();
    await look('alert pane');
    await window.keyboard.press('Control+Enter');
    await expect(window.getByRole('heading', { name: 'Properties' })).toBeVisible();
    await look('alert page');
    await window.getByRole('button', { name: 'Acknowledge alert' }).click();
    await expect(window.getByRole('dialog', { name: 'Acknowledge alert' })).toBeVisible();
    await look('acknowledge dialog');
    await window.keyboard.press('Escape');
    await window.getByRole('button', { name: 'Tune alert' }).click();
    const rule = window.getByRole('dialog', { name: 'New tuning rule' });
    await expect(rule.getByText(/would be hidden/)).toBeVisible();
    await rule.getByRole('button', { name: 'Add group' }).click();
    await look('rule pane');
    await rule.getByRole('button', { name: 'Remove the group 2' }).click();
    await rule.getByRole('button', { name: 'Save rule' }).click();
    await expect(window.getByText(/^Rule made/)).toBeVisible();
    await window.getByRole('grid', { name: 'Evidence' }).getByRole('row').nth(1).click();
    await expect(window.getByLabel('Details of what is selected')).toBeVisible();
    await look('alert page with a selection');
    await workstation.goTo('Tuning');
    await expect(window.getByRole('grid', { name: 'Tuning rules' })).toBeVisible();
    await look('tuning rules');
    await window.getByRole('tab', { name: /^Set aside/ }).click();
    await expect(workstation.rows).not.toHaveCount(0);
    await look('alerts set aside');

    expect(broken).toEqual({});
    await close();
    await tenant.stop();
  });
}

/** One alert that lacks nearly everything, and one record that cannot be read. */
async function exportWithTrouble(): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'clearpane-e2e-')), 'export.ndjson');
  const type = '#microsoft.graph.security.alert';
  await writeFile(path, `${JSON.stringify({ '@odata.type': type, id: 'da1', title: 'A' })}\n{"id`);
  return path;
}

/** Rule and element of each violation, of the part where the rest was looked at before. */
async function violationsIn(page: Page, part?: string): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().exclude('[data-tabster-dummy]');
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  );
}
