// A queue by its tools: a time is brushed from the bars, rows stand in groups, incidents open in place,
// and what is shown goes to a file.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

async function totalOf(workstation: Workstation): Promise<number> {
  return Number(/(\d[\d,]*) of /.exec(await workstation.totals())?.[1]?.replaceAll(',', ''));
}

async function topOf(row: Locator): Promise<number | undefined> {
  return (await row.boundingBox())?.y;
}

const groupBy = async (window: Page, name: string): Promise<void> => {
  await window.getByRole('button', { name: 'Group by' }).click();
  await window.getByRole('radio', { name, exact: true }).click();
};

test('bars, groups, rows that open, and a file of what is shown', async ({ launch }) => {
  const folder = await mkdtemp(join(tmpdir(), 'clearpane-queue-tools-'));
  const tenant = await startDemoTenant({ now: Date.now });
  const { app, window, close } = await launch({ args: [`--graph-url=${tenant.baseUrl}`] });
  const workstation = new Workstation(window);
  await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
  await workstation.waitForRows(10);

  await test.step('an incident opens in place and moves no row above it', async () => {
    const third = workstation.rows.nth(2);
    const before = await topOf(third);
    const button = third.getByRole('button', { name: /^Alerts within/ });
    const alerts = Number(/(\d+)\/(\d+)/.exec(await third.innerText())?.[2]);
    await button.click();
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    await expect(workstation.grid).toHaveAttribute(
      'aria-rowcount',
      String((await totalOf(workstation)) + alerts + 1),
    );
    expect(await topOf(third)).toBe(before);
    await workstation.grid.focus();
    for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowLeft']) {
      await window.keyboard.press(key);
    }
    await expect(button).toHaveAttribute('aria-expanded', 'false');
    await window.keyboard.press('ArrowRight');
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    await expect(window.getByRole('button', { name: 'Back' })).toBeEnabled();
    await window.keyboard.press('Alt+ArrowLeft');
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    await button.click();
  });

  await workstation.goTo('Alerts');
  await workstation.waitForRows(10);
  const all = await totalOf(workstation);

  await test.step('a time is brushed by pointer and by keys, and given up again', async () => {
    const bars = window.getByRole('slider', { name: 'Alerts received by hour' });
    const box = await bars.boundingBox();
    if (box === null) throw new Error('the bars are not on screen');
    await window.mouse.move(box.x + box.width * 0.8, box.y + 20);
    await window.mouse.down();
    await window.mouse.move(box.x + box.width * 0.9, box.y + 20, { steps: 3 });
    await window.mouse.up();
    const chip = window.getByRole('button', { name: 'Remove filter Created' });
    await expect(chip).toBeVisible();
    await expect.poll(() => totalOf(workstation)).toBeLessThan(all);
    await chip.click();
    await expect.poll(() => totalOf(workstation)).toBe(all);

    await bars.focus();
    await window.keyboard.press('Home');
    await window.keyboard.press('Shift+End');
    await expect(bars).toHaveAttribute('aria-valuetext', new RegExp(`: ${all} in all: `));
    await window.keyboard.press('End');
    await window.keyboard.press('Enter');
    const counted = Number(
      /: (\d+) in all/.exec((await bars.getAttribute('aria-valuetext')) ?? '')?.[1],
    );
    await expect.poll(() => totalOf(workstation)).toBe(counted);
    await window.getByRole('button', { name: 'Alerts received as a table' }).click();
    await expect(window.getByRole('table')).toContainText('Medium');
    await window.keyboard.press('Escape');
    await chip.click();
  });

  await test.step('rows stand in groups that open by keys, and a link keeps them', async () => {
    await groupBy(window, 'Severity');
    await expect(workstation.rows.first()).toHaveText(/Closed group\s*High/);
    const sizes = (await workstation.rows.allInnerTexts()).map((text) =>
      Number(/(\d+)\s*alerts/.exec(text)?.[1]),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(all);
    await workstation.grid.focus();
    await window.keyboard.press('Home');
    await window.keyboard.press('ArrowRight');
    await expect(workstation.rows.first()).toHaveText(/Open group/);
    await expect(workstation.rows.nth(1)).toHaveText(/^High/);
    await window.getByRole('button', { name: 'Views' }).click();
    await window.getByRole('menuitem', { name: 'Show query' }).click();
    await expect(window.getByLabel('Query', { exact: true })).toContainText(
      '| summarize Rows = count() by Severity',
    );
    await window.getByRole('button', { name: 'Close' }).click();
    await window.getByRole('button', { name: 'Remove filter Group by' }).click();
    const status = window.getByRole('columnheader', { name: 'Status' });
    await status.getByRole('button', { name: 'Status', exact: true }).press('Alt+ArrowDown');
    await window.getByRole('menuitem', { name: 'Group by Status' }).click();
    await expect(workstation.rows.first()).toHaveText(/New/);
    await window.getByRole('button', { name: 'Remove filter Group by' }).click();
  });

  await test.step('the file has the rows and columns that are shown', async () => {
    const path = join(folder, 'alerts.csv');
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, path);
    const heads = await window.getByRole('columnheader').allInnerTexts();
    await window.getByRole('button', { name: 'Export', exact: true }).click();
    await window.getByRole('radio', { name: /^UTC, as/ }).check();
    await window.getByRole('button', { name: 'Choose file' }).click();
    await expect(window.getByRole('dialog')).toContainText(`${all} rows are in ${path}`);
    const [head = '', ...lines] = (await readFile(path, 'utf8')).split('\r\n').slice(0, -1);
    const titles = head.replace('\uFEFF', '').replaceAll('"', '').split(',');
    const shown = heads.map((title) => title.trim()).filter((title) => title !== '');
    expect(titles.map((title) => title.replace(' (UTC)', ''))).toEqual(shown);
    expect(lines).toHaveLength(all);
    expect(await readdir(folder)).toEqual(['alerts.csv']);
    await window.getByRole('button', { name: 'Close' }).click();
  });

  await close();
  await rm(folder, { recursive: true });
});
