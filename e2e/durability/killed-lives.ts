// One profile through many lives of the real main, each killed at a named point while a person writes, imports
// and sets things up; what was said to be saved must be there in the next life, and all of it in the end.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { randomFor } from '../../resources/demo-tenant/random.ts';
import { differencesOf } from '../hostile/differences.ts';
import { startHostileService } from '../hostile/hostile-service.ts';
import type { HostileService } from '../hostile/hostile-service.ts';
import type { Clearpane } from '../launch.ts';
import { readOutbox } from '../soak/analyst-doors.ts';
import { createAnalyst } from '../soak/analyst.ts';
import type { Analyst } from '../soak/analyst.ts';
import { askForSync, readRows, readSummary } from '../soak/app-doors.ts';
import { judgeWritten } from '../soak/written-verdict.ts';
import { appKillPoints } from './app-kill-points.ts';
import type { KillOrder, KillPoint } from './app-kill-points.ts';
import { createKeptThings } from './kept-things.ts';
import type { KeptThings } from './kept-things.ts';
import { launchForSure } from './launch-for-sure.ts';

export interface KilledLivesOptions {
  /** The same seed makes the same order of points and the same writes; moments vary. */
  readonly seed: string;
  /** Names of points; all of them unless told. */
  readonly points?: readonly string[];
  readonly log?: (line: string) => void;
}

export interface KilledLife {
  readonly point: string;
  /** False where the app never came there in time, so that nothing was tried. */
  readonly isKilled: boolean;
  /** What the next life lacked of what this one or those before it had said to be saved. */
  readonly lost: readonly string[];
}

export interface KilledLives {
  readonly lives: readonly KilledLife[];
  /** When all had come to rest. */
  readonly lostInTheEnd: readonly string[];
  readonly written: number;
  readonly imported: number;
  readonly set: number;
}

const hook = fileURLToPath(new URL('kill-hook.cjs', import.meta.url));
const alerts = 120;
const incidents = 24;
const lifeMs = 30_000;
const recoverMs = 20_000;
const restMs = 240_000;

interface Bench {
  readonly service: HostileService;
  readonly analyst: Analyst;
  readonly things: KeptThings;
}

export async function runKilledLives(options: KilledLivesOptions): Promise<KilledLives> {
  const { seed, points = Object.keys(appKillPoints), log } = options;
  const random = randomFor(`${seed}/lives`);
  const folder = await mkdtemp(join(tmpdir(), 'clearpane-lives-'));
  const service = await startHostileService({ seed, alerts, incidents, now: Date.now });
  const analyst = createAnalyst({
    seed,
    alerts,
    incidents,
    subjects: 16,
    isThere: ({ collection, number }) =>
      service.world.orders[collection].latest(number) !== undefined,
  });
  const bench = { service, analyst, things: createKeptThings({ seed, folder }) };
  const launch = async (order: KillOrder | null): Promise<Clearpane> => {
    const { app } = await launchForSure({
      profileDir: join(folder, 'profile'),
      args: [`--graph-url=${service.baseUrl}`],
      preload: hook,
      env: { CLEARPANE_KILL_AT: JSON.stringify(order) },
    });
    return app;
  };

  const lives: KilledLife[] = [];
  let clearpane = await launch(null);
  try {
    await until(async () => (await readSummary(clearpane.app)).alerts >= alerts, recoverMs);
    for (const name of inOrder(points, random.some(points, points.length))) {
      const point = appKillPoints[name];
      if (point === undefined) throw new Error(`There is no kill point called ${name}.`);
      const order = { point, count: point.isRare ? 1 : random.between(1, 3) };
      if (point.follows === undefined) {
        await clearpane.app.evaluate((_electron, given) => {
          (globalThis as unknown as { clearpaneKillAt(order: unknown): void }).clearpaneKillAt(
            given,
          );
        }, order);
      } else {
        // It is met before a start could be told anything.
        await clearpane.kill();
        clearpane = await launch(order);
      }
      const isKilled = await liveUntilKilled(clearpane, bench, point);
      if (!isKilled) await clearpane.kill();
      clearpane = await launch(null);
      const lost = await lostAfter(clearpane, bench);
      lives.push({ point: name, isKilled, lost });
      const told = await bench.things.notice(clearpane.app);
      log?.(
        [
          `${name}: ${isKilled ? 'killed' : 'NOT REACHED'}`,
          ...(told === null ? [] : [`told: ${told}`]),
          ...lost.map((one) => `LOST ${one}`),
        ].join('; '),
      );
    }
    const lostInTheEnd = await lostAtRest(clearpane, bench);
    return {
      lives,
      lostInTheEnd,
      written: analyst.work.written.length,
      imported: bench.things.imported(),
      set: bench.things.set(),
    };
  } finally {
    if (clearpane.isRunning()) await clearpane.kill();
    await service.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Those that follow another one come right after it. */
function inOrder(points: readonly string[], shuffled: readonly string[]): readonly string[] {
  const follower = (name: string): readonly string[] =>
    points.filter((one) => appKillPoints[one]?.follows === name);
  return shuffled
    .filter((name) => appKillPoints[name]?.follows === undefined)
    .flatMap((name) => [name, ...follower(name)]);
}

/** A person at work until the app dies; false where it did not. */
async function liveUntilKilled(
  clearpane: Clearpane,
  { service, analyst, things }: Bench,
  { by }: KillPoint,
): Promise<boolean> {
  const { app } = clearpane;
  const deadline = Date.now() + lifeMs;
  while (clearpane.isRunning() && Date.now() < deadline) {
    if (by !== 'importing') await analyst.write(app);
    if (by === 'setting') await things.setSomething(app);
    if (by === 'importing') await things.importSomething(app);
    if (by === 'syncing') {
      for (let count = 0; count < 5; count += 1) service.world.change();
      await askForSync(app).catch(() => undefined);
    }
    await sleep(50);
  }
  return !clearpane.isRunning();
}

async function lostAfter({ app }: Clearpane, { service, analyst, things }: Bench) {
  let lost: readonly string[] = ['everything'];
  await until(async () => {
    const { lost: all, unsettled } = judgeWritten(
      analyst.work,
      await readOutbox(app),
      service.items.applied,
    );
    lost = [...all.filter((one) => !unsettled.includes(one)), ...(await things.lost(app))];
    return lost.length === 0;
  }, recoverMs);
  return lost;
}

/** Also compares rows, and looks for what is there twice. */
async function lostAtRest(clearpane: Clearpane, { service, analyst, things }: Bench) {
  const { app } = clearpane;
  let amiss: readonly string[] = ['everything'];
  await until(async () => {
    await askForSync(app);
    const verdict = judgeWritten(analyst.work, await readOutbox(app), service.items.applied);
    const rows = await readRows(app, 'alerts');
    const incidentRows = await readRows(app, 'incidents');
    const ofService = rows.filter(({ id }) => !things.isImported(id));
    // Correlation makes incidents of its own from what was imported.
    const notLocal = incidentRows.filter(({ id }) => !id.startsWith('local-'));
    const differences = [
      differencesOf(ofService, service.world.truth('alerts')),
      differencesOf(notLocal, service.world.truth('incidents')),
      verdict,
    ];
    amiss = [
      ...differences.flatMap(({ lost, duplicated, wrong }) => [...lost, ...duplicated, ...wrong]),
      ...things.lostRows(rows.map(({ id }) => id)),
      ...(await things.lost(app)),
    ];
    return amiss.length === 0;
  }, restMs);
  return amiss;
}

/** Tries again where the app is not ready to answer; returns when it holds, or after so long. */
async function until(holds: () => Promise<boolean>, ms: number): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await holds().catch(() => false)) && Date.now() < deadline) await sleep(200);
}
