// The whole way: demo tenant over HTTP, connector, loop, store; the store ends up with what the tenant has.
import { afterEach, expect, it, vi } from 'vitest';
import { encodeAlert, encodeIncident } from '../../shared/model/graph/decode.ts';
import { startDemoTenant } from '../demo-tenant/demo-tenant.ts';
import type { DemoTenant } from '../demo-tenant/demo-tenant.ts';
import {
  createGraphSecuritySource,
  graphHeaders,
} from '../sources/graph-security/graph-security-source.ts';
import { createServiceClient } from '../sources/service-client.ts';
import { MemoryStore } from './memory-store.ts';
import { startSync } from './sync-loop.ts';
import type { SyncLoop } from './sync-loop.ts';

const anchorAt = Date.UTC(2026, 10, 24, 12, 0, 0);
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function openTenant(port = 0): Promise<DemoTenant> {
  const tenant = await startDemoTenant({
    port,
    anchorAt,
    now: () => anchorAt,
    requestsPerMinute: 100_000,
  });
  endings.push(tenant.stop);
  return tenant;
}

function follow(baseUrl: string, store: MemoryStore): SyncLoop {
  const clock = { now: Date.now };
  const client = createServiceClient({
    baseUrl,
    headers: graphHeaders,
    clock,
    random: Math.random,
    limits: { budget: [], maxAttempts: 1 },
  });
  const loop = startSync({
    sources: [createGraphSecuritySource({ client, baseUrl })],
    store,
    clock,
    random: Math.random,
    intervalMs: 60_000,
    onState: () => undefined,
    onBug: (error) => {
      throw error;
    },
  });
  endings.push(() => loop.stop());
  return loop;
}

const isLive = (loop: SyncLoop): Promise<void> =>
  vi.waitFor(() => expect(loop.state().phase.kind).toBe('live'), { interval: 5, timeout: 30_000 });

interface WireItem {
  readonly id: string;
  readonly lastUpdateDateTime: string;
}

/** Everything in a collection, by the service's links alone. */
async function readAll(baseUrl: string, path: string): Promise<Map<string, WireItem>> {
  const all = new Map<string, WireItem>();
  let url: string | undefined = `${baseUrl}${path}`;
  while (url !== undefined) {
    const response = await fetch(url, { headers: graphHeaders });
    const page = (await response.json()) as { value: WireItem[]; '@odata.nextLink'?: string };
    for (const item of page.value) all.set(item.id, item);
    url = page['@odata.nextLink'];
  }
  return all;
}

async function expectEqual(store: MemoryStore, baseUrl: string): Promise<void> {
  const incidents = await readAll(baseUrl, '/security/incidents?$top=50&$expand=alerts');
  const alerts = await readAll(baseUrl, '/security/alerts_v2?$top=1000');
  expect(incidents.size).toBeGreaterThan(50);
  expect(alerts.size).toBeGreaterThan(300);
  expect(sorted(store.incidentById, encodeIncident)).toEqual(sorted(incidents));
  expect(sorted(store.alertById, encodeAlert)).toEqual(sorted(alerts));
  expect(store.quarantined).toEqual([]);
}

function sorted<Item>(
  items: ReadonlyMap<string, Item>,
  encode: (item: Item) => unknown = (item) => item,
): unknown[] {
  return [...items].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => encode(item));
}

async function comment(baseUrl: string, incidentId: string): Promise<void> {
  const response = await fetch(`${baseUrl}/security/incidents/${incidentId}/comments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ comment: 'Seen.' }),
  });
  expect(response.status).toBe(200);
}

const oldestIncident = (store: MemoryStore): string => {
  const [oldest] = [...store.incidentById.values()].sort((a, b) =>
    (a.lastUpdateDateTime ?? '') < (b.lastUpdateDateTime ?? '') ? -1 : 1,
  );
  if (oldest === undefined) throw new Error('the store is empty');
  return oldest.id;
};

it('the store ends up with everything, to the last member', async () => {
  const { baseUrl, tenantName } = await openTenant();
  const store = new MemoryStore();
  const loop = follow(baseUrl, store);
  await isLive(loop);
  expect(loop.state().tenantName).toBe(tenantName);
  await expectEqual(store, baseUrl);
});

it('an update between two pages is not missed, nor is anything because of it', async () => {
  const { baseUrl } = await openTenant();
  const store = new MemoryStore();
  let isUpdated = false;
  store.beforeCall = async (name) => {
    if (name !== 'cursor.read' && !isUpdated && store.incidentById.size > 0) {
      isUpdated = true;
      await comment(baseUrl, oldestIncident(store));
    }
  };
  const loop = follow(baseUrl, store);
  await isLive(loop);
  loop.syncNow();
  await vi.waitFor(() => expect(store.pages.length).toBeGreaterThan(5), {
    interval: 5,
    timeout: 30_000,
  });
  await isLive(loop);
  expect(isUpdated).toBe(true);
  await expectEqual(store, baseUrl);
});

it('a restart in mid-window goes on at the cursor, also on another port', async () => {
  const first = await openTenant();
  const store = new MemoryStore();
  store.beforeCall = (name) =>
    name === 'page.commit' && store.pages.length >= 2
      ? new Promise(() => undefined)
      : Promise.resolve();
  const stopped = follow(first.baseUrl, store);
  await vi.waitFor(() => expect(store.pages.length).toBe(2), { interval: 5, timeout: 30_000 });
  await stopped.stop();
  expect([...store.cursorByFeed.values()].some((cursor) => cursor.nextLink !== null)).toBe(true);
  await first.stop();

  const second = await openTenant();
  store.beforeCall = async () => undefined;
  await isLive(follow(second.baseUrl, store));
  await expectEqual(store, second.baseUrl);
});

it('a service that comes back is noticed when asked', async () => {
  const gone = await openTenant();
  const port = Number(new URL(gone.baseUrl).port);
  await gone.stop();
  const store = new MemoryStore();
  const loop = follow(gone.baseUrl, store);
  await vi.waitFor(() => expect(loop.state().phase.kind).toBe('offline'), {
    interval: 5,
    timeout: 30_000,
  });
  const { baseUrl } = await openTenant(port);
  loop.syncNow();
  await isLive(loop);
  await expectEqual(store, baseUrl);
});
