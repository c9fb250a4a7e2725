// Whether a connected tenant can be read: what the test in the settings says.
import type { ConnectionCheck } from '../shared/contract/connections.ts';
import { failureIn } from '../shared/failure.ts';
import { isJsonObject } from '../shared/model/json.ts';
import type { TokensOf } from './connections/connections.ts';
import type { BasedClient, ConnectedTenant, ServiceClients } from './service-clients.ts';

/** Asks the services for one of each thing that sync will ask for. */
export async function checkTenant(
  tenant: ConnectedTenant,
  tokens: TokensOf,
  services: ServiceClients,
): Promise<readonly ConnectionCheck[]> {
  const graph = services.graph(tenant, tokens('read'), 'lookedAt');
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
    const azure = services.azure(tenant, tokens('azure'), 'lookedAt');
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
