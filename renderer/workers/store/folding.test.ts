// One alert that several sources report, through the store's own door.
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { IngestPage } from '../../../shared/contract/store-ingest.ts';
import type { AlertPage, SightingRow } from '../../../shared/contract/store-queries.ts';
import type { SourceKind } from '../../../shared/model/alert-source.ts';
import type { Alert, AlertKey } from '../../../shared/model/alert.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import { fromFile } from '../../../shared/model/source-file.ts';
import { sightingValues } from './alert-columns.ts';
import { SAMPLE_NOW, SAMPLE_TENANT, sampleIncident } from './sample-documents.ts';
import { keyOf, ownId, sighting, SOURCES, virtualMachine } from './sample-sightings.ts';
import {
  alertFeed,
  allAlerts,
  countSegments,
  makeDisk,
  openTestStore,
  page,
} from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

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

/** A page of that source. */
function from(kind: SourceKind, ...alerts: readonly Alert[]): IngestPage {
  const { sourceId, sourceKind } = SOURCES[kind];
  return page({ feed: { ...alertFeed, sourceId }, sourceKind, alerts });
}

async function commit(store: StoreUnderTest, ...pages: readonly IngestPage[]): Promise<void> {
  for (const one of pages) await store.ingest.call('page.commit', one);
}

async function pageOf(store: StoreUnderTest, key: AlertKey): Promise<AlertPage> {
  const found = await store.first('alert.detail', { key });
  if (found === null) throw new Error(`no alert ${key}`);
  return found;
}

const statusesOf = ({ sightings }: AlertPage) =>
  sightings.map(({ sourceKind, status, isApart }: SightingRow) => [sourceKind, status, isApart]);

describe('an alert of several sources', () => {
  it('is one row, led by Graph and completed by the others', async () => {
    const store = open();
    await commit(
      store,
      page({ incidents: [sampleIncident(0)] }),
      from('sentinel', sighting('sentinel', 1, { status: 'resolved', category: 'Impact' })),
      from('file', sighting('file', 1)),
      from('arm', sighting('arm', 1, { status: 'inProgress' }, 7)),
      from('graph', sighting('graph', 1, { status: 'new', category: null, severity: 'unknown' })),
    );
    const { alerts, incidents } = await store.content();
    expect(alerts.total).toBe(1);
    expect(alerts.rows[0]).toMatchObject({
      key: keyOf('graph', 1),
      title: 'Digital currency mining container detected',
      status: 'new',
      severity: 'medium',
      category: 'InitialAccess',
      lastUpdateAt: SAMPLE_NOW,
      incidentKey: incidentKey(SAMPLE_TENANT, '0'),
      sources: [SOURCES.graph, SOURCES.arm, SOURCES.sentinel, SOURCES.file],
    });
    expect(alerts.rows[0]?.assets.map(({ name }) => name)).toEqual([
      'vm-1',
      'ledger-1',
      'user1@fabrikam.example',
      'arm-only-1',
    ]);
    expect(
      incidents.rows.map(({ alertsTotal, alertsActive }) => [alertsTotal, alertsActive]),
    ).toEqual([[1, 1]]);
    expect(await store.first('store.summary', null)).toMatchObject({ alerts: 1, folded: 3 });
  });

  it('is opened by the key of any source, and tells what each says', async () => {
    const store = open();
    await commit(
      store,
      from('graph', sighting('graph', 1, { status: 'new' })),
      from('arm', sighting('arm', 1, { status: 'resolved', severity: null }, 3)),
    );
    const opened = await pageOf(store, keyOf('arm', 1));
    expect(opened.row.key).toBe(keyOf('graph', 1));
    expect(opened.sightings).toEqual([
      {
        ...SOURCES.graph,
        key: keyOf('graph', 1),
        fileName: null,
        alertId: `dc${ownId(1)}`,
        status: 'new',
        severity: 'medium',
        lastUpdateAt: SAMPLE_NOW,
        isApart: false,
        goneSinceAt: null,
      },
      {
        ...SOURCES.arm,
        key: keyOf('arm', 1),
        fileName: null,
        alertId: `dc${ownId(1)}`,
        status: 'resolved',
        severity: 'unknown',
        lastUpdateAt: SAMPLE_NOW + 3,
        isApart: false,
        goneSinceAt: null,
      },
    ]);
    expect(await pageOf(store, keyOf('graph', 1))).toEqual(opened);
  });

  it('names the file that a sighting was imported from', async () => {
    const store = open();
    await commit(
      store,
      from('graph', sighting('graph', 1)),
      from('file', fromFile(sighting('file', 1), 'export.zip:alerts.csv')),
    );
    const { sightings } = await pageOf(store, keyOf('graph', 1));
    expect(sightings.map(({ sourceKind, fileName }) => [sourceKind, fileName])).toEqual([
      ['graph', null],
      ['file', 'export.zip:alerts.csv'],
    ]);
  });

  it('is found by its id in any source', async () => {
    const store = open();
    await commit(
      store,
      from('graph', sighting('graph', 1)),
      from('sentinel', sighting('sentinel', 1)),
    );
    const filter = { ...allAlerts.filter, text: sighting('sentinel', 1).id.toUpperCase() };
    const { rows } = await store.first('queue.alerts', { ...allAlerts, filter });
    expect(rows.map(({ key }) => key)).toEqual([keyOf('graph', 1)]);
  });

  it('takes its incident from the leading source that names one', async () => {
    const store = open();
    await commit(store, from('sentinel', sighting('sentinel', 1)), from('arm', sighting('arm', 1)));
    const incident = () => store.content().then(({ alerts }) => alerts.rows[0]?.incidentKey);
    expect(await incident()).toBe(incidentKey(SAMPLE_TENANT, 'sentinel-1'));
    await commit(store, from('graph', sighting('graph', 1)));
    expect(await incident()).toBe(incidentKey(SAMPLE_TENANT, '0'));
  });

  it('shows the row that its document would make', async () => {
    const store = open();
    await commit(
      store,
      from('graph', sighting('graph', 1, { category: null, mitreTechniques: [], evidence: [] })),
      from('arm', sighting('arm', 1)),
      from('sentinel', sighting('sentinel', 1, { evidence: [virtualMachine('sentinel-only')] })),
    );
    const { row, alert } = await pageOf(store, keyOf('graph', 1));
    const values = sightingValues({ source: SOURCES.graph, alert });
    const shown = Object.entries(row).filter(
      ([name]) => Object.hasOwn(values, name) && name !== 'assets',
    );
    expect(shown.length).toBeGreaterThan(15);
    expect(values).toMatchObject(Object.fromEntries(shown));
    expect(values.assets.map((text) => (JSON.parse(text) as readonly string[])[3])).toEqual(
      row.assets.map(({ name }) => name),
    );
  });
});

describe('two statuses (feature row 73)', () => {
  const sync: readonly (readonly [string, SourceKind, readonly unknown[]])[] = [
    ['changed in Azure', 'arm', ['new', 'resolved']],
    ['changed in Graph', 'graph', ['resolved', 'new']],
  ];
  it.each(sync)('%s, and told by that source only', async (_name, changed, expected) => {
    const store = open();
    await commit(
      store,
      from('graph', sighting('graph', 1, { status: 'new' })),
      from('arm', sighting('arm', 1, { status: 'new' })),
      from(changed, sighting(changed, 1, { status: 'resolved' }, 9)),
    );
    const opened = await pageOf(store, keyOf('graph', 1));
    expect(opened.sightings.map(({ status }) => status)).toEqual(expected);
    expect(opened.row.status).toBe(expected[0]);
  });

  it.each(['arm', 'graph'] as const)('changed in %s, and told by both', async (first) => {
    const store = open();
    const second = first === 'arm' ? 'graph' : 'arm';
    await commit(
      store,
      from('graph', sighting('graph', 1, { status: 'new' })),
      from('arm', sighting('arm', 1, { status: 'new' })),
      from(first, sighting(first, 1, { status: 'resolved' }, 9)),
      from(second, sighting(second, 1, { status: 'resolved' }, 12)),
    );
    expect(statusesOf(await pageOf(store, keyOf('graph', 1)))).toEqual([
      ['graph', 'resolved', false],
      ['arm', 'resolved', false],
    ]);
  });

  it('sees a change of state that Azure does not date, and writes nothing for none', async () => {
    const store = open();
    await commit(store, from('arm', sighting('arm', 1, { status: 'new' })));
    const dismissed = from('arm', sighting('arm', 1, { status: 'resolved' }));
    const outcome = { inserted: 0, updated: 1, unchanged: 0 };
    expect(await store.ingest.call('page.commit', dismissed)).toEqual(outcome);
    const again = { inserted: 0, updated: 0, unchanged: 1 };
    expect(await store.ingest.call('page.commit', dismissed)).toEqual(again);
    expect((await pageOf(store, keyOf('arm', 1))).row.status).toBe('resolved');
  });
});

describe('alerts that are not the same', () => {
  it('of another tenant, without a product, or with one title and host', async () => {
    const store = open();
    const otherTenant = { tenantId: '11111111-6c0b-4a77-9d52-0f6b7a1c8e44' };
    const nameless = { serviceSource: 'unknown', id: 'detection-4711', providerAlertId: null };
    await commit(
      store,
      from('graph', sighting('graph', 1), sighting('graph', 2, nameless)),
      from('arm', sighting('arm', 1, otherTenant), sighting('arm', 2, nameless)),
      from('sentinel', sighting('sentinel', 1, { providerAlertId: null })),
    );
    const { alerts } = await store.content();
    expect(alerts.total).toBe(5);
    expect(new Set(alerts.rows.map(({ key }) => key)).size).toBe(5);
  });

  it('to which one source gave ids of their own, whatever else they share', async () => {
    const store = open();
    const shared = { providerAlertId: ownId(3) };
    const pages = [
      from('graph', sighting('graph', 1, shared), sighting('graph', 2, shared)),
      from('sentinel', sighting('sentinel', 3)),
    ];
    await commit(store, ...pages);
    expect((await store.content()).alerts.total).toBe(3);
    const reversed = open();
    await commit(reversed, ...pages.toReversed());
    expect(await reversed.content()).toEqual(await store.content());
  });

  it('but Sentinel can hold one twice', async () => {
    const store = open();
    const legacy = { id: 'another-system-alert-id', title: 'By the older connector' };
    await commit(store, from('sentinel', sighting('sentinel', 1), sighting('sentinel', 1, legacy)));
    const { alerts } = await store.content();
    expect(alerts.rows.map(({ sources }) => sources)).toEqual([[SOURCES.sentinel]]);
    expect((await pageOf(store, keyOf('sentinel', 1))).sightings).toHaveLength(2);
  });
});

describe('a split', () => {
  it('makes an alert of its own, outlives delivery and restart, and can be taken back', async () => {
    const disk = makeDisk();
    const store = open(disk);
    const pages = [
      page({ incidents: [sampleIncident(0)] }),
      from('graph', sighting('graph', 1, { severity: 'unknown' })),
      from('arm', sighting('arm', 1, { incidentId: '0' })),
      from('sentinel', sighting('sentinel', 1)),
    ];
    await commit(store, ...pages);
    const before = await store.content();
    const seen = store.first(
      'alert.detail',
      { key: keyOf('graph', 1) },
      (item) => item?.sightings.some(({ isApart }) => isApart) === true,
    );
    await store.ingest.call('folds.project', { apart: [keyOf('arm', 1)] });
    expect(statusesOf((await seen) as AlertPage)).toEqual([
      ['graph', 'inProgress', false],
      ['sentinel', 'inProgress', false],
      ['arm', 'inProgress', true],
    ]);
    const split = await store.content();
    expect(split.alerts.rows.map(({ key, severity }) => [key, severity])).toEqual([
      [keyOf('graph', 1), 'unknown'],
      [keyOf('arm', 1), 'medium'],
    ]);
    expect(split.incidents.rows.map(({ alertsTotal }) => alertsTotal)).toEqual([2]);
    expect(statusesOf(await pageOf(store, keyOf('arm', 1)))).toEqual([['arm', 'inProgress', true]]);

    await commit(store, ...pages, from('arm', sighting('arm', 1, { incidentId: '0' }, 5)));
    expect((await store.content()).alerts.total).toBe(2);
    await store.close();

    const restarted = open(disk);
    expect((await restarted.content()).alerts.total).toBe(2);
    await restarted.ingest.call('folds.project', { apart: [] });
    const joined = await restarted.content();
    expect(joined.incidents).toEqual(before.incidents);
    expect(joined.alerts).toEqual(before.alerts);
    expect(restarted.losses()).toBe(0);
  });

  it('of the leading source leaves the others together', async () => {
    const store = open();
    await commit(
      store,
      ...(['graph', 'arm', 'sentinel'] as const).map((kind) => from(kind, sighting(kind, 1))),
    );
    await store.ingest.call('folds.project', { apart: [keyOf('graph', 1)] });
    const { alerts } = await store.content();
    const sources = alerts.rows.map((row) => row.sources.map(({ sourceKind }) => sourceKind));
    expect(new Set(sources.map(String))).toEqual(new Set(['graph', 'arm,sentinel']));
  });

  it('holds for a sighting that comes only later, as after the loss of the database', async () => {
    const store = open();
    await store.ingest.call('folds.project', { apart: [keyOf('arm', 1)] });
    await commit(
      store,
      ...(['graph', 'arm', 'sentinel'] as const).map((kind) => from(kind, sighting(kind, 1))),
    );
    const { alerts } = await store.content();
    const sources = alerts.rows.map((row) => row.sources.map(({ sourceKind }) => sourceKind));
    expect(new Set(sources.map(String))).toEqual(new Set(['arm', 'graph,sentinel']));
  });
});

describe('on the disk', () => {
  it('each sighting stays as its source wrote it, also after compaction', async () => {
    const disk = makeDisk();
    // Later than any commit follows another: fewer than eight small segments are left alone.
    const store = open(disk, 400);
    for (let round = 0; round < 5; round++) {
      await commit(
        store,
        from('graph', sighting('graph', 1, { severity: 'unknown', mitreTechniques: [] }, round)),
        from('arm', sighting('arm', 1, {}, round)),
        from('sentinel', sighting('sentinel', round)),
      );
    }
    const before = await store.content();
    await expect.poll(() => countSegments(disk), { timeout: 5_000 }).toBeLessThan(4);
    expect(await store.content()).toEqual(before);
    await store.close();

    const restarted = open(disk);
    expect(await restarted.content()).toEqual(before);
    await restarted.ingest.call('folds.project', { apart: [keyOf('arm', 1)] });
    const { row } = await pageOf(restarted, keyOf('graph', 1));
    expect([row.severity, row.techniques]).toEqual(['unknown', ['T1078', 'T1530']]);
    await restarted.ingest.call('folds.project', {
      apart: [keyOf('arm', 1), keyOf('sentinel', 1)],
    });
    const alone = await pageOf(restarted, keyOf('graph', 1));
    expect([alone.row.severity, alone.row.techniques]).toEqual(['unknown', []]);
    expect(restarted.losses()).toBe(0);
  });
});

describe('order of arrival', () => {
  const kinds: readonly SourceKind[] = ['graph', 'arm', 'sentinel', 'file'];
  const numbers = Array.from({ length: 6 }, (_, number) => number);
  /** Every source's two versions of each alert, three times. */
  const deliveries = kinds
    .flatMap((kind) =>
      numbers.flatMap((number) => [
        { kind, alert: sighting(kind, number, { status: 'new' }) },
        { kind, alert: sighting(kind, number, { status: 'resolved', severity: null }, 1 + number) },
      ]),
    )
    .flatMap((delivery) => [delivery, delivery, delivery]);

  it('property: does not matter, nor how often: the same alerts, and the same after a restart', async () => {
    const reference = open();
    await commit(reference, page({ incidents: [sampleIncident(0)] }));
    for (const { kind, alert } of deliveries) await commit(reference, from(kind, alert));
    const expected = await reference.content();
    expect(expected.alerts.total).toBe(numbers.length);

    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(deliveries, { minLength: deliveries.length }),
        fc.integer({ min: 1, max: 20 }),
        async (shuffled, perPage) => {
          const disk = makeDisk();
          const store = open(disk);
          for (let start = 0; start < shuffled.length; start += perPage) {
            const slice = shuffled.slice(start, start + perPage);
            for (const kind of kinds) {
              const alerts = slice.filter((one) => one.kind === kind).map(({ alert }) => alert);
              if (alerts.length > 0) await commit(store, from(kind, ...alerts));
            }
          }
          await commit(store, page({ incidents: [sampleIncident(0)] }));
          expect(await store.content()).toEqual(expected);
          await store.close();
          const restarted = open(disk);
          expect(await restarted.content()).toEqual(expected);
          await restarted.close();
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);
});
