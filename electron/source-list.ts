// The sources that sync reads: the demo tenant, each connected tenant, or what the command line names instead.
import { join } from 'node:path';
import type { Clock } from '../shared/clock.ts';
import type { ConnectionCheck } from '../shared/contract/connections.ts';
import { graphWriterId } from '../shared/contract/outbox.ts';
import { failureIn, FailureError } from '../shared/failure.ts';
import { isJsonObject } from '../shared/model/json.ts';
import type { Connections } from './connections/connections.ts';
import { startDemoTenant } from './demo-tenant/demo-tenant.ts';
import type { DemoTenant } from './demo-tenant/demo-tenant.ts';
import { createGraphWriter } from './sources/graph-security/graph-writer.ts';
import {
  createGraphSecuritySource,
  graphHeaders,
} from './sources/graph-security/graph-security-source.ts';
import { graphBaseByCloud } from './sources/graph-security/service-base.ts';
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

  async function openDemoTenant(): Promise<Source> {
    demoTenant ??= await startDemoTenant({
      now: clock.now,
      activity: true,
      statePath: join(profileFolder, 'demo-tenant.json'),
    });
    // A demo world moved to another time is read from its start: its own cursors would hide it.
    return localSource(demoTenant.baseUrl, `demo-tenant-${demoTenant.anchorAt}`);
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
        for (const { tenantId } of tenants) onWriter(graphWriterId(tenantId), writer);
        return tenants;
      },
    };
  }

  return {
    async open() {
      if (replacedBy !== null) return [localSource(replacedBy, 'graph-security')];
      const sources: Source[] = [];
      if (connections.isDemoTenantOn()) {
        sources.push(await openDemoTenant());
      } else {
        await demoTenant?.stop();
        demoTenant = null;
      }
      for (const tenant of connections.tenants()) {
        const baseUrl = graphBaseByCloud[tenant.cloud];
        const source = createGraphSecuritySource({
          client: clientOf(tenant, connections.tokens(tenant, 'read'), clock),
          baseUrl,
          sourceId: `graph-security-${tenant.id}`,
        });
        const writer = createGraphWriter({
          client: clientOf(tenant, connections.tokens(tenant, 'write'), clock),
          baseUrl,
        });
        sources.push(writable(onlyOf(tenant, source, connections), writer));
      }
      return sources;
    },
  };
}

/** Asks the service for one of each thing that sync will ask for. */
export async function checkTenant(
  tenant: ConnectedTenant,
  tokens: TokenProvider,
  clock: Clock,
): Promise<readonly ConnectionCheck[]> {
  const client = clientOf(tenant, tokens, clock);
  const baseUrl = graphBaseByCloud[tenant.cloud];
  const check = async (
    what: ConnectionCheck['what'],
    path: string,
    say: (items: readonly unknown[]) => string,
  ): Promise<ConnectionCheck> => {
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
  };
  const some = (items: readonly unknown[]): string =>
    items.length > 0 ? 'can be read' : 'can be read; there are none';
  const tenantCheck = await check('Tenant', '/organization', ([first]) => {
    return nameIn(first) ?? 'has no name';
  });
  const { outcome } = tenantCheck;
  // The same would be said of the rest.
  if ('failure' in outcome && outcome.failure.kind !== 'rejected') return [tenantCheck];
  return [
    tenantCheck,
    await check('Incidents', '/security/incidents?$top=1', some),
    await check('Alerts', '/security/alerts_v2?$top=1', some),
  ];
}

function nameIn(item: unknown): string | null {
  const name = isJsonObject(item) ? item['displayName'] : null;
  return typeof name === 'string' ? name : null;
}

function clientOf(tenant: ConnectedTenant, tokens: TokenProvider, clock: Clock): ServiceClient {
  return createServiceClient({
    baseUrl: graphBaseByCloud[tenant.cloud],
    headers: graphHeaders,
    tokens,
    clock,
    random: Math.random,
  });
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
  { id, tenantId }: ConnectedTenant,
  source: Source,
  connections: Pick<Connections, 'nameTenant'>,
): Source {
  return {
    ...source,
    async discoverTenants(signal) {
      const found = await source.discoverTenants(signal);
      const tenant = found.find((one) => one.tenantId === tenantId);
      if (tenant === undefined) {
        throw new FailureError({
          kind: 'rejected',
          summary: 'The service answered for another tenant. Nothing of it was stored.',
          action: 'Sign in again, in Settings under Sources.',
        });
      }
      connections.nameTenant(id, tenant.displayName);
      return [tenant];
    },
  };
}
