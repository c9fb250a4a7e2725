// Security alerts of Azure Resource Manager as a source: Defender for Cloud, of every subscription that the
// sign-in sees. The service can neither filter nor say what changed, so that everything is listed now and
// then, and the newest pages of each subscription in between (names sort newest first).
import type { Clock } from '../../../shared/clock.ts';
import type { FeedCursor, FeedId, IngestPage } from '../../../shared/contract/store-ingest.ts';
import { FailureError } from '../../../shared/failure.ts';
import type { Failure } from '../../../shared/failure.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { LooseObject } from '../../../shared/model/loose-object.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import type { Tenant, TenantId } from '../../../shared/model/tenant.ts';
import { timestampAt } from '../../../shared/model/timestamp.ts';
import { circling, readArmList, readArmPage } from '../arm-page.ts';
import type { ServiceClient } from '../service-client.ts';
import type { Source } from '../source.ts';
import type { AlertAddresses } from './alert-addresses.ts';
import { readSecurityAlerts } from './alert-page.ts';
import { SeenVersions } from './seen-versions.ts';
import type { Candidate } from './seen-versions.ts';
import { createSubscriptions } from './subscriptions.ts';

export interface ArmSecurityAlertsOptions {
  readonly client: ServiceClient;
  /** `https://management.azure.com`, another cloud's, or one on this machine; without a slash at its end. */
  readonly baseUrl: string;
  readonly clock: Clock;
  /** Tells several sign-ins apart; absent for the only one. */
  readonly sourceId?: string;
  /** Filled with where the alerts are, for a writer. */
  readonly addresses?: AlertAddresses;
  /** How long only the newest pages are read; five minutes when absent. */
  readonly relistMs?: number;
}

const alertsVersion = 'api-version=2022-01-01';
const resourcesVersion = 'api-version=2022-12-01';

/** More than a subscription can have. */
const mostPages = 10_000;

/** What this process knows of a feed. */
interface Memory {
  /** Of the store's cursor: another one means another store. */
  readonly completeTo: string | null;
  /** When this process had listed everything from the start. */
  readonly listedAt: number | null;
  /** Of each subscription that it listed then. */
  readonly lists: readonly string[];
  readonly versions: SeenVersions;
}

export function createArmSecurityAlertsSource(options: ArmSecurityAlertsOptions): Source {
  const { client, baseUrl, clock, sourceId = 'arm-security-alerts', relistMs = 300_000 } = options;
  const memoryByTenant = new Map<TenantId, Memory>();
  const subscriptions = createSubscriptions({ client, baseUrl, clock });

  async function discoverTenants(signal: AbortSignal): Promise<readonly Tenant[]> {
    const items = await readArmList(client, `${baseUrl}/tenants?${resourcesVersion}`, signal);
    return items.map(readTenant).filter((tenant) => tenant !== null);
  }

  async function subscriptionUrls(feed: FeedId, signal: AbortSignal): Promise<readonly string[]> {
    const ids = await subscriptions.read(feed.tenantId, signal);
    return ids
      .map((id) => `${baseUrl}/subscriptions/${encodeURIComponent(id)}`)
      .map((subscription) => `${subscription}/providers/Microsoft.Security/alerts`);
  }

  async function* pull(
    feed: FeedId,
    cursor: FeedCursor | null,
    signal: AbortSignal,
  ): AsyncGenerator<IngestPage> {
    const completeTo = cursor?.completeTo ?? null;
    const known = memoryByTenant.get(feed.tenantId);
    const memory: Memory =
      cursor !== null && known?.completeTo === completeTo
        ? known
        : { completeTo, listedAt: null, lists: [], versions: new SeenVersions() };
    memoryByTenant.set(feed.tenantId, memory);

    const startedAt = clock.now();
    const isPeek =
      cursor?.nextLink == null &&
      memory.listedAt !== null &&
      startedAt - memory.listedAt < relistMs;
    const lists = isPeek ? memory.lists : await subscriptionUrls(feed, signal);
    const resumeAt = lists.findIndex((list) => cursor?.nextLink?.startsWith(`${list}?`) === true);
    let failure: Failure | null = null;
    let serverAt = startedAt;

    for (const [index, list] of lists.entries()) {
      if (index < resumeAt) continue;
      const nextList = lists[index + 1];
      const goOnAt = nextList === undefined ? null : `${nextList}?${alertsVersion}`;
      const listing = listAlerts(feed, list, { cursor, memory, isPeek, signal });
      for await (const page of listing) {
        serverAt = page.serverAt;
        if (page.failure !== null) {
          // One subscription that says no must not hold the others back.
          failure ??= page.failure;
          break;
        }
        const { candidates, quarantined, nextLink } = page;
        if (isPeek && candidates.length === 0) break;
        const goesOnAt = isPeek ? null : (nextLink ?? goOnAt);
        yield {
          feed,
          sourceKind: 'arm',
          incidents: [],
          alerts: candidates.map(({ alert }) => alert),
          quarantined,
          cursor: { completeTo, newestSeen: null, nextLink: goesOnAt },
        };
        memory.versions.remember(candidates);
      }
    }
    // A listing that another process began may have missed changes on the pages before.
    const listedAt = isPeek ? memory.listedAt : resumeAt === -1 ? startedAt : null;
    if (!isPeek) {
      // Also after a failure: the next pull must not go on at the subscription that says no, for ever.
      const reached = failure === null ? timestampAt(serverAt) : completeTo;
      const end = { completeTo: reached, newestSeen: null, nextLink: null };
      yield { feed, sourceKind: 'arm', incidents: [], alerts: [], quarantined: [], cursor: end };
      memoryByTenant.set(feed.tenantId, { ...memory, completeTo: reached, listedAt, lists });
    }
    if (failure !== null) throw new FailureError(failure);
  }

  interface ListedPage {
    readonly candidates: readonly Candidate[];
    readonly quarantined: IngestPage['quarantined'];
    readonly nextLink: string | null;
    readonly serverAt: number;
    readonly failure: Failure | null;
  }

  interface Listing {
    readonly cursor: FeedCursor | null;
    readonly memory: Memory;
    readonly isPeek: boolean;
    readonly signal: AbortSignal;
  }

  /** The pages of one subscription, from the cursor's link where that leads into it. */
  async function* listAlerts(
    feed: FeedId,
    list: string,
    { cursor, memory, isPeek, signal }: Listing,
  ): AsyncGenerator<ListedPage> {
    const firstUrl = `${list}?${alertsVersion}`;
    const resumed = cursor?.nextLink?.startsWith(`${list}?`) === true ? cursor.nextLink : null;
    const areNewcomersOld = memory.listedAt === null && cursor !== null;
    const asked = new Set<string>();
    let isRestarted = false;

    for (let url: string | null = isPeek ? firstUrl : (resumed ?? firstUrl); url !== null;) {
      const nothing = { candidates: [], quarantined: [], nextLink: null, serverAt: clock.now() };
      if (asked.has(url) || asked.size === mostPages) {
        yield { ...nothing, failure: circling(url) };
        return;
      }
      asked.add(url);
      const reply = await client.getJson(url, signal);
      if (reply.kind === 'refusal') {
        const isOldLink = url !== firstUrl && (reply.status === 400 || reply.status === 410);
        if (!isOldLink || isRestarted) {
          yield { ...nothing, failure: reply.failure };
          return;
        }
        isRestarted = true;
        asked.clear();
        url = firstUrl;
        continue;
      }
      const { items, nextLink } = readArmPage(reply.json, url);
      const { alerts, quarantined } = readSecurityAlerts(feed, items);
      for (const alert of alerts) options.addresses?.note(alert);
      const serverAt = reply.serverAt ?? clock.now();
      const observed = { observedAt: timestampAt(serverAt), areNewcomersOld };
      const candidates = memory.versions.changes(alerts, observed);
      yield { candidates, quarantined, nextLink, serverAt, failure: null };
      url = nextLink;
    }
  }

  return {
    describe: () => ({
      sourceId,
      kind: 'arm',
      name: 'Microsoft Defender for Cloud',
      collections: ['alerts'],
      writes: options.addresses === undefined ? [] : ['alert'],
    }),
    requests: () => client.requests(),
    accounts: () => subscriptions.accounts(),
    discoverTenants,
    pull,
  };
}

/** null for an entry without an id. */
function readTenant(item: unknown): Tenant | null {
  const tenant = isJsonObject(item) ? new LooseObject(item) : null;
  const id = tenant?.text('tenantId') ?? null;
  if (tenant === null || id === null) return null;
  return {
    tenantId: tenantId(id),
    displayName: tenant.text('displayName') ?? id,
    defaultDomain: tenant.text('defaultDomain'),
  };
}
