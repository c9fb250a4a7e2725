// Processes that die and profiles from the future: the rows come back, or nothing is touched.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { resolveElectron } from '../../.ci/electron/resolve.mjs';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { test } from '../journey.ts';
import { crashVisibleWindow, readVisibleText, waitForVisibleWindow } from '../soak/deaths.ts';
import { Workstation } from '../workstation.ts';

test('the data process may die: rows stay, and later changes still arrive', async ({ launch }) => {
  let minutes = 0;
  const tenant = await startDemoTenant({
    now: () => Date.now() + minutes * 60_000,
    anchorAt: Date.now(),
    activity: true,
  });
  const { app, window, close } = await launch({ args: [`--graph-url=${tenant.baseUrl}`] });
  const workstation = new Workstation(window);
  await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
  const before = await workstation.rowIds();

  await app.evaluate(({ webContents }) => {
    const store = webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().endsWith('/store.html'));
    store?.forcefullyCrashRenderer();
  });
  await window.waitForTimeout(1_500);
  expect(await workstation.rowIds()).toEqual(before);

  minutes = 30;
  await workstation.syncNow();
  await expect
    .poll(() => workstation.firstUpdates(), { timeout: 20_000 })
    .not.toEqual(before.slice(0, 5));
  await close();
  await tenant.stop();
});

test('the window may die: it comes back with its rows', async ({ launch }) => {
  const { app, window, close } = await launch();
  await new Workstation(window).waitForRows();
  await crashVisibleWindow(app);
  await waitForVisibleWindow(app);
  await expect.poll(() => readVisibleText(app)).toContain('Multi-cloud credential pivot');
  await close();
});

test('a profile of a newer version is refused with a message and left untouched', async ({
  launch,
}) => {
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-e2e-'));
  const stamp = '{"format":99,"appVersion":"9.0.0"}';
  await writeFile(join(profileDir, 'clearpane-profile.json'), stamp);
  const { window, close } = await launch({ profileDir });
  await expect(window.getByText('made by a newer Clearpane (9.0.0)')).toBeVisible();
  await close();
  expect(await readdir(profileDir)).toEqual(['clearpane-profile.json']);
  expect(await readFile(join(profileDir, 'clearpane-profile.json'), 'utf8')).toBe(stamp);
});

test('a second start of the same profile leaves the data to the first', async ({ launch }) => {
  const { window, profileDir, close } = await launch();
  await new Workstation(window).waitForRows();
  const { executable } = await resolveElectron();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const second = spawn(executable, [...sandbox, '.', `--profile=${profileDir}`], {
    stdio: 'ignore',
  });
  const exitCode = await new Promise((resolve) => second.once('exit', resolve));
  expect(exitCode).toBe(0);
  expect(await new Workstation(window).rows.count()).toBeGreaterThan(5);
  await close();
});

test('a service address of another machine is refused in one line', async () => {
  const { executable } = await resolveElectron();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-e2e-'));
  const app = spawn(executable, [
    ...sandbox,
    '.',
    `--profile=${profileDir}`,
    '--graph-url=https://graph.microsoft.com.example.org/v1.0',
  ]);
  let printed = '';
  app.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const exitCode = await new Promise((resolve) => app.once('exit', resolve));
  expect(exitCode).toBe(2);
  expect(printed).toContain(
    'clearpane: --graph-url must be an address of this machine: https://graph.microsoft.com.example.org/v1.0',
  );
});
