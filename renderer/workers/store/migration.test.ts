// A database of an earlier version opens with all that it held, and gets what later ones keep.
import { Dexie } from 'dexie';
import { IDBKeyRange as FakeKeyRange } from 'fake-indexeddb';
import { afterEach, expect, it } from 'vitest';
import { DATABASE_NAME } from './schema.ts';
import { isoAt, SAMPLE_NOW, sampleAlert, sampleIncident } from './sample-documents.ts';
import { alertFeed, makeDisk, openTestStore, page, withDatabase } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const stores: StoreUnderTest[] = [];

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

/** The tables of each version as they were when it was the last. */
const STORES = {
  1: {
    segments: '++id',
    columns: 'segmentId',
    cursors: '[sourceId+tenantId+collection]',
    tenants: 'tenantId',
    quarantine: 'id',
    apart: 'key',
    sentinel: 'id',
  },
  2: { gone: 'key' },
  3: { placed: '++id' },
} as const;

/** A disk that a version of this app, with these tables and other columns than now, has left. */
async function diskOfVersion(version: 2 | 3): Promise<IDBFactory> {
  const made = makeDisk();
  const store = open(made);
  const alerts = Array.from({ length: 20 }, (_, number) => sampleAlert(number));
  const incidents = [sampleIncident(0), sampleIncident(1)];
  const cursor = { completeTo: null, newestSeen: '2026-11-20T08:00:00Z', nextLink: 'x' };
  await store.ingest.call('page.commit', page({ alerts, incidents, cursor }));
  await store.ingest.call('item.gone', {
    feed: alertFeed,
    sourceKind: 'graph',
    id: sampleAlert(3).id,
    at: SAMPLE_NOW,
  });
  await store.close();

  const content = new Map<string, readonly unknown[]>();
  await withDatabase(made, async ({ tables }) => {
    for (const table of tables) content.set(table.name, await table.toArray());
  });
  const disk = makeDisk();
  const old = new Dexie(DATABASE_NAME, { indexedDB: disk, IDBKeyRange: FakeKeyRange });
  old.version(1).stores(STORES[1]);
  old.version(2).stores(STORES[2]);
  if (version === 3) old.version(3).stores(STORES[3]);
  await old.open();
  for (const table of old.tables) {
    const records = (content.get(table.name) ?? []).map((record) =>
      table.name === 'columns' ? { ...(record as object), layout: 5, chunk: 'of then' } : record,
    );
    await table.bulkAdd(records);
  }
  old.close();
  return disk;
}

it.each([2, 3] as const)('opens what version %i left, and saves its memory', async (version) => {
  const disk = await diskOfVersion(version);
  const store = open(disk, 20);
  const shown = await store.content();
  expect([shown.alerts.total, shown.incidents.total]).toEqual([20, 2]);
  expect(await store.ingest.call('cursor.read', alertFeed)).toMatchObject({ nextLink: 'x' });
  expect(store.losses()).toBe(0);
  await expect
    .poll(
      async () => {
        let saved = 0;
        await withDatabase(disk, async ({ snapshot }) => {
          saved = await snapshot.count();
        });
        return saved;
      },
      { timeout: 5_000 },
    )
    .toBe(1);
  const late = sampleAlert(50, { lastUpdateDateTime: isoAt(SAMPLE_NOW) });
  await store.ingest.call('page.commit', page({ alerts: [late] }));
  const after = await store.content();
  await store.close();

  const again = open(disk);
  expect(await again.content()).toEqual(after);
  expect(again.unfit).toEqual([]);
});
