// What the services left alone gets incidents of its own, and what people decide stands over them.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { alertKey } from '../../../shared/model/alert.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { noGroupings } from '../../../shared/grouping/groupings.ts';
import type { Groupings } from '../../../shared/grouping/groupings.ts';
import { projectionOf } from '../../../shared/grouping/groupings-projection.ts';
import { LOCAL_TAG } from './local-document.ts';
import { SAMPLE_NOW, SAMPLE_TENANT, sampleAlert, sampleIncident } from './sample-documents.ts';
import {
  engineUnderTest,
  makeDisk,
  openTestStore,
  page,
  withDatabase,
} from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const stores: StoreUnderTest[] = [];
afterEach(async () => {
  const opened = stores.splice(0);
  expect(opened.flatMap(({ bugs }) => bugs)).toEqual([]);
  await Promise.allSettled(opened.map((store) => store.close()));
});

/** With an engine of its own, that runs beside it. */
function open(disk = makeDisk()): StoreUnderTest {
  const store = openTestStore(disk);
  store.store.attachEngine(engineUnderTest());
  stores.push(store);
  return store;
}

/** An alert about one device, some minutes before now, that no service has in an incident. */
function alertOn(device: string, number: number, changes: JsonObject = {}) {
  const at = new Date(SAMPLE_NOW - number * 60_000).toISOString();
  return sampleAlert(number, {
    incidentId: null,
    detectorId: `detector-${number}`,
    serviceSource: 'microsoftDefenderForEndpoint',
    createdDateTime: at,
    firstActivityDateTime: at,
    lastActivityDateTime: at,
    evidence: [deviceEvidence(device)],
    ...changes,
  });
}

function deviceEvidence(device: string): JsonObject {
  return {
    '@odata.type': '#microsoft.graph.security.deviceEvidence',
    createdDateTime: new Date(SAMPLE_NOW).toISOString(),
    mdeDeviceId: device.repeat(40),
    deviceDnsName: `host-${device}.fabrikam.example`,
  };
}

const keyOf = (number: number): AlertKey => alertKey(SAMPLE_TENANT, sampleAlert(number).id);
const settled = (store: StoreUnderTest) =>
  store.first('correlation.waiting', null, (waiting) => waiting === 0);

async function incidentOf({ first }: StoreUnderTest, number: number): Promise<IncidentKey | null> {
  const found = await first('alert.detail', { key: keyOf(number) }, (found) => found !== null);
  return found?.row.incidentKey ?? null;
}

/** Resolves once correlation has put the alert somewhere. */
async function placedAt({ first }: StoreUnderTest, number: number): Promise<IncidentKey> {
  const found = await first(
    'alert.detail',
    { key: keyOf(number) },
    (found) => found !== null && found.row.incidentKey !== null,
  );
  return found?.row.incidentKey ?? ('' as IncidentKey);
}

test('puts alerts that no service grouped into local incidents, with a reason for each link', async () => {
  const store = open();
  const alerts = [alertOn('a', 12), alertOn('a', 10), alertOn('b', 9)];
  await store.ingest.call('page.commit', page({ alerts }));
  const home = await placedAt(store, 10);
  expect(await placedAt(store, 12)).toBe(home);
  expect(await placedAt(store, 9)).not.toBe(home);
  const detail = await store.first('incident.detail', { key: home }, (found) => found !== null);
  expect(detail?.row).toMatchObject({ alertsTotal: 2, status: 'active', tags: [LOCAL_TAG] });
  await settled(store);
  const told = await store.first('incident.correlation', { key: home });
  expect(told.alerts.find(({ key }) => key === keyOf(10))?.links).toMatchObject([
    { to: keyOf(12), ties: [{ shared: 'machine', secondsApart: 120 }] },
  ]);
});

test('shows the same after a restart, before anything is correlated again', async () => {
  const disk = makeDisk();
  const store = open(disk);
  await store.ingest.call('page.commit', page({ alerts: [alertOn('a', 12), alertOn('a', 10)] }));
  const home = await placedAt(store, 10);
  await settled(store);
  const before = await store.content();
  await store.close();
  const restarted = openTestStore(disk);
  stores.push(restarted);
  expect(await incidentOf(restarted, 12)).toBe(home);
  expect(await restarted.content()).toEqual(before);
});

describe('a restart from a saved memory', () => {
  /** Runs `work` on a store that saves its memory when it is quiet, and waits for that. */
  async function saving(
    disk: IDBFactory,
    hasEngine: boolean,
    work: (store: StoreUnderTest) => Promise<unknown>,
  ): Promise<void> {
    const store = openTestStore(disk, 20);
    stores.push(store);
    if (hasEngine) store.store.attachEngine(engineUnderTest());
    await work(store);
    const isSaved = async (): Promise<boolean> => {
      let state = { watermark: 0, last: 1 };
      await withDatabase(disk, async ({ snapshot, columns }) => {
        const last = (await columns.toCollection().primaryKeys()).at(-1) ?? 0;
        state = { watermark: (await snapshot.get('store'))?.watermark ?? 0, last };
      });
      return state.watermark >= state.last;
    };
    await expect.poll(isSaved).toBe(true);
    await store.close();
  }

  /** What a store shows once all is placed, and what the next one on its disk shows. */
  async function beforeAndAfter(disk: IDBFactory, store: StoreUnderTest) {
    const shown = async (one: StoreUnderTest) => ({
      home: await incidentOf(one, 12),
      content: await one.content(),
    });
    await placedAt(store, 10);
    await settled(store);
    const before = await shown(store);
    await store.close();
    const restarted = openTestStore(disk);
    stores.push(restarted);
    return { before, after: await shown(restarted) };
  }

  test('has what was placed after it', async () => {
    const disk = makeDisk();
    await saving(disk, true, async (store) => {
      await store.ingest.call('page.commit', page({ alerts: [alertOn('b', 20)] }));
      await placedAt(store, 20);
    });
    const store = open(disk);
    await store.ingest.call('page.commit', page({ alerts: [alertOn('a', 12), alertOn('a', 10)] }));
    const { before, after } = await beforeAndAfter(disk, store);
    expect(before.home).not.toBeNull();
    expect(after).toEqual(before);
  });

  test('counts alerts that were saved before they were placed', async () => {
    const disk = makeDisk();
    await saving(disk, true, async (store) => {
      await store.ingest.call('page.commit', page({ alerts: [alertOn('a', 12)] }));
      await placedAt(store, 12);
    });
    await saving(disk, false, (store) =>
      store.ingest.call('page.commit', page({ alerts: [alertOn('a', 10)] })),
    );
    const { before, after } = await beforeAndAfter(disk, open(disk));
    expect(before.content.incidents.rows.map(({ alertsTotal }) => alertsTotal)).toEqual([2]);
    expect(after).toEqual(before);
  });
});

test('leaves alerts of a service where they are, and suggests what belongs to them', async () => {
  const store = open();
  const inService = alertOn('a', 12, { incidentId: '7' });
  const incident = sampleIncident(7, { id: '7', displayName: 'Hands on keyboard' });
  await store.ingest.call('page.commit', page({ incidents: [incident], alerts: [inService] }));
  await store.ingest.call('page.commit', page({ alerts: [alertOn('a', 10)] }));
  const local = await placedAt(store, 10);
  const service = incidentKey(SAMPLE_TENANT, '7');
  expect(await incidentOf(store, 12)).toBe(service);
  const told = await store.first(
    'incident.correlation',
    { key: local },
    ({ suggestions }) => suggestions.length > 0,
  );
  expect(told.suggestions).toMatchObject([{ key: service, name: 'Hands on keyboard' }]);
});

test('gives an alert to the incident that its service made later, and leads on from its own', async () => {
  const store = open();
  await store.ingest.call('page.commit', page({ alerts: [alertOn('a', 10)] }));
  const local = await placedAt(store, 10);
  const later = new Date(SAMPLE_NOW).toISOString();
  const grouped = alertOn('a', 10, { incidentId: '7', lastUpdateDateTime: later });
  await store.ingest.call(
    'page.commit',
    page({ incidents: [sampleIncident(7, { id: '7' })], alerts: [grouped] }),
  );
  expect(await incidentOf(store, 10)).toBe(incidentKey(SAMPLE_TENANT, '7'));
  const detail = await store.first(
    'incident.detail',
    { key: local },
    (found) => found?.row.redirectIncidentId === '7',
  );
  expect(detail?.row).toMatchObject({ alertsTotal: 0, status: 'redirected' });
  const { incidents } = await store.content();
  expect(incidents.rows.map(({ key }) => key)).toEqual([incidentKey(SAMPLE_TENANT, '7')]);
});

test('tells what it made one, also after a restart, and leaves apart what people took apart', async () => {
  const disk = makeDisk();
  const store = open(disk);
  await store.ingest.call('page.commit', page({ alerts: [alertOn('a', 12), alertOn('b', 11)] }));
  const [first, second] = [await placedAt(store, 12), await placedAt(store, 11)];
  const evidence = [deviceEvidence('a'), deviceEvidence('b')];
  await store.ingest.call('page.commit', page({ alerts: [alertOn('a', 10, { evidence })] }));
  await store.first(
    'alert.detail',
    { key: keyOf(11) },
    (found) => found?.row.incidentKey === first,
  );
  await settled(store);
  const merges = [{ from: second, alerts: [keyOf(11)], link: { ties: [{ shared: 'machine' }] } }];
  expect((await store.first('incident.correlation', { key: first })).merges).toMatchObject(merges);
  expect(await store.first('incident.detail', { key: second })).toMatchObject({
    row: { status: 'redirected', alertsTotal: 0 },
  });
  await store.close();

  const restarted = open(disk);
  const key = incidentKey(SAMPLE_TENANT, `local-${'d'.repeat(32)}`);
  const split: Groupings = {
    ...noGroupings,
    incidentOf: new Map([[keyOf(11), key]]),
    created: new Map([[key, { key, name: 'Apart', at: SAMPLE_NOW, actor: 'ada' }]]),
  };
  await restarted.ingest.call('groupings.project', projectionOf(split));
  await settled(restarted);
  expect(await incidentOf(restarted, 11)).toBe(key);
  const told = await restarted.first('incident.correlation', { key: first });
  expect(told.merges).toMatchObject([{ from: second, alerts: [] }]);
  expect(told.suggestions).toEqual([]);
});

test('lays what people decided over both, and takes it away again', async () => {
  const store = open();
  await store.ingest.call('page.commit', page({ alerts: [alertOn('a', 12), alertOn('b', 10)] }));
  const [first, second] = [await placedAt(store, 12), await placedAt(store, 10)];
  await settled(store);
  const before = await store.content();
  const merged: Groupings = {
    ...noGroupings,
    incidentOf: new Map([[keyOf(10), first]]),
    redirectOf: new Map([[second, first]]),
  };
  await store.ingest.call('groupings.project', projectionOf(merged));
  expect(await incidentOf(store, 10)).toBe(first);
  const gone = await store.first('incident.detail', { key: second });
  expect(gone?.row).toMatchObject({ status: 'redirected', alertsTotal: 0 });
  const kept = await store.first('incident.detail', { key: first });
  expect(kept?.row.alertsTotal).toBe(2);
  await store.ingest.call('groupings.project', projectionOf(noGroupings));
  expect(await store.content()).toEqual(before);
});

test('makes the incident that a person moved alerts to', async () => {
  const store = open();
  await store.ingest.call('page.commit', page({ alerts: [alertOn('a', 12), alertOn('a', 10)] }));
  await placedAt(store, 10);
  const key = incidentKey(SAMPLE_TENANT, `local-${'e'.repeat(32)}`);
  const split: Groupings = {
    ...noGroupings,
    incidentOf: new Map([[keyOf(10), key]]),
    created: new Map([[key, { key, name: 'A thing of its own', at: SAMPLE_NOW, actor: 'ada' }]]),
  };
  await store.ingest.call('groupings.project', projectionOf(split));
  const made = await store.first('incident.detail', { key });
  expect(made?.row).toMatchObject({ name: 'A thing of its own', alertsTotal: 1 });
  expect(made?.row).toMatchObject({ tags: ['Made on this computer'] });
});

test('stops at a document that the disk has damaged, and has the store made anew', async () => {
  const disk = makeDisk();
  const before = open(disk);
  await before.ingest.call('page.commit', page({ alerts: [alertOn('a', 1), alertOn('a', 2)] }));
  await settled(before);
  await before.close();
  await withDatabase(disk, (database) =>
    database.segments.toCollection().modify((record: { bytes: Uint8Array }) => {
      record.bytes = record.bytes.map((byte) => (byte === 0x22 ? 0x21 : byte));
    }),
  );

  // Nobody opens anything: reading for correlation finds it.
  const damaged = open(disk);
  await vi.waitFor(() =>
    withDatabase(disk, async (database) => {
      expect(await database.sentinel.count()).toBe(0);
    }),
  );
  // What is committed meanwhile does not hide it.
  await damaged.ingest.call('page.commit', page({ alerts: [alertOn('b', 3)] }));
  await damaged.close();
  const after = open(disk);
  expect(await after.ingest.call('store.open', { appVersion: '0.1.0' })).toEqual({
    kind: 'damaged',
  });
});
