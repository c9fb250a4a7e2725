// A soak run: the real app follows a hostile service whose alerts keep changing, and an analyst writes, while
// its processes are killed; then all calms down, and what it shows must equal the service's truth, and what was
// written must be there once, also after a restart.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errors } from '@playwright/test';
import { randomFor } from '../../resources/demo-tenant/random.ts';
import { startHostileService } from '../hostile/hostile-service.ts';
import { launchClearpane } from '../launch.ts';
import type { Clearpane } from '../launch.ts';
import { createAnalyst } from './analyst.ts';
import { askForSync } from './app-doors.ts';
import {
  breakDataWorker,
  crashStoreWindow,
  crashVisibleWindow,
  waitForVisibleWindow,
} from './deaths.ts';
import { settle } from './settle.ts';
import type { Outcome } from './settle.ts';

export interface SoakOptions {
  /** The same seed makes the same items, faults and kinds of kills; their moments vary. */
  readonly seed: string;
  /** At the end; four fifths are there from the start. */
  readonly alerts: number;
  readonly faults: number;
  readonly kills: number;
  /** Changes and comments that the analyst writes. */
  readonly writes: number;
  /** Of changes, comments, and the looks at items that go with them. */
  readonly writeFaults: number;
  /** How late comments take effect that do, in milliseconds, at the least and at the most. */
  readonly lateMs: readonly [number, number];
  /** Gets a line of progress now and then. */
  readonly log?: (line: string) => void;
}

type Death = 'main' | 'store window' | 'data worker' | 'visible window';

export interface SoakReport {
  readonly outcome: Outcome;
  /** The same after a restart without the service. */
  readonly outcomeOffline: Outcome;
  readonly alerts: number;
  readonly incidents: number;
  /** For pages. */
  readonly requests: number;
  readonly faults: number;
  /** Of changes, comments and looks at items, by name. */
  readonly writeFaultsOf: Readonly<Record<string, number>>;
  readonly killsOf: Readonly<Record<Death, number>>;
  /** Deaths of main that nobody asked for, while a part of it was being killed. */
  readonly ownDeaths: number;
  /** Requests with a credential, or to a server that was not to be asked. */
  readonly leaks: number;
  readonly stormMs: number;
  /** From the last fault to equality. */
  readonly settleMs: number;
}

/** The service's time passes so much faster: a run of minutes spans many times sync's overlap. */
const timeLapse = 60;
const dayMs = 86_400_000;
const changeEveryMs = 50;
const changesAtOnce = 2;
const writeEveryMs = 150;
const writesPerSubject = 5;
const writesPerDecision = 20;
const logEveryMs = 15_000;
/** Comments are looked for half a minute later, and copies of them two minutes later. */
const longestSettleMs = 240_000;
/** What was written is read a moment after the first rows. */
const longestStartMs = 30_000;
/** Kills keep step with the faults, but wait no longer than this for them. */
const longestTruceMs = 20_000;

export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const { seed, alerts, faults, kills, writes, log = () => undefined } = options;
  const startedAt = Date.now();
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-soak-'));
  const service = await startHostileService({
    seed,
    alerts: Math.ceil(alerts * 0.8),
    incidents: Math.ceil(alerts / 12),
    bulkyEvidence: 5_000,
    faults,
    writeFaults: options.writeFaults,
    lateMs: options.lateMs,
    now: () => startedAt + dayMs + (Date.now() - startedAt) * timeLapse,
  });
  const launch = async (): Promise<Clearpane> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await launchClearpane({ profileDir, args: [`--graph-url=${service.baseUrl}`] });
      } catch (error) {
        // Now and then Playwright does not see that an app has started; it has ended it by now.
        if (attempt === 3 || !(error instanceof errors.TimeoutError)) throw error;
        log(`launched once more: ${error.message.split('\n')[0] ?? ''}`);
      }
    }
  };

  let clearpane = await launch();
  let ownDeaths = 0;
  const killsOf = { main: 0, 'store window': 0, 'data worker': 0, 'visible window': 0 };

  async function kill(death: Death): Promise<void> {
    killsOf[death] += 1;
    try {
      await cause(death);
    } catch (error) {
      if (clearpane.isRunning()) throw error;
      ownDeaths += 1;
      log(`main died when the ${death} was killed`);
      clearpane = await launch();
    }
  }

  async function cause(death: Death): Promise<void> {
    switch (death) {
      case 'main':
        await clearpane.kill();
        clearpane = await launch();
        return;
      case 'store window':
        return crashStoreWindow(clearpane.app);
      case 'data worker':
        return breakDataWorker(clearpane.app);
      case 'visible window':
        await crashVisibleWindow(clearpane.app);
        return waitForVisibleWindow(clearpane.app);
      default:
        death satisfies never;
    }
  }

  const analyst = createAnalyst({
    seed,
    alerts: Math.ceil(alerts * 0.8),
    incidents: Math.ceil(alerts / 12),
    subjects: Math.ceil(writes / writesPerSubject),
    isThere: ({ collection, number }) =>
      service.world.orders[collection].latest(number) !== undefined,
  });
  let isStormy = true;
  const working = (async () => {
    for (let turn = 1; isStormy; turn += 1) {
      if (analyst.work.written.length < writes) await analyst.write(clearpane.app);
      if (turn % writesPerDecision === 0) await analyst.decide(clearpane.app);
      await sleep(writeEveryMs);
    }
  })();

  const world = setInterval(() => {
    for (let count = 0; count < changesAtOnce; count += 1) {
      service.world.change();
      if (service.world.orders.alerts.size < alerts) service.world.arrive();
    }
  }, changeEveryMs);
  // A person who presses "Retry now" again and again; a dead page cannot be pressed.
  const pump = setInterval(() => void askForSync(clearpane.app).catch(() => undefined), 400);

  const progress = setInterval(() => {
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    const killed = Object.values(killsOf).reduce((sum, count) => sum + count, 0);
    const { size } = service.world.orders.alerts;
    log(
      `${seconds} s: ${killed} kills, ${service.faultsLeft()} faults left, ${size} alerts, ${analyst.work.written.length} written`,
    );
  }, logEveryMs);

  try {
    const random = randomFor(`${seed}/kills`);
    for (const [index, death] of deathsOf(kills, random.next).entries()) {
      await sleep(random.between(300, 1_500));
      const share = index / kills;
      await until(() => faults - service.faultsLeft() >= faults * share, longestTruceMs);
      await kill(death);
    }
    const isStormOver = (): boolean =>
      service.faultsLeft() === 0 &&
      service.world.orders.alerts.size >= alerts &&
      analyst.work.written.length >= writes;
    await until(isStormOver, 60_000 + faults * 1_500 + alerts * 20);
    clearInterval(world);
    isStormy = false;
    await working;
    const faultsMade = service.ledger.filter(({ fault }) => fault !== null).length;
    service.calm();
    const calmAt = Date.now();
    log(`calm after ${calmAt - startedAt} ms; waiting for sync to settle`);
    const setting = { service, analyst };
    const outcome = await settle(() => clearpane, setting, {
      isOnline: true,
      deadlineAt: calmAt + longestSettleMs + alerts * 2,
    });
    const settleMs = Date.now() - calmAt;

    clearInterval(pump);
    clearInterval(progress);
    await clearpane.close();
    await service.stop();
    clearpane = await launch();
    const outcomeOffline = await settle(() => clearpane, setting, {
      isOnline: false,
      deadlineAt: Date.now() + longestStartMs,
    });
    await clearpane.close();
    return {
      outcome,
      outcomeOffline,
      alerts: service.world.orders.alerts.size,
      incidents: service.world.orders.incidents.size,
      requests: service.ledger.length,
      faults: faultsMade,
      writeFaultsOf: Object.fromEntries(service.items.faultsOf),
      killsOf,
      ownDeaths,
      leaks: service.leaks(),
      stormMs: calmAt - startedAt,
      settleMs,
    };
  } finally {
    isStormy = false;
    clearInterval(world);
    clearInterval(pump);
    clearInterval(progress);
    if (clearpane.isRunning()) await clearpane.kill();
    await service.stop();
    await rm(profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Resolves when it holds, or after so long. */
async function until(holds: () => boolean, ms: number): Promise<void> {
  const deadline = Date.now() + ms;
  while (!holds() && Date.now() < deadline) await sleep(50);
}

/** Every kind in turn, in an order of the seed's. */
function deathsOf(count: number, random: () => number): readonly Death[] {
  const kinds: readonly Death[] = ['main', 'store window', 'data worker', 'visible window'];
  const offset = Math.floor(random() * kinds.length);
  return Array.from(
    { length: count },
    (_, index) => kinds[(index + offset) % kinds.length] ?? 'main',
  );
}
