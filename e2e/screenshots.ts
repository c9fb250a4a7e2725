// The pictures of the documentation, from the demo tenant: `npm run screenshots`. Names and rows are the
// same every time; how long ago things were is not, since the tenant leads up to the present.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startDemoTenant } from '../electron/demo-tenant/demo-tenant.ts';
import { indexedPng } from './indexed-png.ts';
import { test } from './journey.ts';
import { Workstation } from './workstation.ts';

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const story = 'Multi-cloud credential pivot';
const size = { width: 1440, height: 900 };

/** What is taken in each theme, in the order in which a person would come by. */
const views = {
  settings: ['light'],
  'incident-queue': ['light', 'dark', 'contrast'],
  'incident-pane': ['light'],
  'incident-story': ['light', 'dark'],
  'incident-alerts': ['light'],
  'incident-assets': ['light', 'dark'],
  'incident-evidence': ['light'],
  'incident-activities': ['light'],
  'alert-queue': ['light'],
  'alert-page': ['light', 'dark'],
} as const;

type Theme = 'light' | 'dark' | 'contrast';

const choiceByTheme = { light: 'Light', dark: 'Dark', contrast: 'High contrast' } as const;

for (const theme of ['light', 'dark', 'contrast'] as const) {
  test(`pictures in ${theme}`, async ({ launch }) => {
    test.setTimeout(120_000);
    await mkdir(folder, { recursive: true });
    const tenant = await startDemoTenant({ now: Date.now, anchorAt: lastHour() });
    const { app, window, profileDir, close } = await launch({
      args: [`--graph-url=${tenant.baseUrl}`],
    });
    await app.evaluate(({ BrowserWindow }, { width, height }) => {
      for (const shown of BrowserWindow.getAllWindows()) {
        if (shown.isVisible()) shown.setContentSize(width, height);
      }
    }, size);
    const workstation = new Workstation(window);
    const take = (view: keyof typeof views): Promise<void> => picture(window, view, theme);

    await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
    await workstation.goTo('Settings');
    await window.getByRole('radio', { name: choiceByTheme[theme], exact: true }).check();
    await window.getByTitle(/^Show times in UTC/).click();
    // A profile of this test would look odd in the documentation.
    await window.getByText(profileDir).evaluate((element) => {
      element.textContent = '~/.config/clearpane';
    });
    await take('settings');

    await workstation.goTo('Incidents');
    await workstation.waitForRows(15);
    await take('incident-queue');
    await workstation.rows.first().click();
    await take('incident-pane');
    await window.keyboard.press('Escape');

    await workstation.openIncident(story);
    await take('incident-story');
    for (const tab of ['Alerts', 'Assets', 'Evidence', 'Activities'] as const) {
      await workstation.openTab(tab);
      await take(`incident-${tab.toLowerCase()}` as keyof typeof views);
    }

    await workstation.goTo('Alerts');
    await workstation.waitForRows(15);
    await take('alert-queue');
    await workstation.grid
      .getByRole('link', { name: 'Exfiltration: BigQuery Data Extraction' })
      .click();
    await expect(window.getByRole('heading', { name: 'Properties' })).toBeVisible();
    await take('alert-page');

    await close();
    await tenant.stop();
  });
}

/** Nothing where the view is not wanted in the theme. */
async function picture(window: Page, view: keyof typeof views, theme: Theme): Promise<void> {
  if (!views[view].some((wanted: Theme) => wanted === theme)) return;
  // No row lit by the pointer, no tool tip, no caret; the graph has settled.
  await window.mouse.move(size.width / 2, 10);
  await window.waitForTimeout(700);
  const png = await window.screenshot({ caret: 'hide' });
  await writeFile(`${folder}${view}-${theme}.png`, indexedPng(png));
}

/** A full hour, so that the times of day in the pictures change little. */
function lastHour(): number {
  const hour = 3_600_000;
  return Math.floor(Date.now() / hour) * hour;
}
