// Starts of the real app on profiles whose database was damaged on the disk. Each start is offline first:
// the app shows what is left or says what was lost; then the service is back, and all must be there again.
import { cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomFor } from '../../resources/demo-tenant/random.ts';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import type { DemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { failureIn } from '../../shared/failure.ts';
import type { AlertKey } from '../../shared/model/alert.ts';
import type { StoreState } from '../../shared/contract/shell.ts';
import type { Clearpane } from '../launch.ts';
import { askForSync, openAlert, readAlertKeys, readSummary } from '../soak/app-doors.ts';
import { authoredEntry, callShell, readEntries, write } from './authored-entries.ts';
import { damageFolder, damageKinds } from './damage.ts';
import type { Damage } from './damage.ts';
import { launchForSure } from './launch-for-sure.ts';

export interface DamagedStartsOptions {
  readonly runs: number;
  /** The same seed makes the same choices; the files to choose from are the database's. */
  readonly seed: string;
  readonly alerts: number;
  /** Side by side; one after the other unless told, so that what they take is measured. */
  readonly atOnce?: number;
  readonly log?: (line: string) => void;
}

export interface DamagedStart {
  readonly damage: Damage;
  /** Alerts that the start found. */
  readonly found: number | null;
  /** Documents that were opened, and those that the app said it cannot read. */
  readonly opened: { readonly read: number; readonly refused: number };
  /** What the app said of the damage. */
  readonly notice: string | null;
  /** From the start of the process to rows or a notice. */
  readonly answeredMs: number;
  /** From the service's return to all of its alerts. */
  readonly refilledMs: number | null;
  /** Why the start counts as failed; empty for a good one. */
  readonly faults: readonly string[];
}

/** Of a start that has the machine to itself; several at once share it. */
const answerWithinMs = 10_000;
const refillWithinMs = 30_000;
const entryCount = 8;
/** Documents that each start opens, from all over the store. */
const openedCount = 12;

/** A profile with everything synced and some entries waiting, and the service that filled it, stopped. */
interface Original {
  readonly profileDir: string;
  readonly entries: readonly string[];
  readonly alerts: number;
  /** Some documents, as JSON. */
  readonly documents: ReadonlyMap<AlertKey, string>;
  /** Of the service at one address, where nothing answers until it is started. */
  placeService(): Promise<PlacedService>;
}

interface PlacedService {
  readonly args: readonly string[];
  start(): Promise<DemoTenant>;
}

export async function runDamagedStarts(
  options: DamagedStartsOptions,
): Promise<readonly DamagedStart[]> {
  const { runs, seed, atOnce = 1, log } = options;
  const folder = await mkdtemp(join(tmpdir(), 'clearpane-damage-'));
  try {
    const original = await makeOriginal(join(folder, 'original'), options.alerts);
    const starts: DamagedStart[] = [];
    let begun = 0;
    const goOn = async (): Promise<void> => {
      for (let run = begun; run < runs; run = begun) {
        begun += 1;
        const profileDir = join(folder, `run-${run}`);
        const kind = damageKinds[run % damageKinds.length] ?? 'flip';
        const damaged = async (): Promise<Damage> => {
          await removeFolder(profileDir);
          await cp(original.profileDir, profileDir, {
            recursive: true,
            // The first app's lock is not this one's.
            filter: (path) => !basename(path).startsWith('Singleton'),
          });
          return damageFolder(join(profileDir, 'IndexedDB'), kind, randomFor(`${seed}/${run}`));
        };
        const start = await startDamaged(original, profileDir, damaged, answerWithinMs * atOnce);
        starts.push(start);
        log?.(`${starts.length}/${runs} ${startLine(start)}`);
        await removeFolder(profileDir);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, goOn));
    return starts;
  } finally {
    await removeFolder(folder);
  }
}

export function startLine(start: DamagedStart): string {
  const { damage, found, opened, notice, answeredMs, refilledMs, faults } = start;
  const refilled = refilledMs === null ? 'not refilled' : `refilled in ${refilledMs} ms`;
  return [
    `${damage.kind} ${damage.file}: ${found ?? 'no'} alerts in ${answeredMs} ms, ${refilled}`,
    `${opened.read} of ${opened.read + opened.refused} documents open`,
    notice === null ? 'nothing said' : `said "${notice}"`,
    ...faults.map((fault) => `FAILED: ${fault}`),
  ].join('; ');
}

async function makeOriginal(profileDir: string, alerts: number): Promise<Original> {
  const anchorAt = Date.now();
  const world = { now: Date.now, anchorAt, alertsTotal: alerts, requestsPerMinute: 100_000 };
  const service = await startDemoTenant(world);
  const args = [`--graph-url=${service.baseUrl}`];
  const { app } = await launchForSure({ profileDir, args });
  try {
    await until(async () => (await readSummary(app.app)).alerts >= alerts, 60_000);
    await service.stop();
    for (let number = 0; number < entryCount; number += 1) {
      const failure = await write(app.window, authoredEntry(number));
      if (failure !== null) throw new Error(failure.summary);
    }
    const entries = await readEntries(app.window);
    const stored = (await readSummary(app.app)).alerts;
    const documents = await readDocuments(app);
    await untilAtRest(join(profileDir, 'IndexedDB'));
    await app.kill();
    const placeService = async (): Promise<PlacedService> => {
      const { baseUrl, stop } = await startDemoTenant(world);
      await stop();
      const port = Number(new URL(baseUrl).port);
      return {
        args: [`--graph-url=${baseUrl}`],
        start: () => startDemoTenant({ ...world, port }),
      };
    };
    return { profileDir, entries, alerts: stored, documents, placeService };
  } finally {
    if (app.isRunning()) await app.kill();
    await service.stop();
  }
}

async function startDamaged(
  original: Original,
  profileDir: string,
  damaged: () => Promise<Damage>,
  withinMs: number,
): Promise<DamagedStart> {
  const faults: string[] = [];
  const damage = await damaged();
  const placed = await original.placeService();
  // What an unseen start was told of, the next one would not be told again.
  const launched = await launchForSure({ profileDir, args: placed.args }, damaged);
  const { startedAt } = launched;
  let { app } = launched;
  let service: DemoTenant | null = null;
  try {
    let found: number | null = null;
    const isAnswered = await until(
      async () => {
        found = await alertsIn(app);
        return (found !== null && found > 0) || (await readNotice(app)) !== null;
      },
      withinMs - (Date.now() - startedAt),
    );
    const answeredMs = Date.now() - startedAt;
    if (!isAnswered) faults.push('neither rows nor a notice');
    const opened = await openDocuments(app, original);
    faults.push(...opened.faults);
    if (opened.refused > 0) app = await startAgain(app, placed);
    service = await placed.start();
    const backAt = Date.now();
    const isRefilled = await until(async () => {
      await askForSync(app.app);
      return (await alertsIn(app)) === original.alerts;
    }, refillWithinMs);
    const refilledMs = isRefilled ? Date.now() - backAt : null;
    if (!isRefilled) faults.push(`${await alertsIn(app)} of ${original.alerts} alerts came back`);
    let entries: readonly string[] = [];
    // The journal is opened after the first rows.
    const areKept = await until(async () => {
      entries = await readEntries(app.window);
      return entries.join('\n') === original.entries.join('\n');
    }, 5_000);
    if (!areKept) {
      faults.push(`${entries.length} of ${original.entries.length} entries are in the outbox`);
    }
    // Whatever was damaged is whole again.
    const reopened = await openDocuments(app, original);
    faults.push(...reopened.faults);
    if (reopened.refused > 0) faults.push(`${reopened.refused} documents stay unreadable`);
    const notice = await readNotice(app);
    return { damage, found, opened, notice, answeredMs, refilledMs, faults };
  } finally {
    await app.kill();
    await service?.stop();
  }
}

/** A document that cannot be read has the database made anew at the next start. */
async function startAgain(app: Clearpane, { args }: PlacedService): Promise<Clearpane> {
  await app.kill();
  return (await launchForSure({ profileDir: app.profileDir, args })).app;
}

async function readDocuments({ app }: Clearpane): Promise<ReadonlyMap<AlertKey, string>> {
  const keys = await readAlertKeys(app);
  const step = Math.max(1, Math.floor(keys.length / openedCount));
  const documents = new Map<AlertKey, string>();
  for (const key of keys.filter((_, index) => index % step === 0)) {
    documents.set(key, JSON.stringify(await openAlert(app, key)));
  }
  return documents;
}

/** Each is what it was, or not there, or refused as storage; anything else is a fault. */
async function openDocuments({ app }: Clearpane, { documents }: Original) {
  const faults: string[] = [];
  let read = 0;
  let refused = 0;
  for (const [key, document] of documents) {
    try {
      const alert = await openAlert(app, key);
      if (alert === null) continue;
      read += 1;
      if (JSON.stringify(alert) !== document) faults.push(`${key} is another document`);
    } catch (error) {
      if (failureIn(error)?.kind === 'storage') refused += 1;
      else faults.push(`${key} cannot be opened: ${String(error)}`);
    }
  }
  return { read, refused, faults };
}

/** Resolves when none of its files has changed for a second: compaction is over. */
async function untilAtRest(folder: string): Promise<void> {
  const look = async (): Promise<string> => {
    const names = (await readdir(folder, { recursive: true })).toSorted();
    // A file may be gone by now.
    const sizes = names.map((name) => stat(join(folder, name)).catch(() => null));
    return JSON.stringify((await Promise.all(sizes)).map((one) => [one?.size, one?.mtimeMs]));
  };
  for (let before = '', now = await look(); now !== before; now = await look()) {
    before = now;
    await sleep(1_000);
  }
}

/** Null where the store does not answer yet. */
async function alertsIn({ app }: Clearpane): Promise<number | null> {
  const late = sleep(2_000, null);
  const asked = readSummary(app).then(
    ({ alerts }) => alerts,
    () => null,
  );
  return Promise.race([asked, late]);
}

async function readNotice({ window }: Clearpane): Promise<string | null> {
  const result = await callShell(window, 'store.state', null);
  const { notice } = result.ok ? result.value : ({ notice: null } as Pick<StoreState, 'notice'>);
  return notice?.summary ?? null;
}

/** False when it did not hold in time. */
async function until(holds: () => Promise<boolean>, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > deadline) return false;
    await sleep(100);
  }
  return true;
}

async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
