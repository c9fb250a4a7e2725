// Fills a profile for the queue benchmark through the app's own way of writing: pages committed by the
// data worker of the running app, over the door by which sync hands them in.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElectronApplication } from '@playwright/test';
import type { IngestPage } from '../../shared/contract/store-ingest.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import { launchClearpane } from '../launch.ts';
import {
  alertOf,
  alertsOfIncident,
  benchTenant,
  flatAlert,
  incidentOf,
} from './queue-documents.ts';
import type { BenchWorld, FlatAlert } from './queue-documents.ts';

const pageSize = 1_000;
/** Committed by one call into main. */
const pagesAtOnce = 10;

/** Nobody answers there: the app shows what it has stored. */
export const offlineArgs = ['--graph-url=http://127.0.0.1:9/v1.0'];

/** Also writes the flat rows to `csvPath`, for the alternatives. `rate` is alerts a second. */
export async function fillProfile(
  world: BenchWorld,
  { profileDir, folder, csvPath }: { profileDir: string; folder: string; csvPath: string },
): Promise<{ readonly rate: number; readonly settledMs: number }> {
  const { app, close } = await launchClearpane({ profileDir, args: offlineArgs });
  await openIngestDoor(app);
  const csv = createWriteStream(csvPath);
  const startedAt = Date.now();
  let committing = Promise.resolve();
  for (let start = 0; start < world.alerts; start += pageSize * pagesAtOnce) {
    const end = Math.min(start + pageSize * pagesAtOnce, world.alerts);
    const numbers = Array.from({ length: end - start }, (_, index) => start + index);
    const flats = numbers.map((number) => flatAlert(world, number));
    const path = join(folder, `pages-${start}.ndjson`);
    await writeFile(
      path,
      pagesOf(world, start, flats)
        .map((page) => JSON.stringify(page))
        .join('\n'),
    );
    if (!csv.write(flats.map((flat) => `${Object.values(flat).join(',')}\n`).join(''))) {
      await once(csv, 'drain');
    }
    await committing;
    committing = commitAndRemove(app, path);
  }
  await committing;
  csv.end();
  await once(csv, 'finish');
  const rate = (world.alerts / (Date.now() - startedAt)) * 1_000;
  const settledMs = await untilQuiet(profileDir);
  await close();
  return { rate, settledMs };
}

async function commitAndRemove(app: ElectronApplication, path: string): Promise<void> {
  await commitPages(app, path);
  await rm(path);
}

/** Over which `commitPages` goes, for as long as the app runs. */
export function openIngestDoor(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ MessageChannelMain, webContents }) => {
    const store = webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().endsWith('/store.html'));
    if (store === undefined) throw new Error('there is no store window');
    const { port1, port2 } = new MessageChannelMain();
    store.postMessage('clearpane:port', { clearpanePort: 'store-ingest' }, [port2]);
    port1.start();
    Object.assign(globalThis, { benchIngest: port1 });
  });
}

/**
 * Pages of the file, one after another and no two within `everyMs`; returns the milliseconds from the
 * first sent to the last committed.
 */
export function commitPages(app: ElectronApplication, path: string, everyMs = 0): Promise<number> {
  return app.evaluate(
    async (_electron, [pagesPath, intervalMs]) => {
      const port = (globalThis as unknown as { benchIngest: Electron.MessagePortMain }).benchIngest;
      const { readFileSync } = process.getBuiltinModule('node:fs');
      const pages = readFileSync(pagesPath, 'utf8')
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
      const sentAt = performance.now();
      for (const [id, argument] of pages.entries()) {
        const answer = new Promise<{ readonly rpc: string }>((resolve) => {
          port.once('message', ({ data }) => resolve(data as { readonly rpc: string }));
        });
        port.postMessage({ rpc: 'call', id, name: 'page.commit', argument });
        const reply = await answer;
        if (reply.rpc !== 'result') throw new Error(JSON.stringify(reply));
        const waitMs = sentAt + (id + 1) * intervalMs - performance.now();
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
      return performance.now() - sentAt;
    },
    [path, everyMs] as const,
  );
}

export function pageOf(parts: Pick<IngestPage, 'alerts' | 'incidents'>): IngestPage {
  const feed = {
    sourceId: 'bench',
    tenantId: tenantId(benchTenant),
    collection: 'alerts',
  } as const;
  const cursor = { completeTo: null, newestSeen: null, nextLink: null };
  return { feed, sourceKind: 'graph', quarantined: [], cursor, ...parts };
}

function pagesOf(
  world: BenchWorld,
  start: number,
  flats: readonly FlatAlert[],
): readonly IngestPage[] {
  const pages: IngestPage[] = [];
  for (let from = 0; from < flats.length; from += pageSize) {
    const own = flats.slice(from, from + pageSize);
    const firstIncident = Math.floor((start + from) / alertsOfIncident);
    const incidents = Array.from({ length: Math.ceil(own.length / alertsOfIncident) }, (_, index) =>
      incidentOf(world, firstIncident + index),
    );
    pages.push(pageOf({ alerts: own.map((flat) => alertOf(flat)), incidents }));
  }
  return pages;
}

/**
 * What the app still has to write in the background is on the disk when its folder stays as it is.
 * Returns the milliseconds until then.
 */
async function untilQuiet(profileDir: string): Promise<number> {
  const quietMs = 8_000;
  const deadline = Date.now() + 300_000;
  let state = '';
  const startedAt = Date.now();
  let since = startedAt;
  while (Date.now() - since < quietMs && Date.now() < deadline) {
    const now = await folderState(profileDir);
    if (now !== state) {
      state = now;
      since = Date.now();
    }
    await sleep(500);
  }
  return since - startedAt;
}

async function folderState(folder: string): Promise<string> {
  const files = await readdir(join(folder, 'IndexedDB'), { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    files.map((file) =>
      stat(join(folder, 'IndexedDB', file)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return `${files.length} ${sizes.reduce((sum, size) => sum + size, 0)}`;
}
