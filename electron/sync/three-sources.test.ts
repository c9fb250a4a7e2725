// The demo tenant through Graph, Azure Resource Manager and Sentinel: the same alerts, recognised as such.
import { expect, it, onTestFinished } from 'vitest';
import type { FeedId } from '../../shared/contract/store-ingest.ts';
import { alertIdentities } from '../../shared/identity/alert-identity.ts';
import type { Alert } from '../../shared/model/alert.ts';
import type { SourceKind } from '../../shared/model/alert-source.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import { startDemoTenant } from '../demo-tenant/demo-tenant.ts';
import { createArmSecurityAlertsSource } from '../sources/arm-security-alerts/arm-security-alerts-source.ts';
import {
  createGraphSecuritySource,
  graphHeaders,
} from '../sources/graph-security/graph-security-source.ts';
import { createSentinelSource } from '../sources/sentinel/sentinel-source.ts';
import { createServiceClient } from '../sources/service-client.ts';
import type { Source } from '../sources/source.ts';

const now = Date.parse('2026-11-24T09:31:12.345Z');
const clock = { now: () => now };

async function openSources(): Promise<{
  readonly sources: readonly (readonly [SourceKind, Source])[];
  readonly tenant: FeedId['tenantId'];
}> {
  const demo = await startDemoTenant({ now: () => now, requestsPerMinute: 100_000 });
  onTestFinished(() => demo.stop());
  const clientAt = (baseUrl: string) =>
    createServiceClient({
      baseUrl,
      headers: graphHeaders,
      clock: { now: Date.now },
      random: Math.random,
      limits: { budget: [] },
    });
  const tenant = tenantId(demo.tenantId);
  const owner = { tenantId: tenant, displayName: demo.tenantName, defaultDomain: null };
  const { baseUrl, armBaseUrl } = demo;
  const armClient = clientAt(armBaseUrl);
  return {
    tenant,
    sources: [
      ['graph', createGraphSecuritySource({ client: clientAt(baseUrl), baseUrl })],
      ['arm', createArmSecurityAlertsSource({ client: armClient, baseUrl: armBaseUrl, clock })],
      [
        'sentinel',
        createSentinelSource({
          client: armClient,
          baseUrl: armBaseUrl,
          workspaces: [{ tenant: owner, resourceId: demo.sentinelWorkspace }],
          isDefenderConnected: true,
        }),
      ],
    ],
  };
}

async function alertsOf(source: Source, tenant: FeedId['tenantId']): Promise<readonly Alert[]> {
  const { sourceId, collections } = source.describe();
  const alertById = new Map<string, Alert>();
  for (const collection of collections) {
    const feed: FeedId = { sourceId, tenantId: tenant, collection };
    for await (const page of source.pull(feed, null, new AbortController().signal)) {
      expect(page.quarantined).toEqual([]);
      const nested = page.incidents.flatMap(({ alerts }) => alerts);
      for (const alert of [...page.alerts, ...nested]) alertById.set(alert.id, alert);
    }
  }
  return [...alertById.values()];
}

it('each alert of Graph is seen through every source that has it, and is one alert', async () => {
  const { sources, tenant } = await openSources();
  const kindsByIdentity = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const [kind, source] of sources) {
    const alerts = await alertsOf(source, tenant);
    counts.set(kind, alerts.length);
    for (const alert of alerts) {
      const identities = alertIdentities(alert, kind);
      const [first = `alone/${kind}/${alert.id}`] = identities;
      const identity = identities.find((one) => kindsByIdentity.has(one)) ?? first;
      const kinds = kindsByIdentity.get(identity) ?? new Set();
      kindsByIdentity.set(identity, kinds.add(kind));
    }
  }
  const tally: Record<string, number> = {};
  for (const kinds of kindsByIdentity.values()) {
    const key = [...kinds].join('+');
    tally[key] = (tally[key] ?? 0) + 1;
  }
  const inGraph = counts.get('graph') ?? 0;
  const inArm = counts.get('arm') ?? 0;
  // The informational ones, which Graph is not given.
  const onlyInArm = 24;
  expect(inGraph).toBeGreaterThan(500);
  expect(counts.get('sentinel')).toBe(inGraph);
  expect(tally).toEqual({
    arm: onlyInArm,
    'graph+arm+sentinel': inArm - onlyInArm,
    'graph+sentinel': inGraph - (inArm - onlyInArm),
  });
}, 30_000);
