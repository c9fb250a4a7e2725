// The sources that sync reads: the demo tenant, each connected tenant, or what the command line names instead.
import { join } from 'node:path';
import type { Clock } from '../shared/clock.ts';
import type { ConnectionCheck } from '../shared/contract/connections.ts';
import { failureIn, FailureError } from '../shared/failure.ts';
import { isJsonObject } from '../shared/model/json.ts';
import { tenantId } from '../shared/model/tenant.ts';
import type { Tenant } from '../shared/model/tenant.ts';
import { writerId } from '../shared/model/writer-id.ts';
import { signInAddressesByCloud } from './auth/sign-in-addresses.ts';
import type { Connections, TokensOf } from './connections/connections.ts';
import { startDemoTenant } from './demo-tenant/demo-tenant.ts';
import type { DemoTenant } from './demo-tenant/demo-tenant.ts';
import { createArmSecurityAlertsSource } from './sources/arm-security-alerts/arm-security-alerts-source.ts';
import { createGraphWriter } from './sources/graph-security/graph-writer.ts';
import {
  createGraphSecuritySource,
  graphHeaders,
} from './sources/graph-security/graph-security-source.ts';
import { graphBaseByCloud } from './sources/graph-security/service-base.ts';
import { createSentinelSource } from './sources/sentinel/sentinel-source.ts';
import { createServiceClient } from './sources/service-client.ts';
import type { ServiceClient } from './sources/service-client.ts';
import type { TokenProvider } from './sources/signed-in-exchange.ts';
import type { Source } from './sources/source.ts';
import type { Writer } from './sources/writer.ts';

type ConnectedTenant = ReturnType<Connections['tenants']>[number];

export interface SourceListParts {
  /** A service on this machine in place of all others; it never gets a token. */
  readonly replacedBy: string | null;
  readonly profileFolder: string;
  readonly connections: Pick<Connections, 'isDemoTenantOn' | 'nameTenant' | 'tenants' | 'tokens'>;
  readonly clock: Clock;
  /** A tenant was reached through this writer; called anew with every discovery. */
  readonly onWriter: (sourceId: string, writer: Writer) => void;
}

export interface SourceList {
  /** Those that are on now; starts or stops the demo tenant. To be called while nothing syncs. */
  open(): Promise<readonly Source[]>;
}

export function createSourceList(parts: SourceListParts): SourceList {
  const { replacedBy, profileFolder, connections, clock, onWriter } = parts;
  let demoTenant: DemoTenant | null = null;

  /** The same world through three services, as a company with all of them has it. */
  async function openDemoTenant(): Promise<readonly Source[]> {
    demoTenant ??= await startDemoTenant({
      now: clock.now,
      activity: true,
      statePath: join(profileFolder, 'demo-tenant.json'),
    });
    // A demo world moved to another time is read from its start: its own cursors would hide it.
    const edition = demoTenant.anchorAt;
    const azure = {
      client: localClient(demoTenant.armBaseUrl, clock),
      baseUrl: demoTenant.armBaseUrl,
    };
    const tenant: Tenant = {
      tenantId: tenantId(demoTenant.tenantId),
      displayName: demoTenant.tenantName,
      defaultDomain: null,
    };
    return [
      localSource(demoTenant.baseUrl, `demo-tenant-${edition}`),
      createArmSecurityAlertsSource({ ...azure, clock, sourceId: `demo-tenant-arm-${edition}` }),
      createSentinelSource({
        ...azure,
        workspaces: [{ tenant, resourceId: demoTenant.sentinelWorkspace }],
        sourceId: `demo-tenant-sentinel-${edition}`,
        isDefenderConnected: true,
      }),
    ];
  }

  function localSource(baseUrl: string, sourceId: string): Source {
    const client = localClient(baseUrl, clock);
    return writable(
      createGraphSecuritySource({ client, baseUrl, sourceId }),
      createGraphWriter({ client, baseUrl }),
    );
  }

  /** Which tenant a writer writes to is known once the service has named it. */
  function writable(source: Source, writer: Writer): Source {
    return {
      ...source,
      async discoverTenants(signal) {
        const tenants = await source.discoverTenants(signal);
        for (const { tenantId } of tenants) onWriter(writerId('graph', tenantId), writer);
        return tenants;
      },
    };
  }

  return {
    async open() {
      if (replacedBy !== null) return [localSource(replacedBy, 'graph-security')];
      const sources: Source[] = [];
      if (connections.isDemoTenantOn()) {
        sources.push(...(await openDemoTenant()));
      } else {
        await demoTenant?.stop();
        demoTenant = null;
      }
      for (const tenant of connections.tenants()) {
        const source = createGraphSecuritySource({
          ...clientOf(tenant, connections.tokens(tenant, 'read'), clock),
          sourceId: `graph-security-${tenant.id}`,
        });
        const writer = createGraphWriter(
          clientOf(tenant, connections.tokens(tenant, 'write'), clock),
        );
        sources.push(writable(onlyOf(tenant, source, connections), writer));
        sources.push(...azureSources(tenant, parts));
      }
      return sources;
    },
  };
}

/** What the tenant has in Azure besides what Defender XDR tells, as far as it is switched on. */
function azureSources(tenant: ConnectedTenant, parts: SourceListParts): readonly Source[] {
  const { connections, clock } = parts;
  const { alerts, workspaces } = tenant.azure;
  const azure = azureClientOf(tenant, connections.tokens(tenant, 'azure'), clock);
  const sources: Source[] = [];
  if (alerts) {
    const sourceId = `arm-security-alerts-${tenant.id}`;
    const source = createArmSecurityAlertsSource({ ...azure, clock, sourceId });
    sources.push(onlyOf(tenant, source, connections));
  }
  if (workspaces.length > 0) {
    const owner: Tenant = {
      tenantId: tenantId(tenant.tenantId),
      displayName: tenant.tenantName ?? tenant.account,
      defaultDomain: null,
    };
    sources.push(
      createSentinelSource({
        ...azure,
        workspaces: workspaces.map((resourceId) => ({ tenant: owner, resourceId })),
        sourceId: `sentinel-${tenant.id}`,
        isDefenderConnected: true,
      }),
    );
  }
  return sources;
}

/** Asks the services for one of each thing that sync will ask for. */
export async function checkTenant(
  tenant: ConnectedTenant,
  tokens: TokensOf,
  clock: Clock,
): Promise<readonly ConnectionCheck[]> {
  const graph = clientOf(tenant, tokens('read'), clock);
  const tenantCheck = await checkList(graph, 'Tenant', '/organization', ([first]) => {
    return nameIn(first) ?? 'has no name';
  });
  const { outcome } = tenantCheck;
  // The same would be said of the rest.
  if ('failure' in outcome && outcome.failure.kind !== 'rejected') return [tenantCheck];
  const found = [
    tenantCheck,
    await checkList(graph, 'Incidents', '/security/incidents?$top=1', someOrNone),
    await checkList(graph, 'Alerts', '/security/alerts_v2?$top=1', someOrNone),
  ];
  if (tenant.azure.alerts || tenant.azure.workspaces.length > 0) {
    const azure = azureClientOf(tenant, tokens('azure'), clock);
    const path = '/subscriptions?api-version=2022-12-01';
    found.push(await checkList(azure, 'Azure subscriptions', path, someOrNone));
  }
  return found;
}

async function checkList(
  { baseUrl, client }: BasedClient,
  what: ConnectionCheck['what'],
  path: string,
  say: (items: readonly unknown[]) => string,
): Promise<ConnectionCheck> {
  try {
    const reply = await client.getJson(`${baseUrl}${path}`);
    if (reply.kind === 'refusal') return { what, outcome: { failure: reply.failure } };
    const { json } = reply;
    const items = isJsonObject(json) ? json['value'] : null;
    return { what, outcome: { found: say(Array.isArray(items) ? items : []) } };
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null) throw error;
    return { what, outcome: { failure } };
  }
}

function someOrNone(items: readonly unknown[]): string {
  return items.length > 0 ? 'can be read' : 'can be read; there are none';
}

function nameIn(item: unknown): string | null {
  const name = isJsonObject(item) ? item['displayName'] : null;
  return typeof name === 'string' ? name : null;
}

interface BasedClient {
  readonly baseUrl: string;
  readonly client: ServiceClient;
}

function clientOf({ cloud }: ConnectedTenant, tokens: TokenProvider, clock: Clock): BasedClient {
  const baseUrl = graphBaseByCloud[cloud];
  const headers = graphHeaders;
  const client = createServiceClient({ baseUrl, headers, tokens, clock, random: Math.random });
  return { baseUrl, client };
}

function azureClientOf(
  { cloud }: ConnectedTenant,
  tokens: TokenProvider,
  clock: Clock,
): BasedClient {
  const baseUrl = signInAddressesByCloud[cloud].resourceManager;
  return { baseUrl, client: createServiceClient({ baseUrl, tokens, clock, random: Math.random }) };
}

function localClient(baseUrl: string, clock: Clock): ServiceClient {
  return createServiceClient({
    baseUrl,
    headers: graphHeaders,
    clock,
    random: Math.random,
    // What answers from this machine shares its quota with nobody.
    limits: { budget: [] },
  });
}

/** Nothing is stored of a tenant that nobody connected. */
function onlyOf(
  connected: ConnectedTenant,
  source: Source,
  connections: Pick<Connections, 'nameTenant'>,
): Source {
  return {
    ...source,
    async discoverTenants(signal) {
      const found = await source.discoverTenants(signal);
      const tenant = found.find((one) => one.tenantId === connected.tenantId);
      if (tenant === undefined) {
        throw new FailureError({
          kind: 'rejected',
          summary: 'The service answered for another tenant. Nothing of it was stored.',
          action: 'Sign in again, in Settings under Sources.',
        });
      }
      connections.nameTenant(connected.id, tenant.displayName);
      return [tenant];
    },
  };
}
