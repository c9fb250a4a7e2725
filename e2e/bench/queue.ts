// `npm run bench queue [ALERTS]`: what an analyst does at both queues over a million alerts and a hundred
// thousand incidents, in the real app, and what plain alternatives need for the like in the same run.
// Milliseconds.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { QueueName } from '../../shared/queue/queue-filters.ts';
import { launchClearpane } from '../launch.ts';
import { alertOf, flatAlert, severities, statuses } from './queue-documents.ts';
import type { BenchWorld } from './queue-documents.ts';
import { arrivals, askAll, follow, openQueueDoor } from './queue-door.ts';
import type { Answer, AnyView } from './queue-door.ts';
import { commitPages, fillProfile, offlineArgs, openIngestDoor, pageOf } from './queue-fill.ts';
import { everything, facetFilters, filterQuestion, keystrokes, viewOf } from './queue-questions.ts';
import { firstRows } from './first-rows.ts';
import { askAlternatives } from './queue-plain.ts';
import type { AnsweredQuestion } from './queue-plain.ts';
import { residentMemory } from './resident-memory.ts';
import { median, percentile95, spread } from './statistics.ts';
import { seeded } from './table-alerts.ts';

const starts = 5;
const samples = 40;
const facetSamples = 12;
const updates = 12;
const updatedAlerts = 1_000;

const world: BenchWorld = { alerts: Number(process.argv[2] ?? 1_000_000), newestAt: Date.now() };
const random = seeded(3);
const folder = await mkdtemp(join(tmpdir(), 'clearpane-bench-'));
const profileDir = join(folder, 'profile');
const csvPath = join(folder, 'alerts.csv');
try {
  const { rate, settledMs } = await fillProfile(world, { profileDir, folder, csvPath });
  const settled = `${(settledMs / 1_000).toFixed(0)} s until the disk is quiet`;
  console.log(`${world.alerts} alerts filled in, ${rate.toFixed(0)} a second; ${settled}`);
  const firsts: number[] = [];
  for (let run = 0; run < starts; run += 1) firsts.push(await firstRows(profileDir, offlineArgs));
  console.log(`first rows after start, ms since spawn: ${spread(firsts)}; goal 2000`);
  const filters = await measureApp();
  const searches = Array.from({ length: 4 }, () => keystrokes(world, random)).flat();
  await askAlternatives({ folder, csvPath, filters, searches });
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

async function measureApp(): Promise<readonly AnsweredQuestion[]> {
  const { app, window, kill } = await launchClearpane({ profileDir, args: offlineArgs });
  const pid = app.process().pid ?? 0;
  try {
    await openQueueDoor(app, window);
    const [stored] = await askAll(window, 'alerts', [viewOf('alerts')]);
    if (stored?.total !== world.alerts) throw new Error(`only ${stored?.total} alerts are stored`);
    await sleep(15_000);
    console.log(`memory of all processes after the start: ${await residentMemory(pid)}`);

    console.log('alerts: median (p95), first');
    const answered = await measureQueue(window, 'alerts');
    console.log('incidents: median (p95), first');
    await measureQueue(window, 'incidents');
    await openIngestDoor(app);
    const commit = async (path: string): Promise<number> => {
      const sentAt = Date.now();
      await commitPages(app, path);
      return sentAt;
    };
    await measureUpdates(window, commit);
    console.log(`memory of all processes at the end: ${await residentMemory(pid)}`);
    return answered;
  } finally {
    await kill();
  }
}

/** Returns what the filters were answered. */
async function measureQueue(window: Page, queue: QueueName): Promise<readonly AnsweredQuestion[]> {
  const ask = (views: readonly AnyView[]) => askAll(window, queue, views);
  const questions = Array.from({ length: samples }, () => filterQuestion(random, queue));
  const filtered = await ask(questions.map(({ view }) => view));
  print('filter change', filtered);

  for (const filter of facetFilters(queue)) {
    const views = Array.from({ length: facetSamples }, () => ({
      ...filterQuestion(random, queue).view,
      facets: [{ filter }],
    }));
    print(`facet ${filter}, filter changed too`, await ask(views));
  }

  const texts = queue === 'alerts' ? ['title', 'assignedTo', 'alertId'] : ['name', 'assignedTo'];
  for (const column of texts) {
    const views = Array.from({ length: samples / 2 }, (_, run) => {
      const { view } = filterQuestion(random, queue);
      return { ...view, sort: { column, descending: run % 2 === 1 } };
    });
    print(`sort by ${column}, filter changed too`, await ask(views));
  }

  const searches = Array.from({ length: 8 }, () => keystrokes(world, random)).flat();
  const searched = searches.map((text) => viewOf(queue, { filter: { ...everything, text } }));
  print('search, each keystroke', await ask(searched));

  const { total = 0 } = (await ask([viewOf(queue)]))[0] ?? {};
  const pages = Array.from({ length: 8 }, () => Math.floor(random() * total * 0.9)).flatMap(
    (start) => Array.from({ length: 5 }, (_, page) => start + page * 60),
  );
  const scrolled = pages.map((offset) => viewOf(queue, { window: { offset, limit: 60 } }));
  print('scroll by page, newest first', await ask(scrolled));
  return questions.map(({ flat }, place) => ({ flat, total: filtered[place]?.total ?? 0 }));
}

/** Alerts change while a filtered view is followed, and while another one is asked. */
async function measureUpdates(
  window: Page,
  commit: (path: string) => Promise<number>,
): Promise<void> {
  const conditions = [
    { kind: 'values', filter: 'severity', values: ['high', 'medium'] },
    { kind: 'values', filter: 'status', values: ['new', 'inProgress'] },
  ] as const;
  const view = viewOf('alerts', { filter: { ...everything, conditions } });
  await follow(window, 'alerts', view);
  const shownAfter: number[] = [];
  const meanwhile: Answer[] = [];
  for (let run = 0; run < updates; run += 1) {
    const alerts = Array.from({ length: updatedAlerts }, (_, place) => {
      // The newest is on the screen each time: what is followed is sent again only where it differs.
      const isShown = place === 0;
      const flat = flatAlert(world, isShown ? 0 : 1 + Math.floor(random() * (world.alerts - 1)));
      const severity = isShown ? 'high' : severities[Math.floor(random() * severities.length)];
      const status = isShown ? 'new' : statuses[Math.floor(random() * statuses.length)];
      return alertOf(
        { ...flat, severity: severity ?? '', status: status ?? '' },
        world.newestAt + run * 1_000,
      );
    });
    const path = join(folder, 'update.ndjson');
    await writeFile(path, JSON.stringify(pageOf({ alerts, incidents: [] })));
    const known = (await arrivals(window)).length;
    const committed = commit(path);
    const asked = Array.from({ length: 6 }, () => filterQuestion(random, 'alerts').view);
    meanwhile.push(...(await askAll(window, 'alerts', asked)));
    const sentAt = await committed;
    shownAfter.push((await arrivalAfter(window, known)) - sentAt);
    await sleep(500);
  }
  console.log(`updates of ${updatedAlerts} alerts while filtered: median (p95), first`);
  printTimes('from sent to shown: disk, and 60 ms gathering', shownAfter);
  print('another filter asked meanwhile', meanwhile);
}

/** UTC epoch milliseconds of the answer that follows the first `known` ones. */
async function arrivalAfter(window: Page, known: number): Promise<number> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const at = (await arrivals(window))[known];
    if (at !== undefined) return at;
    await sleep(50);
  }
  throw new Error('the followed view did not change');
}

function print(name: string, answers: readonly Answer[]): void {
  printTimes(
    name,
    answers.map(({ ms }) => ms),
  );
}

function printTimes(name: string, times: readonly number[]): void {
  const [middle, high, first] = [median(times), percentile95(times), times[0] ?? Number.NaN].map(
    (time) => time.toFixed(1).padStart(7),
  );
  console.log(`  ${name.padEnd(48)} ${middle} (${high}) ${first}`);
}
