import { afterEach, describe, expect, it } from 'vitest';
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
import { alertFeed, allAlerts, makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const cursor: FeedCursor = { completeTo: null, newestSeen: '2026-11-20T08:00:00Z', nextLink: 'x' };
const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);
const alerts = (count: number) => numbers(count).map((number) => sampleAlert(number));
const incidents = (count: number) => numbers(count).map((number) => sampleIncident(number));

const stores: StoreUnderTest[] = [];

function open(disk = makeDisk()): StoreUnderTest {
  const store = openTestStore(disk);
  stores.push(store);
  return store;
}

afterEach(async () => {
  const opened = stores.splice(0);
  expect(opened.flatMap(({ bugs }) => bugs)).toEqual([]);
  await Promise.allSettled(opened.map((store) => store.close()));
});

describe('ingest', () => {
  it('shows a committed page in both queues, aggregates included', async () => {
    const store = open();
    const outcome = await store.ingest.call(
      'page.commit',
      page({ incidents: [sampleIncident(0)], alerts: [sampleAlert(0), sampleAlert(2)], cursor }),
    );
    expect(outcome).toEqual({ inserted: 3, updated: 0, unchanged: 0 });
    const { incidents: queue, alerts: alertQueue } = await store.content();
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
        unsent: null,
        alertsActive: 1,
        alertsTotal: 2,
        serviceSources: ['microsoftDefenderForCloud', 'microsoftSentinel'],
        detectionSources: ['microsoftDefenderForServers'],
        categories: ['Exfiltration'],
        tags: ['crown jewels'],
        unread: { kind: 'new' },
        isNameMade: false,
        formerNames: [],
        alertSeverity: 'high',
        priorityScore: 51,
        servicePriorityScore: null,
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
    const before = await store.content();
    expect(await store.ingest.call('page.commit', both)).toEqual({
      inserted: 0,
      updated: 0,
      unchanged: 3,
    });
    expect(await store.content()).toEqual(before);
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
    const { alerts: queue } = await store.content();
    expect(queue.rows.map(({ title }) => title)).toEqual(['newest']);
  });

  it('moves an alert to the incident that its newest version names', async () => {
    const store = open();
    await store.ingest.call('page.commit', page({ incidents: incidents(2), alerts: alerts(2) }));
    const moved = sampleAlert(0, { incidentId: '1', lastUpdateDateTime: isoAt(SAMPLE_NOW + 1) });
    await store.ingest.call('page.commit', page({ alerts: [moved] }));
    const { incidents: queue } = await store.content();
    const totals = queue.rows.map((row) => [row.incidentId, row.alertsTotal, row.firstActivityAt]);
    expect(totals).toEqual([
      ['0', 1, SAMPLE_NOW - 2 * 60_000],
      ['1', 1, SAMPLE_NOW - 60_000],
    ]);
  });

  it('remembers when a feed was caught up with, however it goes on', async () => {
    const disk = makeDisk();
    const store = open(disk);
    await store.ingest.call('page.commit', page({ cursor }));
    await store.ingest.call('feed.note', { feed: alertFeed, at: 1_000 });
    await store.ingest.call('page.commit', page({ alerts: [sampleAlert(0)], cursor }));
    await store.close();
    const { ingest } = open(disk);
    expect(await ingest.call('feeds.synced', alertFeed)).toEqual([{ feed: alertFeed, at: 1_000 }]);
    expect(await ingest.call('feeds.synced', { sourceId: 'another' })).toEqual([]);
  });

  it('shows what was set aside, each feed together, long texts cut', async () => {
    const { ingest, queries } = open();
    const aside = (raw: string) => ({ reason: 'no id', place: 'value[3]', raw });
    const incidentFeed = { ...alertFeed, collection: 'incidents' } as const;
    await ingest.call('page.commit', page({ quarantined: [aside('{}'), aside('[]')] }));
    const long = aside('x'.repeat(30_000));
    await ingest.call('page.commit', page({ feed: incidentFeed, quarantined: [long] }));
    const { total, items } = await queries.call('quarantine.read', { limit: 10 });
    expect(total).toBe(3);
    expect(items.map(({ collection }) => collection)).toEqual(['alerts', 'alerts', 'incidents']);
    expect(items.map(({ raw }) => raw.length)).toEqual([2, 2, 20_000]);
    expect(items[2]).toEqual({
      ...incidentFeed,
      ...long,
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      raw: 'x'.repeat(20_000),
      isCut: true,
    });
    expect((await queries.call('quarantine.read', { limit: 1 })).items.length).toBe(1);
  });

  it('counts a quarantined item once, however often it comes', async () => {
    const store = open();
    const bad = page({ quarantined: [{ reason: 'no id', place: 'value[3]', raw: '{"id":null}' }] });
    await store.ingest.call('page.commit', bad);
    await store.ingest.call('page.commit', bad);
    expect(await store.first('store.summary', null)).toEqual({
      alerts: 0,
      folded: 0,
      incidents: 0,
      quarantined: 1,
      newestUpdateAt: null,
    });
  });

  it('keeps nothing of a page whose transaction is cut, and takes it afterwards', async () => {
    const disk = makeDisk();
    const store = open(disk);
    await store.ingest.call('page.commit', page({ alerts: [sampleAlert(0)] }));
    const before = await store.content();
    // A cursor that cannot be cloned fails the transaction after the segments were added to it.
    const unclonable = { ...cursor, nextLink: Symbol('cut') as unknown as string };
    const cut = page({ alerts: alerts(5), incidents: incidents(1), cursor: unclonable });
    const direct = Promise.resolve(store.store.ingest['page.commit'](cut, { cancelled: false }));
    await expect(direct).rejects.toThrow('could not be');
    expect(await store.content()).toEqual(before);
    await store.close();

    const restarted = open(disk);
    expect(await restarted.content()).toEqual(before);
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
    const { alerts: queue } = await store.content();
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
