// The clients through which services are asked: whatever one sign-in asks of one service, for whichever
// purpose, shares one budget of requests, also after its sources were opened anew.
import type { Clock } from '../shared/clock.ts';
import { signInAddressesByCloud } from './auth/sign-in-addresses.ts';
import type { Connections } from './connections/connections.ts';
import { graphHeaders } from './sources/graph-security/graph-security-source.ts';
import { graphBaseByCloud } from './sources/graph-security/service-base.ts';
import { createPace, sleepFor } from './sources/pace.ts';
import type { Pace, Urgency } from './sources/pace.ts';
import type { Fetch } from './sources/proxied-fetch.ts';
import { documentedLimits } from './sources/request-budget.ts';
import { createServiceClient, defaultLimits } from './sources/service-client.ts';
import type { ServiceClient } from './sources/service-client.ts';
import type { TokenProvider } from './sources/signed-in-exchange.ts';

export type ConnectedTenant = ReturnType<Connections['tenants']>[number];

export interface BasedClient {
  readonly baseUrl: string;
  readonly client: ServiceClient;
}

export interface ServiceClients {
  graph(tenant: ConnectedTenant, tokens: TokenProvider, urgency: Urgency): BasedClient;
  azure(tenant: ConnectedTenant, tokens: TokenProvider, urgency: Urgency): BasedClient;
  /** What answers from this machine gets no token, shares its quota with nobody, and needs no proxy. */
  local(baseUrl: string): BasedClient;
  /** At most this part (over 0, up to 1) of what services allow is used from now on. */
  limitTo(share: number): void;
}

export function createServiceClients(clock: Clock, fetch: Fetch): ServiceClients {
  const paceByName = new Map<string, Pace>();
  let budget = documentedLimits;

  function paceOf(service: 'graph' | 'azure', { id }: ConnectedTenant): Pace {
    const name = `${service} ${id}`;
    const pace = paceByName.get(name) ?? createPace({ ...defaultLimits, budget }, clock, sleepFor);
    paceByName.set(name, pace);
    return pace;
  }

  const random = Math.random;
  return {
    graph(tenant, tokens, urgency) {
      const baseUrl = graphBaseByCloud[tenant.cloud];
      const shared = { pace: paceOf('graph', tenant), urgency, tokens, clock, random, fetch };
      return {
        baseUrl,
        client: createServiceClient({ baseUrl, headers: graphHeaders, ...shared }),
      };
    },
    azure(tenant, tokens, urgency) {
      const baseUrl = signInAddressesByCloud[tenant.cloud].resourceManager;
      const shared = { pace: paceOf('azure', tenant), urgency, tokens, clock, random, fetch };
      return { baseUrl, client: createServiceClient({ baseUrl, ...shared }) };
    },
    local(baseUrl) {
      const limits = { budget: [] };
      const client = createServiceClient({ baseUrl, headers: graphHeaders, clock, random, limits });
      return { baseUrl, client };
    },
    limitTo(share) {
      budget = documentedLimits.map(({ requests, perMs }) => ({
        requests: Math.max(1, Math.floor(requests * share)),
        perMs,
      }));
      for (const pace of paceByName.values()) pace.limitTo(budget);
    },
  };
}
