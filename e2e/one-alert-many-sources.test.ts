// The demo tenant through all its protocols, connectors and the store: each alert once, in any order.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDemoTenant } from '../electron/demo-tenant/demo-tenant.ts';
import type { DemoTenant } from '../electron/demo-tenant/demo-tenant.ts';
import { createArmSecurityAlertsSource } from '../electron/sources/arm-security-alerts/arm-security-alerts-source.ts';
import {
  createGraphSecuritySource,
  graphHeaders,
} from '../electron/sources/graph-security/graph-security-source.ts';
import { createSentinelSource } from '../electron/sources/sentinel/sentinel-source.ts';
import { createServiceClient } from '../electron/sources/service-client.ts';
import type { Source } from '../electron/sources/source.ts';
import {
  allAlerts,
  allIncidents,
  makeDisk,
  openTestStore,
} from '../renderer/workers/store/store-under-test.ts';
import type { IngestPage } from '../shared/contract/store-ingest.ts';
import type { SourceKind } from '../shared/model/alert-source.ts';
import { tenantId } from '../shared/model/tenant.ts';

const anchorAt = Date.UTC(2026, 10, 24, 12);
const everyRow = { offset: 0, limit: 1_000 };
const { signal } = new AbortController();

let tenant: DemoTenant;
let pages: readonly IngestPage[];

beforeAll(async () => {
  tenant = await startDemoTenant({ anchorAt, now: () => anchorAt, requestsPerMinute: 1_000_000 });
  pages = (await Promise.all(sourcesOf(tenant).map(pagesOf))).flat();
}, 60_000);

afterAll(() => tenant.stop());

function sourcesOf({ baseUrl, armBaseUrl, sentinelWorkspace, ...demo }: DemoTenant): Source[] {
  const clock = { now: () => anchorAt };
  const clientOf = (url: string, headers: Readonly<Record<string, string>>) =>
    createServiceClient({
      baseUrl: url,
      headers,
      clock,
      random: () => 0.5,
      limits: { budget: [], maxAttempts: 1 },
    });
  const arm = { client: clientOf(armBaseUrl, {}), baseUrl: armBaseUrl };
  const owner = {
    tenantId: tenantId(demo.tenantId),
    displayName: demo.tenantName,
    defaultDomain: null,
  };
  return [
    createGraphSecuritySource({ client: clientOf(baseUrl, graphHeaders), baseUrl }),
    createArmSecurityAlertsSource({ ...arm, clock }),
    createSentinelSource({
      ...arm,
      workspaces: [{ tenant: owner, resourceId: sentinelWorkspace }],
      isDefenderConnected: true,
    }),
  ];
}

async function pagesOf(source: Source): Promise<readonly IngestPage[]> {
  const { sourceId, collections } = source.describe();
  const found: IngestPage[] = [];
  for (const { tenantId: owner } of await source.discoverTenants(signal)) {
    for (const collection of collections) {
      const feed = { sourceId, tenantId: owner, collection };
      for await (const page of source.pull(feed, null, signal)) found.push(page);
    }
  }
  return found;
}

async function contentAfter(delivered: readonly IngestPage[]) {
  const store = openTestStore(makeDisk());
  for (const page of delivered) await store.ingest.call('page.commit', page);
  const alerts = await store.first('queue.alerts', { ...allAlerts, window: everyRow });
  const incidents = await store.first('queue.incidents', { ...allIncidents, window: everyRow });
  const summary = await store.first('store.summary', null);
  await store.close();
  expect(store.bugs).toEqual([]);
  return { alerts, incidents, summary };
}

/** Without the two letters before an id, by which the sources tell whose alert it is in different ways. */
function idsThrough(kind: SourceKind): ReadonlySet<string> {
  return new Set(
    pages
      .filter(({ sourceKind }) => sourceKind === kind)
      .flatMap(({ alerts, incidents }) => [...alerts, ...incidents.flatMap((one) => one.alerts)])
      .map(({ id }) => id.slice(2)),
  );
}

/** The same order for the same seed (a linear congruential generator, Numerical Recipes). */
function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  let state = seed;
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
  return items
    .map((item) => [next(), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
}

it('three sources in any order and three times are the alerts of one', async () => {
  const [graph, arm, sentinel] = [idsThrough('graph'), idsThrough('arm'), idsThrough('sentinel')];
  const expected = await contentAfter(pages);
  const { alerts, summary } = expected;
  // What Graph has, and what only Defender for Cloud has: its informational alerts. Sentinel adds none.
  expect(alerts.total).toBe(new Set([...graph, ...arm]).size);
  expect(summary.folded).toBe(graph.size + arm.size + sentinel.size - alerts.total);
  expect(Math.min(graph.size, sentinel.size)).toBeGreaterThan(500);
  expect(arm.size).toBeGreaterThan(200);
  const ofArmOnly = alerts.rows.filter(({ sources }) => sources[0]?.sourceKind === 'arm');
  expect(new Set(ofArmOnly.map(({ severity }) => severity))).toEqual(new Set(['informational']));

  const seed = Date.now() >>> 0;
  const again = await contentAfter(shuffled([...pages, ...pages, ...pages], seed));
  expect(again, `seed ${seed}`).toEqual(expected);
}, 60_000);
