// An analyst looks at incidents like one incident, and asks why two of them are not one.
import { expect } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

test('incidents like one incident say why, and why they are not one with it', async ({
  launch,
}) => {
  const tenant = await startDemoTenant({ now: Date.now, activity: false });
  const { window, close } = await launch({ args: [`--graph-url=${tenant.baseUrl}`] });
  const workstation = new Workstation(window);
  await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
  await workstation.waitForRows(15);
  await workstation.openIncident('Multi-cloud credential pivot');

  await window.getByRole('tab', { name: 'Similar incidents' }).click();
  const similar = window.getByRole('grid', { name: 'Similar incidents' });
  const theft = similar.getByRole('row', { name: /AWS access key stolen/ });
  await expect(theft).toContainText(/\d %.*Same \d+ entities, \d+ detections.*amara\.diallo/s);
  await theft.getByText(/^Same/).click();
  const common = window.getByRole('region', { name: 'What both incidents have' });
  await expect(common.getByText('IP address 203.0.113.77')).toBeVisible();

  await common.getByRole('button', { name: 'Why are they two?' }).click();
  const dialog = window.getByRole('dialog');
  const answer = dialog.getByRole('region', { name: 'Answer' });
  await expect(answer.getByRole('row', { name: /^Address 203\.0\.113\.77/ })).toBeVisible({
    timeout: 20_000,
  });
  await expect(answer.getByRole('heading').first()).toHaveText(
    'What they have in common is too little.',
  );
  await dialog.getByRole('combobox').pressSequentially('4174');
  await window.getByRole('option', { name: /4174/ }).click();
  await expect(answer.getByRole('heading').first()).toHaveText(
    'They have nothing in common that could tie them.',
  );
  await answer.getByRole('link', { name: 'DNS tunnel from EDI gateway vm-edi-gw01' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(window.getByRole('heading', { level: 1, name: /^DNS tunnel/ })).toBeVisible();
  await close();
  await tenant.stop();
});
