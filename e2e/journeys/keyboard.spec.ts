// A triage from the queue to an alert without a mouse.
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const story = 'Multi-cloud credential pivot';

test('a whole triage goes by keyboard', async ({ launch }) => {
  const tenant = await startDemoTenant({ now: Date.now });
  const { window, close } = await launch({ args: [`--graph-url=${tenant.baseUrl}`] });
  const workstation = new Workstation(window);
  const { keyboard } = window;
  await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
  await workstation.waitForRows(15);

  // Search narrows the queue; Tab goes on to the grid, Enter opens the pane, Ctrl+Enter the page.
  await keyboard.press('/');
  await keyboard.type('credential pivot');
  await expect.poll(() => workstation.rows.count()).toBe(1);
  await tabTo(window, workstation.grid);
  await keyboard.press('Enter');
  const pane = window.getByRole('complementary');
  await expect(pane.getByRole('heading', { name: story })).toBeVisible();
  await keyboard.press('Escape');
  await expect(pane).toBeHidden();
  await expect(workstation.grid).toBeFocused();

  // One key resolves it, one more takes that back.
  await keyboard.press('e');
  const many = window.getByRole('dialog', { name: 'Manage 1 incident' });
  await expect(many.getByText('Status: 1 changes')).toBeVisible();
  await keyboard.press('Control+Enter');
  await expect(window.getByText('Changed 1 incident.')).toBeVisible();
  await expect(window.getByText('No incidents match these filters')).toBeVisible();
  await keyboard.press('Control+Z');
  await expect(window.getByText('Put back 1 incident.')).toBeVisible();
  await expect.poll(() => workstation.rows.count()).toBe(1);
  await keyboard.press('l');
  await expect(workstation.grid).toBeFocused();
  await keyboard.press('Control+Enter');
  await expect(window.getByRole('heading', { level: 1, name: story })).toBeVisible();

  // Arrow keys walk the tabs.
  await tabTo(window, window.getByRole('tab', { name: 'Attack story' }));
  await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  await expect(window.getByRole('tabpanel', { name: /^Alerts/ })).toBeVisible();
  await keyboard.press('ArrowLeft');
  await keyboard.press('Enter');
  await expect(window.getByRole('tabpanel', { name: 'Attack story' })).toBeVisible();

  // The graph takes arrow keys and says what it stands on; the table tells the same.
  const graph = window.getByRole('application', { name: /^Attack story graph/ });
  await tabTo(window, graph);
  await keyboard.press('ArrowRight');
  await expect(window.getByRole('tabpanel').getByRole('status').first()).not.toBeEmpty();
  const asTable = window.getByRole('button', { name: 'Show as table' });
  await tabTo(window, asTable, 'Shift+Tab');
  await keyboard.press('Enter');
  const entities = window.getByRole('grid', { name: 'Entities of the story' });
  await tabTo(window, entities);
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(entities.getByRole('row', { selected: true })).toHaveCount(1);
  const chosen = await entities
    .getByRole('row', { selected: true })
    .locator('bdi')
    .first()
    .innerText();

  // Away and back: tab and selection are as they were left.
  await keyboard.press('Alt+ArrowLeft');
  await expect(window.getByRole('heading', { level: 1, name: 'Incidents' })).toBeVisible();
  await keyboard.press('Alt+ArrowRight');
  await expect(window.getByRole('heading', { level: 1, name: story })).toBeVisible();
  const details = window.getByRole('complementary', { name: 'Details of what is selected' });
  await expect(details.getByRole('heading', { name: chosen })).toBeVisible();

  // On to an alert, found by the same search field in the alert queue; two keys lead there.
  await keyboard.press('g');
  await keyboard.press('a');
  await expect(window.getByRole('heading', { level: 1, name: 'Alerts' })).toBeVisible();
  await keyboard.press('/');
  await keyboard.type('Anomalous Token');
  await tabTo(window, workstation.grid);
  await expect(workstation.rows.first()).toContainText('Anomalous Token');
  await keyboard.press('Control+Enter');
  await expect(window.getByRole('heading', { level: 1, name: 'Anomalous Token' })).toBeVisible();

  // Anything by name or id from anywhere, and what the keys are.
  await keyboard.press('Control+K');
  await expect(window.getByRole('combobox')).toBeFocused();
  await keyboard.type('4194');
  await expect(window.getByRole('option', { name: /^Open incident 4194/ })).toBeVisible();
  await keyboard.press('Enter');
  await expect(window.getByRole('heading', { level: 1, name: story })).toBeVisible();
  await keyboard.press('?');
  const keys = window.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByRole('textbox')).toBeFocused();
  await keyboard.type('utc');
  await expect(keys.getByRole('status')).toHaveText('1 found');
  await keyboard.press('Escape');

  await close();
  await tenant.stop();
});

/** Presses Tab until `target` or something in it has the keyboard. */
async function tabTo(
  window: Page,
  target: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await window.keyboard.press(key);
    const isThere = await target.evaluate((element) => {
      const { activeElement } = document;
      return element === activeElement || activeElement?.contains(element) === true;
    });
    if (isThere) return;
  }
  throw new Error(`${key} never reaches ${String(target)}`);
}
