// Microsoft Sentinel as a source: the incidents of workspaces that are named to it, with their alerts,
// entities and comments, in the order of their last change.
import { createHash } from 'node:crypto';
import type { FeedCursor, FeedId, IngestPage } from '../../../shared/contract/store-ingest.ts';
import { failureIn, FailureError } from '../../../shared/failure.ts';
import type { Failure } from '../../../shared/failure.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { LooseObject } from '../../../shared/model/loose-object.ts';
import { decodeSentinelIncident } from '../../../shared/model/sentinel/decode-incident.ts';
import type { Tenant, TenantId } from '../../../shared/model/tenant.ts';
import {
  compareTimestamps,
  parseTimestamp,
  timestampAt,
  type Timestamp,
} from '../../../shared/model/timestamp.ts';
import { readArmPage } from '../arm-page.ts';
import { openUpdateWindow } from '../graph-security/update-window.ts';
import type { UpdateWindow } from '../graph-security/update-window.ts';
import type { ServiceClient } from '../service-client.ts';
import type { Source } from '../source.ts';
import { incidentsUrl, sentinelVersion } from './incident-addresses.ts';
import { readIncidentParts } from './incident-parts.ts';

export interface SentinelWorkspace {
  /** Sentinel does not say whose a workspace is. */
  readonly tenant: Tenant;
  /** The workspace's ARM id, `/subscriptions/.../workspaces/...`. */
  readonly resourceId: string;
}

export interface SentinelSourceOptions {
  readonly client: ServiceClient;
  /** `https://management.azure.com`, another cloud's, or one on this machine; without a slash at its end. */
  readonly baseUrl: string;
  readonly workspaces: readonly SentinelWorkspace[];
  /** Tells several sign-ins apart; absent for the only one. */
  readonly sourceId?: string;
  /** True where a Graph source tells the tenant's own incidents: Defender's are not told again, only their alerts. */
  readonly isDefenderConnected?: boolean;
}

/** What this process delivered of a tenant, so that windows that overlap do not ask for its parts again. */
interface Memory {
  /** Of the store's cursor: another one means another store. */
  readonly completeTo: string | null;
  readonly versionByUrl: Map<string, string>;
}

const changeTime = 'properties/lastModifiedTimeUtc';
const query = `$top=50&${sentinelVersion}`;

export function createSentinelSource(options: SentinelSourceOptions): Source {
  const { client, baseUrl, workspaces, sourceId = 'sentinel' } = options;

  const memoryByTenant = new Map<TenantId, Memory>();

  async function discoverTenants(): Promise<readonly Tenant[]> {
    return [...new Map(workspaces.map(({ tenant }) => [tenant.tenantId, tenant])).values()];
  }

  async function* pull(
    feed: FeedId,
    cursor: FeedCursor | null,
    signal: AbortSignal,
  ): AsyncGenerator<IngestPage> {
    const lists = workspaces
      .filter(({ tenant }) => tenant.tenantId === feed.tenantId)
      .map(({ resourceId }) => incidentsUrl(baseUrl, resourceId))
      .sort();
    const resumeAt = lists.findIndex((list) => cursor?.nextLink?.startsWith(`${list}?`) === true);
    const completeTo = cursor?.completeTo ?? null;
    const known = memoryByTenant.get(feed.tenantId);
    const isSameStore = cursor !== null && known?.completeTo === completeTo;
    const versionByUrl = isSameStore ? known.versionByUrl : new Map<string, string>();
    memoryByTenant.set(feed.tenantId, { completeTo, versionByUrl });
    let newestSeen = resumeAt === -1 ? null : (cursor?.newestSeen ?? null);
    // Of the first workspace's window: what becomes visible behind the others' is then not passed over.
    let startedAt = resumeAt === -1 ? null : (cursor?.startedAt ?? null);

    let failure: Failure | null = null;

    for (const [index, collectionUrl] of lists.entries()) {
      if (index < resumeAt) continue;
      const atStart = { completeTo, newestSeen: null, nextLink: null };
      const from = index === resumeAt ? cursor : atStart;
      const pages = readWindow(feed, { collectionUrl, cursor: from, versionByUrl, signal });
      try {
        for await (const { page, versions, windowStartedAt } of pages) {
          startedAt ??= windowStartedAt;
          newestSeen = later(newestSeen, page.cursor.newestSeen ?? page.cursor.completeTo);
          const next = cursorAfter(page.cursor, lists[index + 1]);
          yield { ...page, cursor: next };
          for (const [url, seen] of versions) versionByUrl.set(url, seen);
          memoryByTenant.set(feed.tenantId, { completeTo: next.completeTo, versionByUrl });
        }
      } catch (error) {
        // One workspace that says no must not hold the others back.
        const refusal = failureIn(error);
        if (refusal?.kind !== 'rejected') throw error;
        failure ??= refusal;
      }
    }
    if (failure === null) return;
    // The next pull begins with the first workspace again, from where all were complete.
    const again = { completeTo, newestSeen: null, nextLink: null };
    yield {
      feed,
      sourceKind: 'sentinel',
      incidents: [],
      alerts: [],
      quarantined: [],
      cursor: again,
    };
    throw new FailureError(failure);

    function cursorAfter(own: FeedCursor, nextList: string | undefined): FeedCursor {
      const underWay = { completeTo, newestSeen, ...(startedAt !== null && { startedAt }) };
      if (own.nextLink !== null) return { ...underWay, nextLink: own.nextLink };
      if (nextList === undefined) {
        const seen =
          newestSeen === null || startedAt === null
            ? newestSeen
            : earlier(newestSeen, timestampAt(startedAt));
        const reached = failure === null ? later(completeTo, seen) : completeTo;
        return { completeTo: reached, newestSeen: null, nextLink: null };
      }
      const next = openWindow(nextList, { completeTo, newestSeen: null, nextLink: null });
      return { ...underWay, nextLink: next.url() };
    }
  }

  interface WindowParts {
    readonly collectionUrl: string;
    readonly cursor: FeedCursor | null;
    readonly versionByUrl: ReadonlyMap<string, string>;
    readonly signal: AbortSignal;
  }

  /** The pages of one workspace, each with the versions that it brings. */
  async function* readWindow(
    feed: FeedId,
    { collectionUrl, cursor, versionByUrl, signal }: WindowParts,
  ): AsyncGenerator<{
    readonly page: IngestPage;
    readonly versions: readonly (readonly [url: string, version: string])[];
    readonly windowStartedAt: number | null;
  }> {
    const window = openWindow(collectionUrl, cursor);
    let isRestarted = false;
    while (!window.isDone()) {
      const url = window.url();
      const reply = await client.getJson(url, signal);
      if (reply.kind === 'refusal') {
        const isOldLink = window.isUnderWay() && (reply.status === 400 || reply.status === 410);
        if (!isOldLink || isRestarted) throw new FailureError(reply.failure);
        isRestarted = true;
        window.restart();
        continue;
      }
      const { items, nextLink } = readArmPage(reply.json, url);
      const versions = items.map((item) => versionOf(collectionUrl, item));
      const isNew = (index: number): boolean => {
        const [address = '', seen] = versions[index] ?? [];
        return versionByUrl.get(address) !== seen;
      };
      const { incomplete, ...content } = await readIncidents(feed, collectionUrl, {
        items,
        isNew,
        signal,
      });
      // What lacks a part is asked for again while it is in the window.
      const whole = versions.filter((_, index) => !incomplete.has(index));
      const { serverAt } = reply;
      const next = window.advance({ times: items.map(changeTimeOf), nextLink, serverAt });
      yield {
        page: { feed, sourceKind: 'sentinel', ...content, cursor: next },
        versions: whole,
        windowStartedAt: window.startedAt(),
      };
      const failure = window.failure();
      if (failure !== null) throw new FailureError(failure);
    }
  }

  interface PageItems {
    readonly items: readonly unknown[];
    readonly isNew: (index: number) => boolean;
    readonly signal: AbortSignal;
  }

  async function readIncidents(
    feed: FeedId,
    collectionUrl: string,
    { items, isNew, signal }: PageItems,
  ): Promise<
    Pick<IngestPage, 'incidents' | 'alerts' | 'quarantined'> & {
      readonly incomplete: ReadonlySet<number>;
    }
  > {
    const incomplete = new Set<number>();
    const incidents: IngestPage['incidents'][number][] = [];
    const alerts: IngestPage['alerts'][number][] = [];
    const quarantined: IngestPage['quarantined'][number][] = [];
    for (const [index, item] of items.entries()) {
      if (!isNew(index)) continue;
      const place = `value[${index}]`;
      const parts = await readIncidentParts(client, collectionUrl, item, {
        version: sentinelVersion,
        signal,
      });
      const decoded = decodeSentinelIncident(item, { tenantId: feed.tenantId, place, ...parts });
      if (!decoded.ok) {
        quarantined.push({ place, reason: decoded.reason, raw: JSON.stringify(item) });
        continue;
      }
      if (parts.missing.length > 0) incomplete.add(index);
      for (const part of parts.missing) {
        const reason = `the service cannot give this incident together with its ${part}`;
        quarantined.push({ place: `${place}.${part}`, reason, raw: JSON.stringify(item) });
      }
      const isTold = decoded.isFromDefender && options.isDefenderConnected === true;
      if (isTold) alerts.push(...decoded.incident.alerts);
      else incidents.push(decoded.incident);
      for (const refusal of decoded.refused) {
        const raw = JSON.stringify({ incident: item, alerts: parts.alerts });
        quarantined.push({ place: refusal.place, reason: refusal.reason, raw });
      }
    }
    return { incidents, alerts, quarantined, incomplete };
  }

  return {
    describe: () => ({
      sourceId,
      kind: 'sentinel',
      name: 'Microsoft Sentinel',
      collections: ['incidents'],
      writes: ['incident', 'comment'],
    }),
    requests: () => client.requests(),
    discoverTenants,
    pull,
  };
}

function openWindow(collectionUrl: string, cursor: FeedCursor | null): UpdateWindow {
  return openUpdateWindow({ collectionUrl, query, cursor, timeProperty: changeTime });
}

/** Its address, and what changes with it; an item without a name is always new. */
function versionOf(collectionUrl: string, item: unknown): readonly [url: string, version: string] {
  const name = isJsonObject(item) ? new LooseObject(item).text('name') : null;
  const content = createHash('sha1').update(JSON.stringify(item)).digest('base64');
  return name === null ? ['', content] : [`${collectionUrl}/${name}`, content];
}

function changeTimeOf(item: unknown): Timestamp | null {
  const properties = isJsonObject(item) ? new LooseObject(item).object('properties') : null;
  return properties?.time('lastModifiedTimeUtc') ?? null;
}

/** The later of two texts that are times, where they are. */
function later(a: string | null, b: string | null): string | null {
  const times = [a, b].map((text) => (text === null ? null : parseTimestamp(text)));
  const [first = null, second = null] = times;
  if (first === null || second === null) return first ?? second;
  return compareTimestamps(first, second) >= 0 ? first : second;
}

function earlier(a: string, b: Timestamp): string {
  const time = parseTimestamp(a);
  return time === null || compareTimestamps(b, time) < 0 ? b : time;
}
