// `npm run bench ingest [ALERTS [RUNS]]`: how fast the app fetches and stores a tenant's alerts, with their
// incidents, beside a plain Dexie database that is given the same alerts already parsed; and the memory of both.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { resolveElectron } from '../../.ci/electron/resolve.mjs';
import { launchClearpane } from '../launch.ts';
import { readSummary, readSyncState } from '../soak/app-doors.ts';
import { ingestPlainly, savePages } from './plain-ingest.ts';
import { watchMemory } from './resident-memory.ts';
import { median, spread } from './statistics.ts';

const alertsTotal = Number(process.argv[2] ?? 20_000);
const runs = Number(process.argv[3] ?? 3);
/** As the connector asks for. */
const pageSize = 500;
const patienceMs = 600_000;

const folder = await mkdtemp(join(tmpdir(), 'clearpane-bench-'));
const { executable } = await resolveElectron();
const service = await startService();
try {
  const pages = join(folder, 'pages.ndjson');
  await savePages(service.baseUrl, pages, pageSize);
  const clearpane: { readonly rate: number; readonly memory: number }[] = [];
  const plain: { readonly rate: number; readonly memory: number }[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { alerts, ms, memory } = await ingestPlainly(
      executable,
      join(folder, `plain-${run}`),
      pages,
    );
    plain.push({ rate: (alerts / ms) * 1000, memory });
    clearpane.push(await ingestWithClearpane(join(folder, `profile-${run}`)));
    console.log(
      `run ${run + 1}: plain ${plain.at(-1)?.rate.toFixed(0)}, Clearpane ${clearpane.at(-1)?.rate.toFixed(0)}`,
    );
  }
  const rates = (list: typeof plain) => list.map(({ rate }) => rate);
  const memories = (list: typeof plain) => list.map(({ memory }) => memory);
  console.log(
    `${alertsTotal} alerts, ${runs} runs each, in turn; alerts a second, highest MiB of all processes`,
  );
  console.log(
    `plain Dexie, six indexes:   ${spread(rates(plain))}; ${spread(memories(plain))} MiB`,
  );
  console.log(
    `Clearpane, all included:    ${spread(rates(clearpane))}; ${spread(memories(clearpane))} MiB`,
  );
  console.log(`ratio of medians: ${(median(rates(clearpane)) / median(rates(plain))).toFixed(2)}`);
} finally {
  service.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** From the first page asked for to the last one committed, both feeds. */
async function ingestWithClearpane(profileDir: string) {
  const { app, kill } = await launchClearpane({
    profileDir,
    args: [`--graph-url=${service.baseUrl}`],
  });
  const watch = watchMemory(app.process().pid ?? 0);
  try {
    const deadline = Date.now() + patienceMs;
    let startedAt: number | null = null;
    for (;;) {
      const { phase } = await readSyncState(app);
      if (phase.kind === 'syncing') startedAt ??= phase.sinceAt;
      if (phase.kind === 'live') {
        const ms = phase.syncedAt - (startedAt ?? phase.syncedAt);
        const { alerts } = await readSummary(app);
        if (alerts < alertsTotal) throw new Error(`only ${alerts} alerts were stored`);
        return { rate: (alerts / ms) * 1000, memory: watch.stop() };
      }
      if (Date.now() > deadline) throw new Error(`still ${phase.kind} after ${patienceMs} ms`);
      await sleep(100);
    }
  } finally {
    watch.stop();
    await kill();
  }
}

async function startService(): Promise<{ readonly baseUrl: string; stop(): void }> {
  const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
  const child = spawn(
    process.execPath,
    [path('../../.ci/run-module.mjs'), path('ingest-service.ts'), String(alertsTotal)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { baseUrl: line.toString('utf8').trim(), stop: () => child.stdin.end() };
}
