// The Azure subscriptions that a sign-in sees: a new one is read from the next listing on, and one that is
// gone is remembered as such, so that nobody takes its silence for peace.
import type { Clock } from '../../../shared/clock.ts';
import type { AccountStatus } from '../../../shared/contract/sources.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { LooseObject } from '../../../shared/model/loose-object.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import type { TenantId } from '../../../shared/model/tenant.ts';
import { readArmList } from '../arm-page.ts';
import type { ServiceClient } from '../service-client.ts';

export interface SubscriptionsParts {
  readonly client: ServiceClient;
  readonly baseUrl: string;
  readonly clock: Clock;
}

export interface Subscriptions {
  /** Ids of those of the tenant, in a fixed order. Throws FailureError. */
  read(tenant: TenantId, signal: AbortSignal): Promise<readonly string[]>;
  /** All that were seen since the start. */
  accounts(): readonly AccountStatus[];
}

interface Subscription {
  readonly id: string;
  readonly name: string;
  readonly tenant: TenantId;
}

const version = 'api-version=2022-12-01';

export function createSubscriptions({ client, baseUrl, clock }: SubscriptionsParts): Subscriptions {
  const seenById = new Map<string, Subscription & AccountStatus>();
  return {
    async read(tenant, signal) {
      const items = await readArmList(client, `${baseUrl}/subscriptions?${version}`, signal);
      const present = items
        .map((item) => subscriptionOf(item, tenant))
        .filter((one) => one?.tenant === tenant);
      const ids = new Set(present.flatMap((one) => one?.id ?? []));
      for (const one of seenById.values()) {
        if (one.tenant !== tenant || ids.has(one.id) || one.goneSinceAt !== null) continue;
        seenById.set(one.id, { ...one, goneSinceAt: clock.now() });
      }
      for (const one of present) if (one) seenById.set(one.id, { ...one, goneSinceAt: null });
      return [...ids].sort();
    },
    accounts: () => [...seenById.values()].map(({ name, goneSinceAt }) => ({ name, goneSinceAt })),
  };
}

/** null for an entry without an id; one that names no tenant is of the one that was asked. */
function subscriptionOf(item: unknown, asked: TenantId): Subscription | null {
  if (!isJsonObject(item)) return null;
  const subscription = new LooseObject(item);
  const id = subscription.text('subscriptionId');
  if (id === null) return null;
  const tenant = tenantId(subscription.text('tenantId') ?? asked);
  return { id, name: subscription.text('displayName') ?? id, tenant };
}
