// The command line's own journeys: a profile filled, filled again, imported into and verified without a window.
import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const tool = fileURLToPath(new URL('../../dist/cli/clearpane.js', import.meta.url));

test('sync and import fill a profile that the app then shows; nothing comes twice', async ({
  launch,
}) => {
  const tenant = await startDemoTenant({ now: Date.now });
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-e2e-'));
  const source = [`--graph-url=${tenant.baseUrl}`];
  const sync = ['sync', '--once', '--profile', profileDir, ...source];

  const first = await clearpane(sync);
  expect(first.code).toBe(0);
  expect(first.last).toMatchObject({ kind: 'summary', failures: 0, quarantined: 0 });
  expect(first.last['inserted']).toBeGreaterThan(600);
  const second = await clearpane(sync);
  expect(second.last).toMatchObject({ inserted: 0, updated: 0, failures: 0 });

  const chosen = await clearpane([...sync, '--source', 'graph']);
  expect(chosen.last).toMatchObject({ inserted: 0, failures: 0 });
  const unknown = await clearpane([...sync, '--source', 'graph', 'splunk']);
  expect(unknown).toEqual({
    code: 2,
    last: {},
    complaint:
      'clearpane: no source is called "splunk": there are graph (Microsoft Graph security)',
  });

  const file = join(profileDir, 'export.ndjson');
  await writeFile(
    file,
    [
      {
        '@odata.type': '#microsoft.graph.security.alert',
        id: 'da638000000000000000_1',
        title: 'Imported from a file',
        severity: 'high',
        status: 'new',
        createdDateTime: new Date().toISOString(),
        evidence: [],
      },
      { '@odata.type': '#microsoft.graph.security.alert', id: '', severity: 'high' },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  );
  const imported = await clearpane(['import', file, '--profile', profileDir]);
  expect(imported.last).toMatchObject({ kind: 'summary', alerts: 1, stored: true, inserted: 1 });
  const again = await clearpane(['import', file, '--profile', profileDir]);
  expect(again.last).toMatchObject({ inserted: 0, unchanged: 1 });

  const app = await launch({ profileDir, args: source });
  const workstation = new Workstation(app.window);
  await workstation.goTo('Alerts');
  await workstation.waitForRows();
  await workstation.search('Imported from a file');
  await expect.poll(() => workstation.rows.count()).toBe(1);

  const busy = await clearpane(sync);
  expect(busy.code).toBe(1);
  expect(busy.last).toMatchObject({ failure: { kind: 'conflict' } });
  await app.close();

  const journal = await clearpane(['journal', 'verify', profileDir]);
  expect(journal.code).toBe(0);
  await tenant.stop();

  const gone = await clearpane(sync);
  expect(gone.code).toBe(1);
  expect(gone.last).toMatchObject({ kind: 'summary', failures: 1 });
});

interface Outcome {
  readonly code: number | null;
  /** The last line of JSON. */
  readonly last: Readonly<Record<string, unknown>>;
  readonly complaint: string;
}

function clearpane(args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tool, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', (code) => {
      const last = printed.trimEnd().split('\n').at(-1) ?? '';
      resolve({
        code,
        last: JSON.parse(last || '{}') as Outcome['last'],
        complaint: complaint.trim(),
      });
    });
  });
}
