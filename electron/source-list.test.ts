import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openConnectionFile } from './shell/connection-file.ts';
import { createServiceClients } from './service-clients.ts';
import { createSourceList } from './source-list.ts';

const tenantId = 'bbbbbbbb-0000-4000-8000-000000000001';
const id = `aaaaaaaa-0000-4000-8000-000000000001.${tenantId}`;
const workspace = `/subscriptions/${tenantId}/resourceGroups/soc/providers/Microsoft.OperationalInsights/workspaces/main`;

async function openBench(replacedBy: string | null = null) {
  const folder = mkdtempSync(join(tmpdir(), 'clearpane-sources-'));
  const file = await openConnectionFile(folder);
  const list = createSourceList({
    replacedBy,
    profileFolder: folder,
    connections: {
      isDemoTenantOn: () => file.read().demoTenant,
      nameTenant: () => undefined,
      tenants: () => file.read().tenants,
      tokens: () => {
        return { token: () => Promise.reject(new Error('no token is needed here')) };
      },
    },
    clock: { now: Date.now },
    services: createServiceClients({ now: Date.now }, fetch),
    wishes: { keepsInformational: () => false, defenderForCloudOffSince: () => null },
    onWriter: (writer) => void writers.add(writer),
  });
  const writers = new Set<string>();
  const ids = async () => (await list.open()).map((source) => source.describe().sourceId);
  /** Those of the sources that are on, when each has named its tenants. */
  const writerIds = async () => {
    const signal = new AbortController().signal;
    for (const source of await list.open()) await source.discoverTenants(signal);
    return [...writers];
  };
  return { file, ids, writerIds };
}

it('opens what is on: the demo tenant, and of each connection what was chosen', async () => {
  const { file, ids } = await openBench();
  expect(await ids()).toEqual([
    expect.stringMatching(/^demo-tenant-\d+$/),
    expect.stringMatching(/^demo-tenant-arm-\d+$/),
    expect.stringMatching(/^demo-tenant-sentinel-\d+$/),
  ]);
  const tenant = {
    id,
    cloud: 'china',
    tenantId,
    tenantName: 'Contoso',
    clientId: '11111111-1111-4111-8111-111111111111',
    account: 'ada@contoso.example',
    azure: { alerts: false, workspaces: [] },
    granted: [],
  } as const;
  await file.write({ demoTenant: false, keepsUnprotected: false, tenants: [tenant] });
  expect(await ids()).toEqual([`graph-security-${id}`]);
  const azure = { alerts: true, workspaces: [workspace] };
  await file.write({ ...file.read(), tenants: [{ ...tenant, azure }] });
  expect(await ids()).toEqual([
    `graph-security-${id}`,
    `arm-security-alerts-${id}`,
    `sentinel-${id}`,
  ]);
  await file.write({ ...file.read(), tenants: [] });
  expect(await ids()).toEqual([]);
});

it('writes back to each of the demo tenant’s services', async () => {
  const { writerIds } = await openBench();
  expect(await writerIds()).toEqual([
    expect.stringMatching(/^graph-security@/),
    expect.stringMatching(/^arm-security-alerts@/),
    expect.stringMatching(/^sentinel@/),
  ]);
});

it('opens only what the command line names', async () => {
  const { ids } = await openBench('http://127.0.0.1:1/v1.0');
  expect(await ids()).toEqual(['graph-security']);
});
