// Row 73 of the feature map, through writers, demo tenant, connectors and store: in which of two sources a
// status is seen that was changed in one of them. From Microsoft's table of alert status synchronization.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoTenant } from '../electron/demo-tenant/demo-tenant.ts';
import type { DemoTenant } from '../electron/demo-tenant/demo-tenant.ts';
import { startOutbox } from '../electron/outbox/outbox.ts';
import type { Outbox } from '../electron/outbox/outbox.ts';
import { AlertAddresses } from '../electron/sources/arm-security-alerts/alert-addresses.ts';
import { createArmAlertWriter } from '../electron/sources/arm-security-alerts/arm-alert-writer.ts';
import { createArmSecurityAlertsSource } from '../electron/sources/arm-security-alerts/arm-security-alerts-source.ts';
import {
  createGraphSecuritySource,
  graphHeaders,
} from '../electron/sources/graph-security/graph-security-source.ts';
import { createGraphWriter } from '../electron/sources/graph-security/graph-writer.ts';
import { createServiceClient } from '../electron/sources/service-client.ts';
import type { Source } from '../electron/sources/source.ts';
import type { Writer } from '../electron/sources/writer.ts';
import { allAlerts, makeDisk, openTestStore } from '../renderer/workers/store/store-under-test.ts';
import type { StoreUnderTest } from '../renderer/workers/store/store-under-test.ts';
import type { AlertKey } from '../shared/model/alert.ts';
import type { SourceKind } from '../shared/model/alert-source.ts';
import type { ItemStatus } from '../shared/model/annotation-item.ts';
import type { Annotation, AnnotationTarget } from '../shared/model/annotation.ts';
import { tenantId } from '../shared/model/tenant.ts';
import type { TenantId } from '../shared/model/tenant.ts';
import { writerId } from '../shared/model/writer-id.ts';

const { signal } = new AbortController();
let now = Date.UTC(2026, 10, 24, 12);
const clock = { now: () => now };

let demo: DemoTenant;
let tenant: TenantId;
let store: StoreUnderTest;
let outbox: Outbox;
let sources: readonly Source[];
let isGraphOpen = true;
const cursors = new Map<string, Parameters<Source['pull']>[1]>();

beforeAll(async () => {
  demo = await startDemoTenant({ now: clock.now, requestsPerMinute: 1_000_000 });
  tenant = tenantId(demo.tenantId);
  const clientOf = (baseUrl: string) => ({
    baseUrl,
    client: createServiceClient({
      baseUrl,
      headers: graphHeaders,
      clock,
      random: () => 0.5,
      limits: { budget: [], maxAttempts: 1 },
    }),
  });
  const [graph, arm] = [clientOf(demo.baseUrl), clientOf(demo.armBaseUrl)];
  const addresses = new AlertAddresses();
  sources = [
    createGraphSecuritySource(graph),
    createArmSecurityAlertsSource({ ...arm, clock, addresses }),
  ];
  store = openTestStore(makeDisk());
  const disk: Annotation[] = [];
  outbox = startOutbox({
    journal: { entries: [], append: async (entry) => void disk.push(entry) },
    writers: new Map([
      [writerId('graph', tenant), shutWhile(createGraphWriter(graph), () => !isGraphOpen)],
      [writerId('arm', tenant), createArmAlertWriter({ ...arm, addresses })],
    ]),
    clock,
    random: Math.random,
    onChange: () => undefined,
    onBug: (bug) => expect(bug).toBeNull(),
  });
  await sync();
}, 60_000);

afterAll(async () => {
  await outbox.stop();
  await store.close();
  await demo.stop();
});

/** As while nobody has signed in for what the writer needs. */
function shutWhile(writer: Writer, isShut: () => boolean): Writer {
  const failure = { kind: 'auth', summary: 'Sign in.' } as const;
  return {
    ...writer,
    read: async (...call) => (isShut() ? { kind: 'unclear', failure } : writer.read(...call)),
  };
}

/** Later by more than it takes Azure's alerts to be listed whole again. */
async function sync(): Promise<void> {
  now += 10 * 60_000;
  for (const source of sources) {
    const { sourceId, collections } = source.describe();
    for (const collection of collections) {
      const feed = { sourceId, tenantId: tenant, collection };
      const key = `${sourceId} ${collection}`;
      for await (const page of source.pull(feed, cursors.get(key) ?? null, signal)) {
        await store.ingest.call('page.commit', page);
        cursors.set(key, page.cursor);
      }
    }
  }
}

/** An alert that is new in both sources; `prefix` tells whose it is. */
async function newAlert(prefix: 'dc' | 'da'): Promise<{ key: AlertKey; graphId: string }> {
  const { rows } = await store.first('queue.alerts', {
    ...allAlerts,
    window: { offset: 0, limit: 1_000 },
  });
  for (const { key, alertId, status, sources: seen } of rows) {
    const isInBoth = seen.map(({ sourceKind }) => sourceKind).join() === 'graph,arm';
    if (!isInBoth || status !== 'new' || !alertId.startsWith(prefix)) continue;
    if (JSON.stringify(await statuses(key)) === '{"graph":"new","arm":"new"}') {
      return { key, graphId: alertId };
    }
  }
  throw new Error(`the demo tenant has no new alert ${prefix} in both sources`);
}

async function pageOf(key: AlertKey) {
  const page = await store.first('alert.detail', { key });
  if (page === null) throw new Error('the alert is gone');
  return page;
}

async function statuses(key: AlertKey): Promise<Readonly<Record<string, string>>> {
  const { sightings } = await pageOf(key);
  return Object.fromEntries(sightings.map(({ sourceKind, status }) => [sourceKind, status]));
}

async function resolveIn(kind: SourceKind, graphId: string): Promise<ItemStatus | undefined> {
  const target: AnnotationTarget = {
    kind: 'alert',
    sourceId: writerId(kind, tenant),
    tenantId: tenant,
    // Azure's list has all ids with the letters of its own product.
    id: kind === 'arm' ? `dc${graphId.slice(2)}` : graphId,
    incidentId: null,
  };
  const edits = { status: { base: 'new', value: 'resolved' } };
  const itemId = await outbox.write({ kind: 'change', target, edits, actor: 'mia@contoso.com' });
  await expect
    .poll(() => outbox.annotations().itemById.get(itemId)?.status.kind, { timeout: 30_000 })
    .toBe('confirmed');
  await sync();
  return outbox.annotations().itemById.get(itemId)?.status;
}

describe('the status of an alert', () => {
  it.each<[string, 'dc' | 'da', SourceKind, Readonly<Record<string, string>>]>([
    ['of Defender for Cloud, changed there', 'dc', 'arm', { graph: 'resolved', arm: 'resolved' }],
    [
      'of Defender for Cloud, changed in XDR',
      'dc',
      'graph',
      { graph: 'resolved', arm: 'resolved' },
    ],
    ['of Defender for Endpoint, changed in Cloud', 'da', 'arm', { graph: 'new', arm: 'resolved' }],
    ['of Defender for Endpoint, changed in XDR', 'da', 'graph', { graph: 'resolved', arm: 'new' }],
  ])(
    '%s',
    async (_name, prefix, kind, expected) => {
      const { key, graphId } = await newAlert(prefix);
      await resolveIn(kind, graphId);
      expect(await statuses(key)).toEqual(expected);
      const page = await pageOf(key);
      expect([page.sightings[0]?.sourceKind, page.row.status]).toEqual([
        'graph',
        expected['graph'],
      ]);
    },
    60_000,
  );

  it('of Defender for Cloud goes through Azure while nobody may write to Graph', async () => {
    const { key, graphId } = await newAlert('dc');
    isGraphOpen = false;
    const status = await resolveIn('graph', graphId);
    isGraphOpen = true;
    outbox.wake();
    expect(status).toMatchObject({ kind: 'confirmed', through: writerId('arm', tenant) });
    expect(await statuses(key)).toEqual({ graph: 'resolved', arm: 'resolved' });
  }, 60_000);
});
