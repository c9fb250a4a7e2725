import { afterEach, describe, expect, it } from 'vitest';
import { defaultAlertView, defaultIncidentView } from '../../../shared/contract/queue.ts';
import type { AlertColumn, IncidentColumn, QueueView } from '../../../shared/contract/queue.ts';
import type { FeedCursor } from '../../../shared/contract/store-ingest.ts';
import { alertKey } from '../../../shared/model/alert.ts';
import { encodeAlert } from '../../../shared/model/graph/decode.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import {
  isoAt,
  SAMPLE_NOW,
  SAMPLE_TENANT,
  sampleAlert,
  sampleAlertJson,
  sampleIncident,
} from './sample-documents.ts';
import { StoreDatabase } from './schema.ts';
import { alertFeed, makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const everything = { range: { kind: 'days', days: 100_000 } } as const;
const allIncidents: QueueView<IncidentColumn> = { ...defaultIncidentView, filter: everything };
const allAlerts: QueueView<AlertColumn> = { ...defaultAlertView, filter: everything };
const cursor: FeedCursor = { completeTo: null, newestSeen: '2026-11-20T08:00:00Z', nextLink: 'x' };
const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);
const alerts = (count: number) => numbers(count).map((number) => sampleAlert(number));
const incidents = (count: number) => numbers(count).map((number) => sampleIncident(number));

const stores: StoreUnderTest[] = [];

function open(disk = makeDisk(), compactAfterMs?: number): StoreUnderTest {
  const store = openTestStore(disk, compactAfterMs);
  stores.push(store);
  return store;
}

afterEach(async () => {
  const opened = stores.splice(0);
  expect(opened.flatMap(({ bugs }) => bugs)).toEqual([]);
  await Promise.allSettled(opened.map((store) => store.close()));
});

async function contentOf(store: StoreUnderTest) {
  return {
    incidents: await store.first('queue.incidents', allIncidents),
    alerts: await store.first('queue.alerts', allAlerts),
  };
}

describe('ingest', () => {
  it('shows a committed page in both queues, aggregates included', async () => {
    const store = open();
    const outcome = await store.ingest.call(
      'page.commit',
      page({ incidents: [sampleIncident(0)], alerts: [sampleAlert(0), sampleAlert(2)], cursor }),
    );
    expect(outcome).toEqual({ inserted: 3, updated: 0, unchanged: 0 });
    const { incidents: queue, alerts: alertQueue } = await contentOf(store);
    expect(queue.rows).toEqual([
      {
        key: incidentKey(SAMPLE_TENANT, '0'),
        tenantId: SAMPLE_TENANT,
        incidentId: '0',
        name: 'Multi-stage incident 0 on several machines',
        severity: 'high',
        status: 'active',
        assignedTo: 'ada@fabrikam.example',
        classification: null,
        determination: null,
        createdAt: SAMPLE_NOW,
        lastUpdateAt: SAMPLE_NOW,
        firstActivityAt: SAMPLE_NOW - 3 * 60_000,
        lastActivityAt: SAMPLE_NOW,
        assets: expect.any(Array),
        assetCount: 6,
        clouds: ['aws', 'azure'],
        accountIds: [
          '111122223333',
          '0c1b7f52-0000-4000-8000-000000000000',
          '0c1b7f52-0000-4000-8000-000000000002',
        ],
        alertsActive: 1,
        alertsTotal: 2,
        serviceSources: ['microsoftDefenderForCloud', 'microsoftSentinel'],
        detectionSources: ['microsoftDefenderForServers'],
        categories: ['Exfiltration'],
        tags: ['crown jewels'],
        priorityScore: null,
        redirectIncidentId: null,
      },
    ]);
    expect(queue.rows[0]?.assets.map(({ name }) => name)).toEqual([
      'ledger-0',
      'ledger-2',
      'vm-0',
      'vm-2',
      'user0@fabrikam.example',
      'user2@fabrikam.example',
    ]);
    expect(alertQueue.rows.map((row) => [row.alertId, row.incidentName, row.status])).toEqual([
      ['da00000000', 'Multi-stage incident 0 on several machines', 'new'],
      ['da00000002', 'Multi-stage incident 0 on several machines', 'resolved'],
    ]);
    expect(await store.ingest.call('cursor.read', alertFeed)).toEqual(cursor);
  });

  it('takes the same page twice and an alert of both collections once', async () => {
    const store = open();
    const nested = sampleIncident(0, { alerts: [sampleAlertJson(0), sampleAlertJson(1)] });
    const both = page({ incidents: [nested], alerts: [sampleAlert(1)] });
    expect(await store.ingest.call('page.commit', both)).toEqual({
      inserted: 3,
      updated: 0,
      unchanged: 0,
    });
    const before = await contentOf(store);
    expect(await store.ingest.call('page.commit', both)).toEqual({
      inserted: 0,
      updated: 0,
      unchanged: 3,
    });
    expect(await contentOf(store)).toEqual(before);
    expect(before.alerts.total).toBe(2);
  });

  it('keeps the newest version, also by a tick below the millisecond', async () => {
    const store = open();
    const at = (ticks: string, title: string) =>
      sampleAlert(0, { title, lastUpdateDateTime: `2026-11-20T09:00:00.000${ticks}Z` });
    const commit = (alert: ReturnType<typeof at>) =>
      store.ingest.call('page.commit', page({ alerts: [alert] }));
    await commit(at('0005', 'middle'));
    expect(await commit(at('0004', 'older'))).toEqual({ inserted: 0, updated: 0, unchanged: 1 });
    expect(await commit(at('0006', 'newer'))).toEqual({ inserted: 0, updated: 1, unchanged: 0 });
    const inOnePage = page({ alerts: [at('0009', 'newest'), at('0008', 'late')] });
    await store.ingest.call('page.commit', inOnePage);
    const { alerts: queue } = await contentOf(store);
    expect(queue.rows.map(({ title }) => title)).toEqual(['newest']);
  });

  it('moves an alert to the incident that its newest version names', async () => {
    const store = open();
    await store.ingest.call('page.commit', page({ incidents: incidents(2), alerts: alerts(2) }));
    const moved = sampleAlert(0, { incidentId: '1', lastUpdateDateTime: isoAt(SAMPLE_NOW + 1) });
    await store.ingest.call('page.commit', page({ alerts: [moved] }));
    const { incidents: queue } = await contentOf(store);
    const totals = queue.rows.map((row) => [row.incidentId, row.alertsTotal, row.firstActivityAt]);
    expect(totals).toEqual([
      ['0', 1, SAMPLE_NOW - 2 * 60_000],
      ['1', 1, SAMPLE_NOW - 60_000],
    ]);
  });

  it('counts a quarantined item once, however often it comes', async () => {
    const store = open();
    const bad = page({ quarantined: [{ reason: 'no id', place: 'value[3]', raw: '{"id":null}' }] });
    await store.ingest.call('page.commit', bad);
    await store.ingest.call('page.commit', bad);
    expect(await store.first('store.summary', null)).toEqual({
      alerts: 0,
      incidents: 0,
      quarantined: 1,
      newestUpdateAt: null,
    });
  });

  it('keeps nothing of a page whose transaction is cut, and takes it afterwards', async () => {
    const disk = makeDisk();
    const store = open(disk);
    await store.ingest.call('page.commit', page({ alerts: [sampleAlert(0)] }));
    const before = await contentOf(store);
    // A cursor that cannot be cloned fails the transaction after the segments were added to it.
    const unclonable = { ...cursor, nextLink: Symbol('cut') as unknown as string };
    const cut = page({ alerts: alerts(5), incidents: incidents(1), cursor: unclonable });
    const direct = Promise.resolve(store.store.ingest['page.commit'](cut, { cancelled: false }));
    await expect(direct).rejects.toThrow('could not be');
    expect(await contentOf(store)).toEqual(before);
    await store.close();

    const restarted = open(disk);
    expect(await contentOf(restarted)).toEqual(before);
    expect(await restarted.ingest.call('cursor.read', alertFeed)).toEqual(page({}).cursor);
    const whole = page({ alerts: alerts(5), incidents: incidents(1), cursor });
    expect(await restarted.ingest.call('page.commit', whole)).toEqual({
      inserted: 5,
      updated: 0,
      unchanged: 1,
    });
    expect(restarted.losses()).toBe(0);
  });

  it('stores an alert with 5,000 pieces of evidence, and bounds what a row says of them', async () => {
    const store = open();
    const [machine] = sampleAlertJson(0)['evidence'] as readonly JsonObject[];
    const evidence = numbers(5_000).map((number) => ({
      ...machine,
      resourceId: `/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/m${number}`,
      resourceName: `m${number}`,
    }));
    const alert = sampleAlert(0, { evidence });
    await store.ingest.call('page.commit', page({ alerts: [alert] }));
    const { alerts: queue } = await contentOf(store);
    expect([queue.rows[0]?.assets.length, queue.rows[0]?.assetCount]).toEqual([20, 5_000]);
    const detail = await store.first('alert.detail', { key: alertKey(SAMPLE_TENANT, alert.id) });
    expect(detail?.alert).toEqual(alert);
  });

  it('gives hostile keys and strings back as they came', async () => {
    const store = open();
    const json = JSON.parse(
      '{"id":"__proto__","constructor":{"__proto__":{"polluted":true}},"__proto__":{"a":1}}',
    ) as JsonObject;
    const alert = sampleAlert(0, {
      ...json,
      title: 'a\u0000b \ud800 <img src=x onerror=alert(1)> \u202e',
      customDetails: json,
    });
    await store.ingest.call('page.commit', page({ alerts: [alert] }));
    const detail = await store.first('alert.detail', { key: alertKey(SAMPLE_TENANT, '__proto__') });
    expect(detail && encodeAlert(detail.alert)).toEqual(encodeAlert(alert));
    expect(detail?.row.title).toBe(alert.title);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
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
    const before = await contentOf(store);
    await store.close();

    const restarted = open(disk);
    expect(await contentOf(restarted)).toEqual(before);
    expect(before.alerts.total).toBe(70);
    expect(await restarted.ingest.call('store.open', { appVersion: '0.1.0' })).toEqual({
      storeId: 'store-1',
      created: false,
    });
    expect(restarted.losses()).toBe(0);
  });

  it('rebuilds columns of another layout from the documents', async () => {
    const disk = makeDisk();
    const store = open(disk);
    await store.ingest.call('page.commit', page({ alerts: alerts(12), incidents: incidents(2) }));
    const before = await contentOf(store);
    await store.close();
    await withDatabase(disk, (database) =>
      database.columns.toCollection().modify((record: { layout: number; chunk: object }) => {
        record.layout = 0;
        record.chunk = {};
      }),
    );
    const restarted = open(disk);
    expect(await contentOf(restarted)).toEqual(before);
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
    const { alerts: queue } = await contentOf(restarted);
    expect(queue.rows.map(({ alertId }) => alertId)).toEqual(['da00000001']);
    expect(await restarted.ingest.call('cursor.read', alertFeed)).toBeNull();
    expect(restarted.losses()).toBe(1);
    await restarted.close();

    const again = open(disk);
    await contentOf(again);
    expect(again.losses()).toBe(0);
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
    const request = disk.open('clearpane', 20);
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
      [{ name: 'clearpane', version: 20 }],
      ['future'],
    ]);
  });
});

describe('compaction', () => {
  it('keeps every document and row, in fewer segments and without superseded versions', async () => {
    const disk = makeDisk();
    const store = open(disk, 5);
    for (let round = 0; round < 12; round++) {
      const some = numbers(5).map((number) =>
        sampleAlert(number + (round % 6) * 5, { lastUpdateDateTime: isoAt(SAMPLE_NOW + round) }),
      );
      await store.ingest.call('page.commit', page({ alerts: some, incidents: incidents(3) }));
    }
    const before = await contentOf(store);
    await expect.poll(() => countSegments(disk), { timeout: 2_000 }).toBeLessThan(8);
    expect(await contentOf(store)).toEqual(before);
    const key = incidentKey(SAMPLE_TENANT, '1');
    const detail = await store.first('incident.detail', { key });
    const oldestFirst = numbers(10).map((number) => sampleAlert(19 - number).id);
    expect(detail?.alerts.map(({ row }) => row.alertId)).toEqual(oldestFirst);
    await store.close();

    const restarted = open(disk);
    expect(await contentOf(restarted)).toEqual(before);
    expect(await restarted.first('incident.detail', { key })).toEqual(detail);
    expect(restarted.losses()).toBe(0);
  });
});

describe('live queries', () => {
  it('send again after a commit that changes them, and not after one that does not', async () => {
    const store = open();
    await store.ingest.call('page.commit', page({ alerts: alerts(2), incidents: incidents(1) }));
    const totals: number[] = [];
    const end = store.queries.watch(
      'queue.alerts',
      allAlerts,
      (item) => totals.push(item.total),
      () => undefined,
    );
    await expect.poll(() => totals).toEqual([2]);
    await store.ingest.call('page.commit', page({ alerts: alerts(2), cursor }));
    await store.ingest.call('page.commit', page({ alerts: alerts(5), cursor }));
    await expect.poll(() => totals).toEqual([2, 5]);
    end();
  });

  it('follow an incident from unknown to known and through its alerts', async () => {
    const store = open();
    const key = incidentKey(SAMPLE_TENANT, '0');
    expect(await store.first('incident.detail', { key })).toBeNull();
    const seen = store.first('incident.detail', { key }, (item) => item?.alerts.length === 2);
    await store.ingest.call('page.commit', page({ incidents: [sampleIncident(0)] }));
    await store.ingest.call('page.commit', page({ alerts: alerts(2) }));
    const detail = await seen;
    expect(detail?.alerts.map(({ alert }) => alert)).toEqual([sampleAlert(1), sampleAlert(0)]);
    expect(detail?.incident).toEqual(sampleIncident(0));
  });
});

async function withDatabase(
  disk: IDBFactory,
  work: (database: StoreDatabase) => PromiseLike<unknown>,
): Promise<void> {
  const { IDBKeyRange } = await import('fake-indexeddb');
  const database = new StoreDatabase(disk, IDBKeyRange);
  await database.open();
  await work(database);
  database.close();
}

async function dump(disk: IDBFactory): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  await withDatabase(disk, async (database) => {
    for (const table of database.tables) content[table.name] = await table.toArray();
  });
  return content;
}

async function countSegments(disk: IDBFactory): Promise<number> {
  let count = 0;
  await withDatabase(disk, async (database) => {
    count = await database.segments.count();
  });
  return count;
}
