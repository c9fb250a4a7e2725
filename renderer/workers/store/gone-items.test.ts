// What its service no longer has stays, says since when, and loses the mark when it comes again.
import { Dexie } from 'dexie';
import { IDBKeyRange as FakeKeyRange } from 'fake-indexeddb';
import { afterEach, expect, it } from 'vitest';
import type { GoneItem } from '../../../shared/contract/store-ingest.ts';
import { alertKey } from '../../../shared/model/alert.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import { SAMPLE_TENANT, sampleAlert, sampleIncident } from './sample-documents.ts';
import { alertFeed, makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const stores: StoreUnderTest[] = [];
afterEach(async () => {
  const opened = stores.splice(0);
  expect(opened.flatMap(({ bugs }) => bugs)).toEqual([]);
  await Promise.allSettled(opened.map((store) => store.close()));
});

function open(disk = makeDisk()): StoreUnderTest {
  const store = openTestStore(disk);
  stores.push(store);
  return store;
}

const incident = sampleIncident(0);
const alert = sampleAlert(0);
const gone = (collection: GoneItem['feed']['collection'], id: string, at: number): GoneItem => ({
  feed: { ...alertFeed, collection },
  sourceKind: 'graph',
  id,
  at,
});

async function sinceAt({ first }: StoreUnderTest) {
  const detail = await first('incident.detail', { key: incidentKey(SAMPLE_TENANT, incident.id) });
  const alertPage = await first('alert.detail', { key: alertKey(SAMPLE_TENANT, alert.id) });
  return [detail?.goneSinceAt, alertPage?.sightings.map(({ goneSinceAt }) => goneSinceAt)];
}

it('is kept over a restart, from the first time that the service said so', async () => {
  const disk = makeDisk();
  const store = open(disk);
  await store.ingest.call('page.commit', page({ incidents: [incident], alerts: [alert] }));
  expect(await sinceAt(store)).toEqual([null, [null]]);
  await store.ingest.call('item.gone', gone('incidents', incident.id, 1_000));
  await store.ingest.call('item.gone', gone('incidents', incident.id, 2_000));
  await store.ingest.call('item.gone', gone('alerts', alert.id, 3_000));
  await store.ingest.call('item.gone', gone('alerts', 'never stored', 4_000));
  expect(await sinceAt(store)).toEqual([1_000, [3_000]]);
  const before = await store.content();
  await store.close();
  const restarted = open(disk);
  expect(await sinceAt(restarted)).toEqual([1_000, [3_000]]);
  expect(await restarted.content()).toEqual(before);
});

it('is over when the item comes again, though it is unchanged', async () => {
  const disk = makeDisk();
  const store = open(disk);
  await store.ingest.call('page.commit', page({ incidents: [incident], alerts: [alert] }));
  await store.ingest.call('item.gone', gone('incidents', incident.id, 1_000));
  await store.ingest.call('item.gone', gone('alerts', alert.id, 1_000));
  const { cursor: _, ...items } = page({ incidents: [incident] });
  expect(await store.ingest.call('items.commit', items)).toMatchObject({ unchanged: 1 });
  expect(await sinceAt(store)).toEqual([null, [1_000]]);
  await store.ingest.call('page.commit', page({ alerts: [alert] }));
  await store.close();
  expect(await sinceAt(open(disk))).toEqual([null, [null]]);
});

it('shows at once where the item is open', async () => {
  const store = open();
  await store.ingest.call('page.commit', page({ alerts: [alert] }));
  const changed = store.first(
    'alert.detail',
    { key: alertKey(SAMPLE_TENANT, alert.id) },
    (item) => item?.sightings[0]?.goneSinceAt === 1_000,
  );
  await store.ingest.call('item.gone', gone('alerts', alert.id, 1_000));
  expect((await changed)?.row.alertId).toBe(alert.id);
});

it('commits what was asked for by itself without moving its feed', async () => {
  const store = open();
  const cursor = { completeTo: 't', newestSeen: null, nextLink: null };
  await store.ingest.call('page.commit', page({ cursor }));
  const { cursor: _, ...items } = page({ alerts: [alert] });
  expect(await store.ingest.call('items.commit', items)).toMatchObject({ inserted: 1 });
  expect(await store.ingest.call('cursor.read', alertFeed)).toEqual(cursor);
});

it('opens a database of the version before, which knew nothing of it', async () => {
  const disk = makeDisk();
  const old = new Dexie('clearpane', { indexedDB: disk, IDBKeyRange: FakeKeyRange });
  old.version(1).stores({
    segments: '++id',
    columns: 'segmentId',
    cursors: '[sourceId+tenantId+collection]',
    tenants: 'tenantId',
    quarantine: 'id',
    apart: 'key',
    sentinel: 'id',
  });
  await old.open();
  const sentinel = { id: 'store', storeId: 'old', schemaStamp: 1, appVersion: '0.1.0' };
  const totals = { generation: 7, alerts: 0, incidents: 0, checksum: 0 };
  await old.table('sentinel').put({ ...sentinel, ...totals });
  await old.table('cursors').put({ ...alertFeed, cursor: page({}).cursor });
  old.close();

  const store = open(disk);
  const opening = await store.ingest.call('store.open', { appVersion: '0.2.0' });
  expect(opening).toMatchObject({ kind: 'open', storeId: 'old', created: false, hasLoss: false });
  expect(await store.ingest.call('cursor.read', alertFeed)).toEqual(page({}).cursor);
  await store.ingest.call('page.commit', page({ alerts: [alert] }));
  await store.ingest.call('item.gone', gone('alerts', alert.id, 1_000));
});
