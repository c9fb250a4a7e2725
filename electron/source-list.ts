// The sources that sync reads: the demo tenant, each connected tenant, or what the command line names instead.
import { join } from 'node:path';
import type { Clock } from '../shared/clock.ts';
import { FailureError } from '../shared/failure.ts';
import { tenantId } from '../shared/model/tenant.ts';
import type { Tenant } from '../shared/model/tenant.ts';
import { writerId } from '../shared/model/writer-id.ts';
import type { Connections } from './connections/connections.ts';
import { startDemoTenant } from './demo-tenant/demo-tenant.ts';
import type { DemoTenant } from './demo-tenant/demo-tenant.ts';
import type { BasedClient, ConnectedTenant, ServiceClients } from './service-clients.ts';
import { AlertAddresses } from './sources/arm-security-alerts/alert-addresses.ts';
import { createArmAlertWriter } from './sources/arm-security-alerts/arm-alert-writer.ts';
import { createArmSecurityAlertsSource } from './sources/arm-security-alerts/arm-security-alerts-source.ts';
import { createGraphWriter } from './sources/graph-security/graph-writer.ts';
import { createGraphSecuritySource } from './sources/graph-security/graph-security-source.ts';
import { createSentinelSource } from './sources/sentinel/sentinel-source.ts';
import { createSentinelWriter } from './sources/sentinel/sentinel-writer.ts';
import type { Source } from './sources/source.ts';
import { withoutLeftOut } from './sources/without-left-out.ts';
import type { AlertWishes } from './sources/without-left-out.ts';
import type { Writer } from './sources/writer.ts';

export interface SourceListParts {
  /** A service on this machine in place of all others; it never gets a token. */
  readonly replacedBy: string | null;
  readonly profileFolder: string;
  readonly connections: Pick<Connections, 'isDemoTenantOn' | 'nameTenant' | 'tenants' | 'tokens'>;
  readonly services: ServiceClients;
  readonly clock: Clock;
  readonly wishes: AlertWishes;
  /** A tenant was reached through this writer; called anew with every discovery. */
  readonly onWriter: (sourceId: string, writer: Writer) => void;
}

export interface SourceList {
  /** Those that are on now; starts or stops the demo tenant. To be called while nothing syncs. */
  open(): Promise<readonly Source[]>;
}

/** Clients that ask Azure Resource Manager to show something, and to change it. */
interface AzureParts {
  readonly read: BasedClient;
  readonly write: BasedClient;
  readonly sourceId: string;
}

export function createSourceList(parts: SourceListParts): SourceList {
  const { replacedBy, profileFolder, connections, services, clock, onWriter } = parts;
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
    const azure = services.local(demoTenant.armBaseUrl);
    const tenant: Tenant = {
      tenantId: tenantId(demoTenant.tenantId),
      displayName: demoTenant.tenantName,
      defaultDomain: null,
    };
    return [
      localSource(demoTenant.baseUrl, `demo-tenant-${edition}`),
      armSource({ read: azure, write: azure, sourceId: `demo-tenant-arm-${edition}` }),
      sentinelSource({
        read: azure,
        write: azure,
        tenant,
        workspaces: [demoTenant.sentinelWorkspace],
        sourceId: `demo-tenant-sentinel-${edition}`,
      }),
    ];
  }

  function localSource(baseUrl: string, sourceId: string): Source {
    const based = services.local(baseUrl);
    return writable(createGraphSecuritySource({ ...based, sourceId }), createGraphWriter(based));
  }

  function armSource({ read, write, sourceId }: AzureParts): Source {
    const addresses = new AlertAddresses();
    return writable(
      createArmSecurityAlertsSource({ ...read, clock, sourceId, addresses }),
      createArmAlertWriter({ ...write, addresses }),
    );
  }

  function sentinelSource(
    parts: AzureParts & { readonly tenant: Tenant; readonly workspaces: readonly string[] },
  ): Source {
    const { read, write, sourceId, tenant, workspaces } = parts;
    return writable(
      createSentinelSource({
        ...read,
        sourceId,
        workspaces: workspaces.map((resourceId) => ({ tenant, resourceId })),
        isDefenderConnected: true,
      }),
      createSentinelWriter({ ...write, workspaces }),
    );
  }

  /** Which tenant a writer writes to is known once the service has named it. */
  function writable(source: Source, writer: Writer): Source {
    const { kind } = source.describe();
    return {
      ...source,
      async discoverTenants(signal) {
        const tenants = await source.discoverTenants(signal);
        for (const { tenantId } of tenants) onWriter(writerId(kind, tenantId), writer);
        return tenants;
      },
    };
  }

  /** What the tenant has in Azure besides what Defender XDR tells, as far as it is switched on. */
  function azureSources(tenant: ConnectedTenant): readonly Source[] {
    const { alerts, workspaces } = tenant.azure;
    // One permission reads and writes there: what the account may change, its roles say.
    const tokens = connections.tokens(tenant, 'azure');
    const read = services.azure(tenant, tokens, 'background');
    const write = services.azure(tenant, tokens, 'written');
    const sources: Source[] = [];
    if (alerts) {
      const source = armSource({ read, write, sourceId: `arm-security-alerts-${tenant.id}` });
      sources.push(onlyOf(tenant, source, connections));
    }
    if (workspaces.length > 0) {
      const owner: Tenant = {
        tenantId: tenantId(tenant.tenantId),
        displayName: tenant.tenantName ?? tenant.account,
        defaultDomain: null,
      };
      const sourceId = `sentinel-${tenant.id}`;
      sources.push(sentinelSource({ read, write, sourceId, tenant: owner, workspaces }));
    }
    return sources;
  }

  return {
    async open() {
      const asWished = (source: Source): Source => withoutLeftOut(source, parts.wishes);
      if (replacedBy !== null) return [asWished(localSource(replacedBy, 'graph-security'))];
      const sources: Source[] = [];
      if (connections.isDemoTenantOn()) {
        sources.push(...(await openDemoTenant()));
      } else {
        await demoTenant?.stop();
        demoTenant = null;
      }
      for (const tenant of connections.tenants()) {
        const source = createGraphSecuritySource({
          ...services.graph(tenant, connections.tokens(tenant, 'read'), 'background'),
          itemClient: services.graph(tenant, connections.tokens(tenant, 'read'), 'lookedAt').client,
          sourceId: `graph-security-${tenant.id}`,
        });
        const writer = createGraphWriter(
          services.graph(tenant, connections.tokens(tenant, 'write'), 'written'),
        );
        sources.push(writable(onlyOf(tenant, source, connections), writer));
        sources.push(...azureSources(tenant));
      }
      return sources.map(asWished);
    },
  };
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
