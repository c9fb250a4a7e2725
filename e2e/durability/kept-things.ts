// What a person keeps in the app besides what they write to a service: settings, and files that they import.
// Remembers what the app said is saved, and finds what is not there any more.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ElectronApplication } from '@playwright/test';
import { randomFor } from '../../resources/demo-tenant/random.ts';
import type { ImportsState } from '../../shared/contract/imports.ts';
import type { Settings, ShellCalls } from '../../shared/contract/shell.ts';
import { callShell } from '../soak/app-doors.ts';

export interface KeptThings {
  setSomething(app: ElectronApplication): Promise<void>;
  /** From the choice of a file to its report. */
  importSomething(app: ElectronApplication): Promise<void>;
  /** Settings and reports that are not as they were said to be. */
  lost(app: ElectronApplication): Promise<readonly string[]>;
  /** Of imports that were reported, what is not among these ids, or is there twice. */
  lostRows(alertIds: readonly string[]): readonly string[];
  /** What the app says of its store; null where all is well. */
  notice(app: ElectronApplication): Promise<string | null>;
  isImported(alertId: string): boolean;
  imported(): number;
  set(): number;
}

interface Imported {
  /** Of the report. */
  readonly id: string;
  /** That it says were stored. */
  readonly alertIds: readonly string[];
}

/** An answer that takes longer counts as none. */
const patienceMs = 8_000;
const alertsOfFile = 30;

export function createKeptThings(options: {
  readonly seed: string;
  /** For the files. */
  readonly folder: string;
}): KeptThings {
  const random = randomFor(`${options.seed}/things`);
  const imports: Imported[] = [];
  /** What may be on the disk: what was saved last, and what nobody heard to be saved since. */
  let possible: readonly Settings[] = [];
  let files = 0;
  let set = 0;

  async function setSomething(app: ElectronApplication): Promise<void> {
    const before = possible[0] ?? (await ask(app, 'settings.read', null));
    const wanted: Settings = {
      ...before,
      queueDays: random.pick([1, 3, 7, 30, 180]),
      density: random.pick(['compact', 'standard', 'comfortable']),
      requestShare: random.pick([100, 50, 25, 10]),
    };
    possible = [before, ...possible, wanted];
    await ask(app, 'settings.write', wanted);
    possible = [wanted];
    set += 1;
  }

  async function importSomething(app: ElectronApplication): Promise<void> {
    files += 1;
    const path = join(options.folder, `import-${files}.ndjson`);
    const alertIds = Array.from({ length: alertsOfFile }, (_, index) => `im-${files}-${index}`);
    await writeFile(path, alertIds.map(alertLine).join('\n'));
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, path);
    await ask(app, 'imports.choose', { what: 'files' });
    const offered = await read(app, ({ job }) => job?.stage.kind === 'recognised');
    const id = offered.job?.id ?? '';
    await ask(app, 'imports.start', { id, tenantId: null });
    const { reports } = await read(app, (state) => state.reports.some((one) => one.id === id));
    const report = reports.find((one) => one.id === id);
    // One that failed, and said so, promises no alerts.
    const isWhole = report?.end.kind === 'done' && report.stored.inserted === alertIds.length;
    imports.push({ id, alertIds: isWhole ? alertIds : [] });
  }

  /** Nothing where the app dies meanwhile. */
  async function asLongAsItLives(work: Promise<void>): Promise<void> {
    await Promise.race([work, sleep(patienceMs)]).catch(() => undefined);
  }

  return {
    setSomething: (app) => asLongAsItLives(setSomething(app)),
    importSomething: (app) => asLongAsItLives(importSomething(app)),
    async lost(app) {
      const settings = await ask(app, 'settings.read', null);
      const isKnown =
        possible.length === 0 || possible.some((one) => isDeepStrictEqual(one, settings));
      if (isKnown && possible.length > 0) possible = [settings];
      const { reports } = await ask(app, 'imports.read', null);
      const kept = new Set(reports.map(({ id }) => id));
      return [
        ...(isKnown ? [] : [`settings: ${JSON.stringify(settings)}`]),
        ...imports.filter(({ id }) => !kept.has(id)).map(({ id }) => `report ${id}`),
      ];
    },
    lostRows(alertIds) {
      const counts = new Map<string, number>();
      for (const id of alertIds) counts.set(id, (counts.get(id) ?? 0) + 1);
      return imports.flatMap(({ id, alertIds: own }) => {
        const amiss = own.filter((alertId) => counts.get(alertId) !== 1);
        if (amiss.length === 0) return [];
        const [first = ''] = amiss;
        return [
          `${amiss.length} of ${own.length} alerts of import ${id}: ${first} is there ${counts.get(first) ?? 0} times`,
        ];
      });
    },
    async notice(app) {
      return (await ask(app, 'store.state', null)).notice?.summary ?? null;
    },
    isImported: (alertId) => alertId.startsWith('im-'),
    imported: () => imports.length,
    set: () => set,
  };
}

function alertLine(id: string): string {
  return JSON.stringify({
    '@odata.type': '#microsoft.graph.security.alert',
    id,
    title: `Of a file, ${id}`,
    severity: 'high',
    status: 'new',
    lastUpdateDateTime: '2026-11-01T08:00:00Z',
    evidence: [],
  });
}

async function ask<N extends keyof ShellCalls>(
  app: ElectronApplication,
  name: N,
  argument: ShellCalls[N]['argument'],
): Promise<ShellCalls[N]['result']> {
  const result = await callShell(app, name, argument);
  if (!result.ok) throw new Error(result.failure.summary);
  return result.value;
}

/** Asks until it holds; whoever waits gives up. */
async function read(
  app: ElectronApplication,
  holds: (state: ImportsState) => boolean,
): Promise<ImportsState> {
  for (;;) {
    const state = await ask(app, 'imports.read', null);
    if (holds(state)) return state;
    await sleep(50);
  }
}
