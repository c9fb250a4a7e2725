// Fifty alerts a second change while a person scrolls, filters, searches and sorts: no task of the window
// may be long enough to be felt.
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertOf, flatAlert, incidentOf, severities } from '../bench/queue-documents.ts';
import { commitPages, offlineArgs, openIngestDoor, pageOf } from '../bench/queue-fill.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const ALERTS = 5_000;
const SECONDS = 10;
const PAGES_A_SECOND = 10;
const ALERTS_A_PAGE = 5;

interface LongTask {
  readonly startTime: number;
  readonly duration: number;
  /** Scripts of the frame that it was in. */
  readonly scripts: readonly string[];
}

test('no long task while fifty alerts a second change', async ({ launch }) => {
  const folder = await mkdtemp(join(tmpdir(), 'clearpane-updates-'));
  const { app, window } = await launch({ args: offlineArgs });
  // Its snapshots of the page would be long tasks of their own.
  await app.context().tracing.stop();
  await openIngestDoor(app);
  await commitPages(app, await firstPage(folder));
  const workstation = new Workstation(window);
  await workstation.goTo('Alerts');
  await workstation.waitForRows(10);

  const pages = await changingPages(folder);
  await watchLongTasks(window);
  await standStill(window, 80);
  expect(await longTasks(window), 'the observer sees what it is for').toHaveLength(1);

  const shownBefore = await pageChanges(window);
  let isOver = false;
  const committed = commitPages(app, pages, 1_000 / PAGES_A_SECOND).finally(() => (isOver = true));
  await window.waitForTimeout(2_000);
  // Nobody has touched anything yet: the page changes as often as the store tells it.
  expect((await pageChanges(window)) - shownBefore).toBeGreaterThan(10);
  let rounds = 0;
  while (!isOver) {
    await workAtQueue(window, workstation);
    rounds += 1;
  }
  const tookMs = await committed;
  expect(tookMs).toBeLessThan(SECONDS * 1_000 * 1.2);
  expect(rounds).toBeGreaterThan(1);
  expect((await longTasks(window)).slice(1)).toEqual([]);
  await rm(folder, { recursive: true });
});

async function workAtQueue(window: Page, workstation: Workstation): Promise<void> {
  await workstation.grid.hover();
  for (const distance of [400, 900, 1_800, -1_200, -1_900]) {
    await window.mouse.wheel(0, distance);
    await window.waitForTimeout(60);
  }
  await window.getByRole('columnheader', { name: /^Severity/ }).click();
  await window
    .getByRole('button', { name: /^Severity/ })
    .first()
    .click();
  await window.getByRole('checkbox', { name: /^High/ }).click();
  await window.keyboard.press('Escape');
  await workstation.search('weu-0000');
  await window.waitForTimeout(200);
  await window.keyboard.press('Control+A');
  await window.keyboard.press('Delete');
  await window.keyboard.press('Escape');
}

function world() {
  return { alerts: ALERTS, newestAt: Date.now() };
}

async function firstPage(folder: string): Promise<string> {
  const numbers = Array.from({ length: ALERTS }, (_, number) => number);
  const alerts = numbers.map((number) => alertOf(flatAlert(world(), number)));
  const incidents = numbers.slice(0, ALERTS / 10).map((number) => incidentOf(world(), number));
  const path = join(folder, 'first.ndjson');
  await writeFile(path, JSON.stringify(pageOf({ alerts, incidents })));
  return path;
}

/** Of the newest two hundred, which the default view shows. */
async function changingPages(folder: string): Promise<string> {
  const pages = Array.from({ length: SECONDS * PAGES_A_SECOND }, (_, page) => {
    const alerts = Array.from({ length: ALERTS_A_PAGE }, (_unused, index) => {
      const place = page * ALERTS_A_PAGE + index;
      const flat = flatAlert(world(), (place * 37) % 200);
      const severity = severities[place % severities.length] ?? '';
      return alertOf({ ...flat, severity, status: 'new' }, Date.now() + place);
    });
    return JSON.stringify(pageOf({ alerts, incidents: [] }));
  });
  const path = join(folder, 'changes.ndjson');
  await writeFile(path, pages.join('\n'));
  return path;
}

function watchLongTasks(window: Page): Promise<void> {
  return window.evaluate(() => {
    type FrameEntry = PerformanceEntry & { readonly scripts: readonly ScriptEntry[] };
    type ScriptEntry = PerformanceEntry & {
      readonly invoker: string;
      readonly sourceFunctionName: string;
    };
    const entries: PerformanceEntry[] = [];
    const frames: FrameEntry[] = [];
    new PerformanceObserver((list) => entries.push(...list.getEntries())).observe({
      type: 'longtask',
    });
    new PerformanceObserver((list) => frames.push(...(list.getEntries() as FrameEntry[]))).observe({
      type: 'long-animation-frame',
    });
    const longTasks = (): readonly LongTask[] =>
      entries.map(({ startTime, duration }) => {
        const frame = frames.find(
          (one) => one.startTime <= startTime + 1 && startTime < one.startTime + one.duration,
        );
        const scripts = (frame?.scripts ?? []).map(
          (script) => `${script.invoker} ${script.sourceFunctionName} ${script.duration} ms`,
        );
        return { startTime, duration, scripts };
      });
    let changes = 0;
    new MutationObserver(() => (changes += 1)).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    Object.assign(globalThis, { longTasks, pageChanges: () => changes });
  });
}

/** Times at which something on the page changed. */
function pageChanges(window: Page): Promise<number> {
  return window.evaluate(() => (globalThis as unknown as { pageChanges(): number }).pageChanges());
}

/** As a script that computes; the tasks it makes are known a moment later. */
async function standStill(window: Page, forMs: number): Promise<void> {
  await window.evaluate((ms) => {
    setTimeout(() => {
      const startedAt = performance.now();
      while (performance.now() - startedAt < ms);
    });
  }, forMs);
  await window.waitForTimeout(forMs + 200);
}

function longTasks(window: Page): Promise<readonly LongTask[]> {
  return window.evaluate(() =>
    (globalThis as unknown as { longTasks(): readonly LongTask[] }).longTasks(),
  );
}
