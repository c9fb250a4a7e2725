// What a start shows before its memory is there: the same as afterwards, or nothing.
import { afterEach, expect, it } from 'vitest';
import type { IncidentColumn, QueueView } from '../../../shared/contract/queue.ts';
import { answerFrom } from './first-answers.ts';
import type { AnswerRecord } from './schema.ts';
import { isoAt, SAMPLE_NOW, sampleAlert, sampleIncident } from './sample-documents.ts';
import {
  allAlerts,
  allIncidents,
  makeDisk,
  openTestStore,
  page,
  withDatabase,
} from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const stores: StoreUnderTest[] = [];
const DAY_MS = 86_400_000;

afterEach(async () => {
  const opened = stores.splice(0);
  expect(opened.flatMap(({ bugs }) => bugs)).toEqual([]);
  await Promise.allSettled(opened.map((store) => store.close()));
});

function open(disk: IDBFactory, compactAfterMs?: number): StoreUnderTest {
  const store = openTestStore(disk, compactAfterMs);
  stores.push(store);
  return store;
}

const view: QueueView<IncidentColumn> = {
  ...allIncidents,
  filter: { range: { kind: 'days', days: 7 }, conditions: [] },
  window: { offset: 0, limit: 5 },
};

/** Ten incidents, one a day old more than the other. */
async function keptDisk(): Promise<IDBFactory> {
  const disk = makeDisk();
  const store = open(disk, 20);
  const incidents = Array.from({ length: 10 }, (_, number) => {
    const at = isoAt(SAMPLE_NOW - number * DAY_MS);
    return sampleIncident(number, { createdDateTime: at, lastUpdateDateTime: at });
  });
  await store.ingest.call('page.commit', page({ incidents }));
  await store.first('queue.incidents', view);
  await expect.poll(() => records(disk), { timeout: 5_000 }).toHaveLength(1);
  await store.close();
  return disk;
}

async function records(disk: IDBFactory): Promise<readonly AnswerRecord[]> {
  let found: readonly AnswerRecord[] = [];
  await withDatabase(disk, async ({ answers }) => {
    found = await answers.toArray();
  });
  return found;
}

it('shows a start the rows of the one before while the memory is not there', async () => {
  const disk = await keptDisk();
  const known = open(disk);
  const shown = await known.first('queue.incidents', view);
  expect(shown).toMatchObject({ total: 8, rows: { length: 5 } });
  await known.close();

  // What the memory is made from tells other names: only a kept answer can show the old ones.
  await withDatabase(disk, ({ answers }) =>
    answers.toCollection().modify((record) => {
      const rows = record.window.rows.map((row) => ({ ...row, name: 'kept' }));
      Object.assign(record, { window: { ...record.window, rows } });
    }),
  );
  const store = open(disk);
  const names: string[] = [];
  store.queries.watch(
    'queue.incidents',
    view,
    ({ rows }) => names.push(rows[0]?.name ?? ''),
    () => undefined,
  );
  await expect.poll(() => names).toEqual(['kept', shown.rows[0]?.name]);
});

it('is told nothing that is no longer so', async () => {
  const disk = await keptDisk();
  const store = open(disk);
  await store.ingest.call('page.commit', page({ alerts: [sampleAlert(0)] }));
  await expect.poll(() => records(disk)).toEqual([]);
});

it('keeps nothing while people have written something', async () => {
  const disk = await keptDisk();
  const store = open(disk, 20);
  await store.ingest.call('page.commit', page({ alerts: [sampleAlert(0)] }));
  await store.first('queue.incidents', view);
  await expect.poll(() => records(disk), { timeout: 5_000 }).toHaveLength(1);
  const { rows } = await store.first('queue.alerts', allAlerts);
  const [row] = rows;
  if (row === undefined) throw new Error('there is no alert');
  const acknowledged = [
    [row.key, { reason: 'known', at: SAMPLE_NOW, actor: 'ada', until: null }],
  ] as const;
  await store.ingest.call('tuning.project', { rules: [], acknowledged, putBack: [] });
  await expect.poll(() => records(disk), { timeout: 5_000 }).toEqual([]);
});

it('leaves out what has left the range since, and answers no other view', async () => {
  const [record] = await records(await keptDisk());
  if (record === undefined) throw new Error('nothing is kept');
  const answer = (asked: QueueView<string>, days: number) =>
    answerFrom(record, asked, SAMPLE_NOW + days * DAY_MS);
  expect(answer(view, 0)).toMatchObject({ total: 8, rows: { length: 5 } });
  expect(answer(view, 6)).toMatchObject({ total: 2, rows: { length: 2 } });
  expect(answer(view, 60)).toMatchObject({ total: 0, rows: [] });
  expect(answer(view, -1)).toBeNull();
  expect(answer({ ...view, window: { offset: 3, limit: 5 } }, 0)).toBeNull();
  expect(answer({ ...view, sort: { column: 'name', descending: false } }, 0)).toBeNull();
  expect(answer({ ...view, facets: [{ filter: 'status' }] }, 0)).toBeNull();
});
