// A thousand alerts changed together without a network and without a mouse: previewed, kept over a
// restart, and put back in one step.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Clearpane } from '../launch.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const count = 1_000;
const profiles: string[] = [];

test.afterAll(async () => {
  for (const folder of profiles) await rm(folder, { recursive: true, force: true });
});

test('a thousand rows are changed together and put back in one step', async ({ launch }) => {
  test.setTimeout(120_000);
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-e2e-'));
  profiles.push(profileDir);
  const first = await launch({ profileDir });
  const { window } = first;
  const workstation = new Workstation(window);
  await workstation.waitForRows();
  await importAlerts(first, profileDir);
  await showImported(workstation);

  // A range by Shift, one more by Ctrl, then all of the view by keyboard.
  const selected = window.getByRole('status').filter({ hasText: 'selected' });
  await workstation.rows.nth(1).getByRole('checkbox').click();
  await workstation.rows
    .nth(4)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await workstation.rows.nth(7).click({ modifiers: ['Control'] });
  await expect(selected).toHaveText('5 alerts selected');
  await window.keyboard.press('Control+a');
  await expect(selected).toHaveText('1,000 alerts selected');
  await window.keyboard.press('End');
  await expect(workstation.rows.last()).toHaveAttribute('aria-selected', 'true');
  await window.keyboard.press('x');
  await expect(selected).toHaveText('999 alerts selected');
  await window.keyboard.press('x');

  await window.getByRole('button', { name: 'Manage 1,000 alerts' }).click();
  const pane = window.getByRole('dialog', { name: 'Manage 1,000 alerts' });
  const preview = pane.getByRole('status', { name: 'What changes' });
  await expect(preview).toHaveText('Choose what is to change.');
  await pane.getByLabel('Status').selectOption('In progress');
  await pane.getByLabel('Classification').selectOption('False positive');
  await expect(preview).toContainText('Status: 1,000 change');
  await expect(preview).toContainText('Status of 1,000 stays on this computer');
  const startedAt = Date.now();
  await window.keyboard.press('Control+Enter');
  await expect(window.getByText('Changed 1,000 alerts.')).toBeVisible();
  await expect(workstation.rows.first()).toContainText('In progress');
  const tookMs = Date.now() - startedAt;
  console.log(`1,000 alerts written and shown in ${tookMs} ms`);
  expect(tookMs).toBeLessThan(10_000);
  await first.close();

  const second = await launch({ profileDir });
  const again = new Workstation(second.window);
  await showImported(again);
  // The journal is opened after the first rows.
  await expect.poll(() => statuses(second.window)).toEqual(new Set(['In progress']));

  await again.rows.first().getByRole('checkbox').click();
  await second.window.keyboard.press('Control+a');
  await second.window.getByRole('button', { name: 'Manage 1,000 alerts' }).click();
  const secondPane = second.window.getByRole('dialog', { name: 'Manage 1,000 alerts' });
  await secondPane.getByLabel('Status').selectOption('Resolved');
  await second.window.keyboard.press('Control+Enter');
  await expect(second.window.getByText('No alerts match these filters')).toBeVisible();
  await second.window.getByRole('button', { name: 'Undo' }).click();
  await expect(second.window.getByText('Put back 1,000 alerts.')).toBeVisible();
  await again.waitForRows(10);
  await expect.poll(() => statuses(second.window)).toEqual(new Set(['In progress']));
  await second.close();
});

async function importAlerts({ app, window }: Clearpane, folder: string): Promise<void> {
  const path = join(folder, 'alerts.ndjson');
  const at = new Date().toISOString();
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      '@odata.type': '#microsoft.graph.security.alert',
      id: `da${String(index).padStart(6, '0')}`,
      title: `Sign-in from a new place ${index}`,
      severity: 'medium',
      status: 'new',
      createdDateTime: at,
      lastUpdateDateTime: at,
    }),
  );
  await writeFile(path, lines.join('\n'));
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, path);
  await new Workstation(window).goTo('Settings');
  await window.getByRole('button', { name: 'Import files' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog).toContainText('Imported 1,000 alerts', { timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Close' }).click();
}

/** The demo tenant's alerts are in the queue too. */
async function showImported(workstation: Workstation): Promise<void> {
  await workstation.goTo('Alerts');
  await workstation.search('from a new place');
  await expect.poll(() => workstation.totals()).toContain('1,000 of');
}

/** Of the rows on screen. */
async function statuses(window: Page): Promise<ReadonlySet<string>> {
  const texts = await new Workstation(window).rows.allInnerTexts();
  return new Set(texts.map((text) => /New|In progress|Resolved/.exec(text)?.[0] ?? text));
}
