// What a start finds on the disk that an earlier one left, also after compaction and after damage.
import { afterEach, describe, expect, it } from 'vitest';
import type { FeedCursor } from '../../../shared/contract/store-ingest.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import {
  isoAt,
  SAMPLE_NOW,
  SAMPLE_TENANT,
  sampleAlert,
  sampleIncident,
} from './sample-documents.ts';
import {
  alertFeed,
  allAlerts,
  countSegments,
  makeDisk,
  openTestStore,
  page,
  withDatabase,
} from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const cursor: FeedCursor = { completeTo: null, newestSeen: '2026-11-20T08:00:00Z', nextLink: 'x' };
const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);
const alerts = (count: number) => numbers(count).map((number) => sampleAlert(number));
const incidents = (count: number) => numbers(count).map((number) => sampleIncident(number));

const stores: StoreUnderTest[] = [];

function open(disk: IDBFactory, compactAfterMs?: number): StoreUnderTest {
  const store = openTestStore(disk, compactAfterMs);
  stores.push(store);
  return store;
}

afterEach(async () => {
  const opened = stores.splice(0);
  expect(opened.flatMap(({ bugs }) => bugs)).toEqual([]);
  await Promise.allSettled(opened.map((store) => store.close()));
});

describe('restart', () => {
  it('shows the same rows from the stored columns', async () => {
    const disk = makeDisk();
    const store = open(disk);
    await store.ingest.call('store.open', { appVersion: '0.1.0' });
    for (const start of [0, 40, 20]) {
      const some = numbers(30).map((number) => sampleAlert(start + number));
      await store.ingest.call(
        'page.commit',
        page({ alerts: some, incidents: incidents(7), cursor }),
      );
    }
    const update = sampleAlert(3, { title: 'Changed', lastUpdateDateTime: isoAt(SAMPLE_NOW + 5) });
    await store.ingest.call('page.commit', page({ alerts: [update], cursor }));
    const before = await store.content();
    await store.close();

    const restarted = open(disk);
    expect(await restarted.content()).toEqual(before);
    expect(before.alerts.total).toBe(70);
    expect(await restarted.ingest.call('store.open', { appVersion: '0.1.0' })).toEqual({
      kind: 'open',
      storeId: 'store-1',
      created: false,
      hasLoss: false,
      generation: 4,
    });
    expect(restarted.losses()).toBe(0);
  });

  it('rebuilds columns of another layout from the documents', async () => {
    const disk = makeDisk();
    const store = open(disk);
    await store.ingest.call('page.commit', page({ alerts: alerts(12), incidents: incidents(2) }));
    const before = await store.content();
    await store.close();
    await withDatabase(disk, (database) =>
      database.columns.toCollection().modify((record: { layout: number; chunk: object }) => {
        record.layout = 0;
        record.chunk = {};
      }),
    );
    const restarted = open(disk);
    expect(await restarted.content()).toEqual(before);
    expect(restarted.losses()).toBe(0);
  });

  it('reads the service again when the disk lost rows, and keeps the rest', async () => {
    const disk = makeDisk();
    const store = open(disk);
    await store.ingest.call('page.commit', page({ alerts: [sampleAlert(0)], cursor }));
    await store.ingest.call('page.commit', page({ alerts: [sampleAlert(1)], cursor }));
    await store.close();
    await withDatabase(disk, async (database) => {
      const [first] = await database.columns.toCollection().primaryKeys();
      await database.columns.delete(first ?? 0);
    });
    const restarted = open(disk);
    const { alerts: queue } = await restarted.content();
    expect(queue.rows.map(({ alertId }) => alertId)).toEqual(['da00000001']);
    expect(await restarted.ingest.call('cursor.read', alertFeed)).toBeNull();
    expect(restarted.losses()).toBe(1);
    await restarted.close();

    const again = open(disk);
    await again.content();
    expect(again.losses()).toBe(0);
  });

  it('is to be made anew where documents are damaged, once one of them was read', async () => {
    const disk = makeDisk();
    const store = open(disk);
    await store.ingest.call('page.commit', page({ incidents: incidents(1), cursor }));
    await store.close();
    await withDatabase(disk, (database) =>
      database.segments.toCollection().modify((record: { bytes: Uint8Array }) => {
        record.bytes = record.bytes.map((byte) => byte ^ 0x55);
      }),
    );
    const restarted = open(disk);
    const key = incidentKey(SAMPLE_TENANT, '0');
    await expect(restarted.first('incident.detail', { key })).rejects.toThrow(
      'The local store is damaged.',
    );
    await restarted.close();
    const again = open(disk);
    expect(await again.ingest.call('store.open', { appVersion: '0.1.0' })).toEqual({
      kind: 'damaged',
    });
  });

  it('refuses a store with a newer stamp and leaves it as it is', async () => {
    const disk = makeDisk();
    const store = open(disk);
    await store.ingest.call('store.open', { appVersion: '9.1.0' });
    await store.ingest.call('page.commit', page({ alerts: alerts(3), cursor }));
    await store.close();
    await withDatabase(disk, (database) => database.sentinel.update('store', { schemaStamp: 2 }));
    const before = await dump(disk);

    const old = open(disk);
    await expect(old.ingest.call('store.open', { appVersion: '0.1.0' })).rejects.toMatchObject({
      failure: {
        kind: 'storage',
        summary: 'This profile was made by a newer version of Clearpane (9.1.0).',
        action: 'Install that version or a newer one, or start with another profile folder.',
      },
    });
    await expect(old.first('queue.alerts', allAlerts)).rejects.toThrow('a newer version');
    expect(await dump(disk)).toEqual(before);
  });

  it('refuses a database of a newer version without opening it', async () => {
    const disk = makeDisk();
    const request = disk.open('clearpane', 1_000);
    await new Promise<void>((resolve, reject) => {
      request.onupgradeneeded = () => request.result.createObjectStore('future');
      request.onsuccess = () => resolve();
      request.onerror = () => reject(new Error('not opened'));
    });
    const stores = [...request.result.objectStoreNames];
    request.result.close();
    const old = open(disk);
    await expect(old.ingest.call('store.open', { appVersion: '0.1.0' })).rejects.toMatchObject({
      failure: { kind: 'storage' },
    });
    expect([await disk.databases(), stores]).toEqual([
      [{ name: 'clearpane', version: 1_000 }],
      ['future'],
    ]);
  });
});

describe('compaction', () => {
  it('keeps every document and row, in fewer segments and without superseded versions', async () => {
    const disk = makeDisk();
    const store = open(disk, 400);
    for (let round = 0; round < 12; round++) {
      const some = numbers(5).map((number) =>
        sampleAlert(number + (round % 6) * 5, { lastUpdateDateTime: isoAt(SAMPLE_NOW + round) }),
      );
      await store.ingest.call('page.commit', page({ alerts: some, incidents: incidents(3) }));
    }
    const before = await store.content();
    await expect.poll(() => countSegments(disk), { timeout: 4_000 }).toBeLessThan(8);
    expect(await store.content()).toEqual(before);
    const key = incidentKey(SAMPLE_TENANT, '1');
    const detail = await store.first('incident.detail', { key });
    const oldestFirst = numbers(10).map((number) => sampleAlert(19 - number).id);
    expect(detail?.alerts.map(({ row }) => row.alertId)).toEqual(oldestFirst);
    await store.close();

    const restarted = open(disk);
    expect(await restarted.content()).toEqual(before);
    expect(await restarted.first('incident.detail', { key })).toEqual(detail);
    expect(restarted.losses()).toBe(0);
  });
});

async function dump(disk: IDBFactory): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  await withDatabase(disk, async (database) => {
    for (const table of database.tables) content[table.name] = await table.toArray();
  });
  return content;
}
