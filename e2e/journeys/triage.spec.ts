// What to look at first: the search says where, scores say why and count the person's own marks, and
// what was looked at is no longer bold, over a restart as well.
import { expect } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const NAME = 'Multi-cloud credential pivot';

test('an analyst finds an incident by an address, ranks it, and has seen it', async ({
  launch,
}) => {
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-triage-'));
  const tenant = await startDemoTenant({ now: Date.now });
  const args = [`--graph-url=${tenant.baseUrl}`];
  const { window, close } = await launch({ args, profileDir });
  const station = new Workstation(window);
  await station.waitForRows(10);
  const unread = station.rows.filter({ has: window.locator('[data-unread="new"]') });
  expect(await unread.count()).toBeGreaterThan(5);

  // An address as reports write it, found in an alert of the incident.
  const field = window.getByRole('textbox', { name: 'Search incidents' });
  await station.search('203.0.113[.]144');
  await expect.poll(() => station.rows.count()).toBeLessThan(10);
  await station.rows.first().getByRole('gridcell').nth(6).click();
  const pane = window.getByRole('complementary', { name: /^Summary of incident/ });
  const place = pane.getByRole('region', { name: 'Found by the search' });
  await expect(place).toContainText('203.0.113.144');
  await expect(place.getByRole('link')).toBeVisible();
  await expect(place.locator('mark')).toHaveText('203.0.113.144');

  // A search that is too long is refused in words, and the rows stay.
  const found = await station.rows.count();
  await field.fill('x'.repeat(10_000));
  await expect(window.getByRole('search')).toContainText('2,000 characters at most');
  expect(await station.rows.count()).toBe(found);
  await field.fill('');
  await station.waitForRows(10);

  // The score adds up in words; a mark on an asset counts at once.
  await station.rows.filter({ hasText: NAME }).getByRole('gridcell').nth(6).click();
  const assessment = pane.getByRole('region', { name: 'Priority assessment' });
  await expect(assessment).toContainText('Severity is high');
  const before = scoreIn(await assessment.innerText());
  await pane
    .getByRole('button', { name: /^Criticality of .*: not marked$/ })
    .first()
    .click();
  await window.getByRole('menuitemradio', { name: 'Mark as of very high criticality' }).click();
  await expect(assessment).toContainText('is of very high criticality');
  await expect.poll(async () => scoreIn(await assessment.innerText())).toBeGreaterThan(before);
  await expect(station.rows.filter({ hasText: NAME }).locator('[data-unread]')).toHaveCount(0);
  const id = /\b\d{4}\b/.exec(await station.rows.filter({ hasText: NAME }).innerText())?.[0] ?? '';

  // Its id leads straight to it.
  await field.fill(id);
  await field.press('Enter');
  await expect(window.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
  await close();

  const again = await launch({ args, profileDir });
  const restarted = new Workstation(again.window);
  await restarted.waitForRows(10);
  const row = restarted.rows.filter({ hasText: NAME });
  await expect(row).toBeVisible();
  await expect(row.locator('[data-unread]')).toHaveCount(0);
  await restarted.goTo('Settings');
  await expect(
    again.window.getByRole('list', { name: 'Rules about critical assets' }).getByRole('listitem'),
  ).toHaveCount(1);
  await again.close();
  await tenant.stop();
  await rm(profileDir, { recursive: true });
});

function scoreIn(assessment: string): number {
  return Number(/(\d+) of 100/.exec(assessment)?.[1]);
}
