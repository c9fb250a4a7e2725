// Files in the window: dropped, looked at, imported, reported, and watched for; nothing comes twice.
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { zipFile } from '../../electron/sources/files/zip-file.ts';
import type { Clearpane } from '../launch.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearpane-e2e-files-'));
});

test.afterEach(() => rm(folder, { recursive: true, force: true }));

const updatedAt = new Date().toISOString();

const alertLine = (id: string, title: string): string =>
  JSON.stringify({
    '@odata.type': '#microsoft.graph.security.alert',
    id: `da638000000000000000_${id}`,
    title,
    severity: 'high',
    status: 'new',
    lastUpdateDateTime: updatedAt,
    evidence: [],
  });

const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');

/** Sentinel's two tables, the alerts before the incident that names them, and one alert to be left out. */
function sentinelArchive(): Buffer {
  const alerts = [
    [
      'TimeGenerated',
      'SystemAlertId',
      'VendorOriginalId',
      'ProductName',
      'DisplayName',
      'AlertSeverity',
      'Status',
    ],
    [updatedAt, 's-1', 'v-1', 'Azure Security Center', 'Mining from a file', 'High', 'New'],
    [updatedAt, 's-2', 'v-2', 'Azure Security Center', 'Quiet from a file', 'Informational', 'New'],
  ];
  const incidents = [
    [
      'IncidentName',
      'IncidentNumber',
      'Title',
      'Severity',
      'Status',
      'AlertIds',
      'LastModifiedTime',
    ],
    ['i-1', '9001', 'Incident from a file', 'High', 'New', '["s-1"]', updatedAt],
  ];
  return zipFile([
    { name: 'SecurityAlert.csv', content: csv(alerts) },
    { name: 'SecurityIncident.csv', content: csv(incidents) },
  ]);
}

/** As a person does it, with real files: a page cannot make such a drop. */
async function drop({ app, window }: Clearpane, paths: readonly string[]): Promise<void> {
  const session = await app.context().newCDPSession(window);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const at = { x: 600, y: 400, data };
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at });
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...at });
  await expect(window.getByText('Drop files or folders to import')).toBeVisible();
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...at });
  await expect(window.getByText('Drop files or folders to import')).toBeHidden();
}

async function importOffered(window: Page): Promise<void> {
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Save as CSV' })).toBeEnabled();
}

test('files are dropped, looked at, imported once, and reported with what was wrong', async ({
  launch,
}) => {
  const tenant = await startDemoTenant({ now: Date.now });
  const clearpane = await launch({ args: [`--graph-url=${tenant.baseUrl}`] });
  const { app, window } = clearpane;
  const workstation = new Workstation(window);
  await workstation.waitForRows();
  await mkdir(join(folder, 'exports'));
  await writeFile(
    join(folder, 'exports', 'alerts.ndjson'),
    [alertLine('1', 'Dropped on the window'), '{"id": "cut', alertLine('2', 'Dropped too')].join(
      '\n',
    ),
  );
  await writeFile(join(folder, 'exports', 'hosts.csv'), 'Hostname,Owner\nsrv-1,ada');
  await writeFile(join(folder, 'sentinel.zip'), sentinelArchive());
  const dropped = [join(folder, 'exports'), join(folder, 'sentinel.zip')];

  await drop(clearpane, dropped);
  const dialog = window.getByRole('dialog');
  const fileNamed = (name: string) => dialog.getByRole('listitem', { name, exact: true });
  await expect(fileNamed('alerts.ndjson')).toContainText('2 alerts');
  await expect(fileNamed('alerts.ndjson')).toContainText('Line 2: ');
  await expect(fileNamed('hosts.csv')).toContainText('no table of alerts or incidents');
  await expect(fileNamed('sentinel.zip:SecurityAlert.csv')).toContainText(
    '1 informational alert of Defender for Cloud skipped',
  );
  await expect(fileNamed('sentinel.zip:SecurityIncident.csv')).toContainText('1 incident');
  await importOffered(window);
  await expect(dialog).toContainText('Imported 3 alerts and 1 incident.');

  const saved = join(folder, 'report.csv');
  await app.evaluate(({ dialog: system }, filePath) => {
    system.showSaveDialog = async () => ({ canceled: false, filePath });
  }, saved);
  await dialog.getByRole('button', { name: 'Save as CSV' }).click();
  await expect.poll(() => readFile(saved, 'utf8').catch(() => '')).toContain('"failed line"');
  await dialog.getByRole('button', { name: 'Close' }).click();

  await workstation.goTo('Alerts');
  await workstation.search('from a file');
  await expect.poll(() => workstation.rows.count()).toBe(1);
  await workstation.grid.getByRole('link', { name: 'Mining from a file' }).click();
  await expect(window.getByText('Arrived without: ')).toContainText('entities');
  await expect(window.getByText('File: sentinel.zip:SecurityAlert.csv')).toBeVisible();
  await expect(window.getByRole('link', { name: 'Incident from a file' })).toBeVisible();

  await drop(clearpane, dropped);
  await importOffered(window);
  await expect(dialog.getByText('Known already')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await workstation.goTo('Settings');
  await expect(window.getByRole('list', { name: 'Imported' }).getByRole('listitem')).toHaveCount(2);
  await clearpane.close();
  await tenant.stop();
});

test('what a page drops on itself is nothing', async ({ launch }) => {
  const { window, close } = await launch();
  await new Workstation(window).waitForRows();
  await window.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['{}'], '/etc/passwd'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
  });
  await window.waitForTimeout(500);
  await expect(window.getByRole('dialog')).toBeHidden();
  await close();
});

test('a watched folder brings its files as they come, also over a restart', async ({ launch }) => {
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-e2e-'));
  const tenant = await startDemoTenant({ now: Date.now });
  const args = [`--graph-url=${tenant.baseUrl}`];
  const first = await launch({ profileDir, args });
  const workstation = new Workstation(first.window);
  await workstation.waitForRows();
  await workstation.goTo('Settings');
  await first.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, folder);
  await first.window.getByRole('button', { name: 'Watch a folder' }).click();
  const card = first.window.getByRole('listitem', { name: folder });
  await expect(card).toContainText('0 files imported');
  const file = join(folder, 'a.ndjson');
  await writeFile(file, `${alertLine('11', 'Watched and found')}\n`);
  await appendFile(file, `${alertLine('12', 'Watched and found as well')}\n`);
  await expect(card).toContainText('1 file imported', { timeout: 30_000 });
  await expect(card).toContainText('2 alerts');
  await first.close();

  await writeFile(join(folder, 'b.ndjson'), alertLine('13', 'Watched over a restart'));
  const second = await launch({ profileDir, args });
  const again = new Workstation(second.window);
  await again.goTo('Alerts');
  await again.waitForRows();
  await again.search('Watched');
  await expect.poll(() => again.rows.count(), { timeout: 30_000 }).toBe(3);
  expect(await readdir(folder)).toEqual(['a.ndjson', 'b.ndjson']);
  await again.goTo('Settings');
  await second.window.getByRole('button', { name: 'Stop watching' }).click();
  await expect(second.window.getByRole('list', { name: 'Watched folders' })).toBeHidden();
  await second.close();
  await tenant.stop();
  await rm(profileDir, { recursive: true, force: true });
});

test('the menu asks for files, and closing the preview gives them up', async ({ launch }) => {
  const { app, window, close } = await launch();
  await new Workstation(window).waitForRows();
  const file = join(folder, 'a.ndjson');
  await writeFile(file, alertLine('21', 'Not wanted after all'));
  await app.evaluate(({ dialog, Menu }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    Menu.getApplicationMenu()?.getMenuItemById('import-files')?.click();
  }, file);
  const dialog = window.getByRole('dialog');
  await expect(dialog).toContainText('1 alert');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  const state = await window.evaluate(() =>
    (
      globalThis as unknown as {
        clearpane: { call(name: string, argument: null): Promise<unknown> };
      }
    ).clearpane.call('imports.read', null),
  );
  expect(state).toMatchObject({ ok: true, value: { job: null, reports: [] } });
  await close();
});
