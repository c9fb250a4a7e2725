// `npm run bench start [RUNS]`: cold start to a filled queue with 10,000 alerts stored, split into phases,
// beside an empty Electron window started in turn on the same machine.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveElectron } from '../../.ci/electron/resolve.mjs';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { launchClearpane } from '../launch.ts';
import { storedAlerts } from '../store-summary.ts';
import { median, spread } from './statistics.ts';

const alertsTotal = 10_000;
const runs = Number(process.argv[2] ?? 10);

/** Milliseconds since the process was spawned, by phase, in order of time. */
type Phases = Readonly<Record<string, number>>;

const emptyApp = `
import { app, BrowserWindow } from 'electron';
import { writeFileSync } from 'node:fs';
const report = app.commandLine.getSwitchValue('start-report');
app.whenReady().then(() => {
  const readyAt = Date.now();
  const window = new BrowserWindow({ show: false, width: 1440, height: 900 });
  window.once('ready-to-show', () => {
    window.show();
    writeFileSync(report, JSON.stringify({ ready: readyAt, 'ready to show': Date.now() }));
  });
  window.loadURL('data:text/html,<title>empty</title><p>empty');
});
`;

const folder = await mkdtemp(join(tmpdir(), 'clearpane-bench-'));
const { executable } = await resolveElectron();
try {
  const emptyFolder = join(folder, 'empty-app');
  await mkdir(emptyFolder);
  await writeFile(join(emptyFolder, 'package.json'), '{"name":"empty","main":"main.mjs"}');
  await writeFile(join(emptyFolder, 'main.mjs'), emptyApp);

  const server = await startDemoTenant({ now: Date.now, alertsTotal, requestsPerMinute: 100_000 });
  const profile = join(folder, 'profile');
  const clearpaneArgs = ['.', `--profile=${profile}`, `--graph-url=${server.baseUrl}`];
  const stored = await fillProfile(profile, server.baseUrl);

  const clearpane: Phases[] = [];
  const empty: Phases[] = [];
  for (let run = 0; run < runs; run += 1) {
    const emptyProfile = `--user-data-dir=${join(folder, 'empty-profile')}`;
    empty.push(await startOnce([emptyFolder, emptyProfile], 'ready to show'));
    clearpane.push(await startOnce(clearpaneArgs, 'window rows'));
  }
  await server.stop();

  const clearpaneMs = clearpane.map((phases) => phases['window rows'] ?? Number.NaN);
  const emptyMs = empty.map((phases) => phases['ready to show'] ?? Number.NaN);
  console.log(`alerts stored: ${stored}; ${runs} starts each, in turn; milliseconds since spawn`);
  console.log(`empty window, ready to show: ${spread(emptyMs)}`);
  console.log(`Clearpane, queue filled:     ${spread(clearpaneMs)}`);
  console.log(`ratio of medians: ${(median(clearpaneMs) / median(emptyMs)).toFixed(2)}`);
  console.log('phases of Clearpane:');
  for (const phase of Object.keys(clearpane[0] ?? {})) {
    const times = clearpane.map((phases) => phases[phase] ?? Number.NaN);
    console.log(`  ${phase.padEnd(20)} ${spread(times)}`);
  }
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Syncs everything once; returns the number of alerts in the store. */
async function fillProfile(profileDir: string, baseUrl: string): Promise<number> {
  const { window, close } = await launchClearpane({
    profileDir,
    args: [`--graph-url=${baseUrl}`],
  });
  const deadline = Date.now() + 180_000;
  let stored = 0;
  while (stored < alertsTotal) {
    if (Date.now() > deadline) throw new Error(`only ${stored} alerts were stored in 180 s`);
    await window.waitForTimeout(1_000);
    stored = await storedAlerts(window);
  }
  await window.waitForTimeout(3_000);
  await close();
  return stored;
}

async function startOnce(args: readonly string[], lastPhase: string): Promise<Phases> {
  const report = join(folder, 'start.json');
  await rm(report, { force: true });
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const spawnedAt = Date.now();
  const child = spawn(executable, [...sandbox, ...args, `--start-report=${report}`], {
    stdio: 'ignore',
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const deadline = spawnedAt + 60_000;
  let marks: Phases | null = null;
  while (marks === null) {
    if (Date.now() > deadline)
      throw new Error(`no "${lastPhase}" within 60 s of ${args.join(' ')}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
    marks = await readFile(report, 'utf8').then(
      (text) => (text.endsWith('}') || text.endsWith('}\n') ? (JSON.parse(text) as Phases) : null),
      () => null,
    );
  }
  child.kill('SIGKILL');
  await exited;
  const phases = Object.entries(marks).map(([phase, at]) => [phase, at - spawnedAt] as const);
  return Object.fromEntries(phases.toSorted(([, a], [, b]) => a - b));
}
