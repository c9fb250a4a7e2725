// A person arranges the columns of a queue by keyboard, and finds them so after a restart.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { launchClearpane } from '../launch.ts';
import { Workstation } from '../workstation.ts';

async function columnsOf(window: Page): Promise<readonly string[]> {
  await new Workstation(window).waitForRows();
  return window.getByRole('columnheader').allInnerTexts();
}

test('columns keep their order and width over a restart', async () => {
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-columns-'));
  const first = await launchClearpane({ profileDir });
  const { window } = first;
  const before = await columnsOf(window);
  const arranged = before.filter((title) => title !== 'Status' && title !== 'Owner');
  arranged.splice(before.indexOf('Owner') - 8, 0, 'Owner');

  await window.getByRole('button', { name: 'Columns' }).click();
  await window.getByRole('checkbox', { name: 'Status' }).click();
  await window.getByRole('checkbox', { name: 'Owner' }).focus();
  for (let step = 0; step < 8; step += 1) await window.keyboard.press('Alt+ArrowUp');
  await window.getByRole('button', { name: 'Apply' }).click();
  await expect(window.getByRole('columnheader')).toHaveText([...arranged]);

  const severity = window.getByRole('columnheader', { name: 'Severity' });
  const width = (await severity.boundingBox())?.width ?? 0;
  const head = severity.getByRole('button', { name: 'Severity', exact: true });
  await head.press('Shift+ArrowRight');
  await expect.poll(async () => (await severity.boundingBox())?.width).toBe(width + 16);
  await first.close();

  const second = await launchClearpane({ profileDir });
  expect(await columnsOf(second.window)).toEqual(arranged);
  const again = second.window.getByRole('columnheader', { name: 'Severity' });
  expect((await again.boundingBox())?.width).toBe(width + 16);
  await second.close();
  await rm(profileDir, { recursive: true });
});
