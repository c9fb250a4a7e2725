// The Dexie alternative of the queue benchmark: an Electron window that holds the flat alerts as rows with
// an index for each filter, and asks as Dexie's own guide does: where, filter, sortBy.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Milliseconds of each run; a question has its rows' count in `totals`. */
export interface DexieTimes {
  readonly fillMs: number;
  readonly filter: readonly number[];
  readonly facet: readonly number[];
  readonly sort: readonly number[];
  readonly scroll: readonly number[];
  readonly total: number;
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
  window.loadFile('index.html', { query: { rows: app.commandLine.getSwitchValue('rows') } });
});
`;

const page = `<!doctype html><script src="dexie.js"></script><script type="module">
const { createReadStream } = require('node:fs');
const { createInterface } = require('node:readline');
const database = new Dexie('plain', { chromeTransactionDurability: 'relaxed' });
database.version(1).stores({
  alerts: 'id,severity,status,category,serviceSource,title,createdAt',
});
await database.open();
const { alerts } = database;
const names = ['id', 'title', 'severity', 'status', 'category', 'assignedTo', 'serviceSource', 'cloud',
  'host', 'user', 'incidentId', 'createdAt'];
const path = new URLSearchParams(location.search).get('rows');
const startedAt = performance.now();
let batch = [];
for await (const line of createInterface({ input: createReadStream(path) })) {
  const cells = line.split(',');
  const row = Object.fromEntries(names.map((name, place) => [name, cells[place]]));
  row.createdAt = Number(row.createdAt);
  batch.push(row);
  if (batch.length === 10_000) await alerts.bulkAdd(batch.splice(0));
}
await alerts.bulkAdd(batch);
const fillMs = performance.now() - startedAt;
const time = async (runs, work) => {
  const times = [];
  for (let run = 0; run < runs; run++) {
    const at = performance.now();
    await work(run);
    times.push(performance.now() - at);
  }
  return times;
};
const isOpen = ({ status }) => status === 'new' || status === 'inProgress';
const filtered = (category) => alerts.where('category').anyOf(category, 'Category1').and(isOpen);
let total = 0;
const filter = await time(5, async (run) => {
  const rows = await filtered('Category' + (run + 2)).sortBy('createdAt');
  total = rows.length;
  rows.slice(-60).reverse();
});
const facet = await time(3, async (run) => {
  const counts = new Map();
  await filtered('Category' + (run + 2)).each(({ severity }) =>
    counts.set(severity, (counts.get(severity) ?? 0) + 1));
});
const sort = await time(3, async (run) => {
  const rows = await filtered('Category' + (run + 2)).sortBy('title');
  rows.slice(0, 60);
});
const stored = await alerts.count();
const scroll = await time(5, (run) =>
  alerts.orderBy('createdAt').reverse().offset(Math.floor((stored * (run + 1)) / 6)).limit(60).toArray());
require('electron').ipcRenderer.send('done', JSON.stringify({ fillMs, filter, facet, sort, scroll, total }));
</script>`;

/** In a new folder; `csvPath` holds the flat alerts. */
export async function askDexie(
  executable: string,
  folder: string,
  csvPath: string,
): Promise<DexieTimes> {
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{"name":"plain","main":"main.mjs"}');
  await writeFile(join(folder, 'main.mjs'), mainScript);
  await writeFile(join(folder, 'index.html'), page);
  await writeFile(join(folder, 'dexie.js'), await readFile(dexie));
  const report = join(folder, 'report.json');
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const profile = `--user-data-dir=${join(folder, 'profile')}`;
  const args = [folder, profile, `--report=${report}`, `--rows=${csvPath}`];
  const child = spawn(executable, [...sandbox, ...args], { stdio: 'ignore' });
  await once(child, 'exit');
  return JSON.parse(await readFile(report, 'utf8')) as DexieTimes;
}
