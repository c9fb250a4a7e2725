// Where data comes from: the demo tenant off and on, and the way to a tenant of one's own.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { ElectronApplication } from '@playwright/test';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const clientId = '11111111-1111-4111-8111-111111111111';
const tenantId = 'bbbbbbbb-0000-4000-8000-000000000001';

/** Addresses that main hands to the system's browser, which stays closed. */
async function catchBrowser(app: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url) => {
      opened.push(url);
    };
  });
  return () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
}

test('the demo tenant goes off, stays off over a restart, and comes back', async ({ launch }) => {
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-e2e-'));
  const first = await launch({ profileDir });
  const workstation = new Workstation(first.window);
  await workstation.waitForRows();
  await expect(workstation.syncState).toContainText('Live');
  await workstation.goTo('Settings');
  const demoTenant = first.window.getByRole('switch', { name: 'Demo tenant' });
  await expect(demoTenant).toBeChecked();
  await demoTenant.uncheck();
  await expect(workstation.syncState).toContainText('No source is on');
  await first.close();

  const second = await launch({ profileDir });
  const again = new Workstation(second.window);
  await again.waitForRows();
  await expect(again.syncState).toContainText('No source is on');
  await again.goTo('Settings');
  await second.window.getByRole('switch', { name: 'Demo tenant' }).check();
  await expect(again.syncState).toContainText('Live');
  const kept = JSON.parse(await readFile(join(profileDir, 'connections.json'), 'utf8')) as object;
  expect(kept).toMatchObject({ demoTenant: true, tenants: [] });
  await second.close();
  await rm(profileDir, { recursive: true, force: true });
});

test('stored data is deleted, and comes again only from what is on', async ({ launch }) => {
  const { window, close } = await launch();
  const workstation = new Workstation(window);
  await workstation.waitForRows();
  await workstation.goTo('Settings');
  const demoTenant = window.getByRole('switch', { name: 'Demo tenant' });
  await demoTenant.uncheck();
  await expect(workstation.syncState).toContainText('No source is on');
  await window.getByRole('button', { name: 'Delete stored data' }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await workstation.goTo('Incidents');
  await expect(window.getByRole('heading', { name: 'No source is on' })).toBeVisible();
  await window.getByRole('button', { name: 'Open settings' }).click();
  await demoTenant.check();
  await expect(workstation.syncState).toContainText('Live');
  await workstation.goTo('Incidents');
  await workstation.waitForRows(5);

  await workstation.goTo('Settings');
  await window.getByRole('button', { name: 'Delete stored data' }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await workstation.goTo('Incidents');
  await workstation.waitForRows(5);
  await close();
});

test('connecting says what to register, opens the sign-in page, and can be cancelled', async ({
  launch,
}) => {
  const { app, window, close } = await launch();
  const opened = await catchBrowser(app);
  await new Workstation(window).goTo('Settings');
  await window.getByRole('button', { name: 'Connect a tenant' }).click();
  const dialog = window.getByRole('dialog', { name: 'Connect a tenant' });
  for (const fact of ['http://localhost', 'SecurityIncident.Read.All', 'SecurityAlert.Read.All']) {
    await expect(dialog.getByRole('button', { name: new RegExp(`^Copy .*${fact}`) })).toBeVisible();
  }
  const signIn = dialog.getByRole('button', { name: 'Sign in' });
  await dialog.getByLabel('Application (client) ID').fill('mine');
  await expect(dialog.getByText('It looks like 00000000')).toBeVisible();
  await expect(signIn).toBeDisabled();
  await dialog.getByLabel('Application (client) ID').fill(clientId);
  await dialog.getByLabel('Cloud').selectOption('China (21Vianet)');
  await dialog.getByLabel('Tenant').fill('contoso.example');
  await signIn.click();

  await expect(dialog.getByText('Waiting for your browser')).toBeVisible();
  await expect.poll(opened).toHaveLength(1);
  const url = new URL((await opened())[0] ?? '');
  expect(url.origin + url.pathname).toBe(
    'https://login.partner.microsoftonline.cn/contoso.example/oauth2/v2.0/authorize',
  );
  expect(url.searchParams.get('client_id')).toBe(clientId);
  const redirectUri = url.searchParams.get('redirect_uri') ?? '';
  const form = new URLSearchParams({ error: 'access_denied', state: 'forged' });
  expect((await fetch(redirectUri, { method: 'POST', body: form })).status).toBe(400);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByText('The sign-in was cancelled.')).toBeVisible();
  await expect(fetch(redirectUri)).rejects.toThrow('fetch failed');

  await signIn.click();
  await expect.poll(opened).toHaveLength(2);
  const state = new URL((await opened())[1] ?? '').searchParams;
  form.set('state', state.get('state') ?? '');
  await fetch(state.get('redirect_uri') ?? '', { method: 'POST', body: form });
  await expect(dialog.getByText('The sign-in was declined.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await close();
});

test('a tenant that nobody is signed in to says so, and can be removed', async ({ launch }) => {
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-e2e-'));
  const tenant = {
    id: `aaaaaaaa-0000-4000-8000-000000000001.${tenantId}`,
    cloud: 'global',
    tenantId,
    tenantName: 'Contoso',
    clientId,
    account: 'ada@contoso.example',
    granted: ['SecurityAlert.Read.All', 'SecurityIncident.Read.All', 'User.Read'],
  };
  const connections = { version: 1, demoTenant: true, keepsUnprotected: false, tenants: [tenant] };
  await writeFile(join(profileDir, 'connections.json'), JSON.stringify(connections));
  const { window, close } = await launch({ profileDir });
  const workstation = new Workstation(window);
  await workstation.waitForRows();
  await expect(workstation.syncState).toContainText('Nobody is signed in to this tenant.');
  await workstation.goTo('Settings');
  const card = window.getByRole('listitem', { name: 'Contoso' });
  await expect(card).toContainText('Sign-in needed');
  await expect(card).toContainText('SecurityIncident.Read.All adds incidents');
  await card.getByText('Azure', { exact: true }).click();
  await card.getByLabel('Microsoft Sentinel workspaces').fill('main');
  await expect(card.getByText('This is no workspace: main')).toBeVisible();
  await card.getByRole('switch', { name: /^Defender for Cloud alerts/ }).check();
  const path = join(profileDir, 'connections.json');
  const azure = { alerts: true, workspaces: [] };
  await expect
    .poll(async () => JSON.parse(await readFile(path, 'utf8')) as object)
    .toMatchObject({ tenants: [{ ...tenant, azure }] });
  await card.getByRole('button', { name: 'Test' }).click();
  await expect(card.getByRole('status', { name: 'Test result' })).toContainText(
    'Nobody is signed in',
  );
  await card.getByRole('button', { name: 'Remove' }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(card).toBeHidden();
  await expect(workstation.syncState).toContainText('Live');
  await close();
  await rm(profileDir, { recursive: true, force: true });
});
