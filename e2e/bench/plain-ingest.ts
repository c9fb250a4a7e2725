// The baseline of the ingest benchmark: an Electron window that puts the same alerts into Dexie, one row each.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchMemory } from './resident-memory.ts';

export interface PlainIngest {
  readonly alerts: number;
  /** In bulkPut alone: reading and parsing are not counted. */
  readonly ms: number;
  readonly memory: number;
}

const dexie = fileURLToPath(new URL('../../node_modules/dexie/dist/dexie.min.js', import.meta.url));

const mainScript = `
import { app, BrowserWindow, ipcMain } from 'electron';
import { writeFileSync } from 'node:fs';
app.whenReady().then(() => {
  const webPreferences = { nodeIntegration: true, contextIsolation: false, backgroundThrottling: false };
  ipcMain.on('done', (_event, report) => {
    writeFileSync(app.commandLine.getSwitchValue('report'), report);
    app.exit();
  });
  const window = new BrowserWindow({ show: false, webPreferences });
  window.loadFile('index.html', { query: { pages: app.commandLine.getSwitchValue('pages') } });
});
`;

const page = `<!doctype html><script src="dexie.js"></script><script type="module">
const { createReadStream } = require('node:fs');
const { createInterface } = require('node:readline');
const database = new Dexie('plain', { chromeTransactionDurability: 'strict' });
database.version(1).stores({
  alerts: 'id,incidentId,severity,status,serviceSource,createdDateTime,lastUpdateDateTime',
});
await database.open();
let alerts = 0;
let ms = 0;
const path = new URLSearchParams(location.search).get('pages');
for await (const line of createInterface({ input: createReadStream(path) })) {
  const documents = JSON.parse(line);
  const startedAt = performance.now();
  await database.alerts.bulkPut(documents);
  ms += performance.now() - startedAt;
  alerts += documents.length;
}
require('electron').ipcRenderer.send('done', JSON.stringify({ alerts, ms }));
</script>`;

/** Writes every page of the service's alerts as a line of `path`. */
export async function savePages(baseUrl: string, path: string, pageSize: number): Promise<void> {
  const file = await open(path, 'w');
  let next: string | undefined = `${baseUrl}/security/alerts_v2?$top=${pageSize}`;
  while (next !== undefined) {
    const response: Response = await fetch(next);
    const body = (await response.json()) as {
      readonly value: readonly object[];
      readonly '@odata.nextLink'?: string;
    };
    await file.write(`${JSON.stringify(body.value)}\n`);
    next = body['@odata.nextLink'];
  }
  await file.close();
}

/** In a new profile below `folder`. */
export async function ingestPlainly(
  executable: string,
  folder: string,
  pages: string,
): Promise<PlainIngest> {
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{"name":"plain","main":"main.mjs"}');
  await writeFile(join(folder, 'main.mjs'), mainScript);
  await writeFile(join(folder, 'index.html'), page);
  await writeFile(join(folder, 'dexie.js'), await readFile(dexie));
  const report = join(folder, 'report.json');
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(
    executable,
    [
      ...sandbox,
      folder,
      `--user-data-dir=${join(folder, 'profile')}`,
      `--report=${report}`,
      `--pages=${pages}`,
    ],
    { stdio: 'ignore' },
  );
  const memory = watchMemory(child.pid ?? 0);
  await once(child, 'exit');
  const { alerts, ms } = JSON.parse(await readFile(report, 'utf8')) as Omit<PlainIngest, 'memory'>;
  return { alerts, ms, memory: memory.stop() };
}
