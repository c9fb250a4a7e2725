// Microsoft Graph security (v1.0) as a source: incidents with their alerts, and alerts_v2.
import type { FeedCursor, FeedId, IngestPage } from '../../../shared/contract/store-ingest.ts';
import { FailureError } from '../../../shared/failure.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import type { Tenant } from '../../../shared/model/tenant.ts';
import type { ServiceClient } from '../service-client.ts';
import type { ItemReading, Source } from '../source.ts';
import { answerOf, breaksOnAlerts, readOneByOne } from './expanded-incidents.ts';
import type { IncidentPage } from './expanded-incidents.ts';
import { lastUpdateOf, readGraphPage, textMember } from './graph-page.ts';
import { readItems } from './page-reader.ts';
import { openUpdateWindow } from './update-window.ts';

/** Without it the service hides every enum member that came after `unknownFutureValue`. */
export const graphHeaders: Readonly<Record<string, string>> = {
  Prefer: 'include-unknown-enum-members',
};

export interface GraphSecuritySourceOptions {
  readonly client: ServiceClient;
  /** For what somebody looks at; `client` when absent. */
  readonly itemClient?: ServiceClient;
  /** As allowedServiceBase gives it. */
  readonly baseUrl: string;
  /** Tells several sign-ins apart; absent for the only one. */
  readonly sourceId?: string;
}

const collections = {
  incidents: { path: '/security/incidents', query: '$top=50&$expand=alerts' },
  // 1,000 are allowed. Main parses, decodes and clones 250 in 15 ms, 1,000 in 93 ms, and moves no window
  // meanwhile; 500 keep under a blink, and take half the requests of 250 out of the budget.
  alerts: { path: '/security/alerts_v2', query: '$top=500' },
} as const;

export function createGraphSecuritySource(options: GraphSecuritySourceOptions): Source {
  const { client, itemClient = client, baseUrl, sourceId = 'graph-security' } = options;

  async function discoverTenants(signal: AbortSignal): Promise<readonly Tenant[]> {
    const url = `${baseUrl}/organization`;
    const { items } = readGraphPage(answerOf(await client.getJson(url, signal)).json, url);
    return items.map(readTenant).filter((tenant) => tenant !== null);
  }

  async function* pull(
    feed: FeedId,
    cursor: FeedCursor | null,
    signal: AbortSignal,
  ): AsyncGenerator<IngestPage> {
    const { path, query } = collections[feed.collection];
    const collectionUrl = `${baseUrl}${path}`;
    const window = openUpdateWindow({ collectionUrl, query, cursor });
    let isRestarted = false;
    let reading = readPage(feed, collectionUrl, window.url(), signal);

    for (;;) {
      const page = await reading;
      if (page.kind === 'refusal') {
        const isOldLink = window.isUnderWay() && (page.status === 400 || page.status === 410);
        if (!isOldLink || isRestarted) throw new FailureError(page.failure);
        isRestarted = true;
        window.restart();
        reading = readPage(feed, collectionUrl, window.url(), signal);
        continue;
      }
      const { items, nextLink, serverAt, unexpanded } = page;
      const next = window.advance({ times: items.map(lastUpdateOf), nextLink, serverAt });
      const failure = window.failure();
      const goesOn = failure === null && !window.isDone();
      if (goesOn) {
        // While this page is decoded and stored.
        reading = readPage(feed, collectionUrl, window.url(), signal);
        // A failure is met where the page is awaited, and nowhere if the consumer does not come back.
        reading.catch(() => undefined);
      }
      const content = readItems(feed, items);
      yield {
        ...content,
        feed,
        sourceKind: 'graph',
        quarantined: [...content.quarantined, ...unexpanded],
        cursor: next,
      };
      if (failure !== null) throw new FailureError(failure);
      if (!goesOn) return;
    }
  }

  async function readPage(feed: FeedId, collectionUrl: string, url: string, signal: AbortSignal) {
    const reply = await client.getJson(url, signal);
    if (reply.kind === 'answer') {
      const { serverAt } = reply;
      return asPage({ ...readGraphPage(reply.json, url), serverAt, unexpanded: [] });
    }
    if (feed.collection === 'incidents' && breaksOnAlerts(reply)) {
      return asPage(await readOneByOne(client, collectionUrl, url, signal));
    }
    return reply;
  }

  async function readItem(feed: FeedId, id: string, signal: AbortSignal): Promise<ItemReading> {
    const url = `${baseUrl}${collections[feed.collection].path}/${encodeURIComponent(id)}`;
    const isIncident = feed.collection === 'incidents';
    let reply = await itemClient.getJson(isIncident ? `${url}?$expand=alerts` : url, signal);
    if (isIncident && reply.kind === 'refusal' && breaksOnAlerts(reply)) {
      reply = await itemClient.getJson(url, signal);
    }
    if (reply.kind === 'refusal' && reply.status === 404) {
      // A gateway in trouble says 404 of everything: it is believed where the collection itself is there.
      answerOf(
        await itemClient.getJson(`${baseUrl}${collections[feed.collection].path}?$top=1`, signal),
      );
      return { kind: 'gone' };
    }
    const content = readItems(feed, [answerOf(reply).json]);
    return { kind: 'found', items: { ...content, feed, sourceKind: 'graph' } };
  }

  return {
    describe: () => ({
      sourceId,
      kind: 'graph',
      name: 'Microsoft Graph security',
      collections: ['incidents', 'alerts'],
      writes: ['incident', 'alert', 'comment'],
    }),
    requests: () => client.requests(),
    discoverTenants,
    pull,
    readItem,
  };
}

function asPage(page: IncidentPage): IncidentPage & { readonly kind: 'page' } {
  return { kind: 'page', ...page };
}

/** null for an entry without an id. */
function readTenant(item: unknown): Tenant | null {
  const id = textMember(item, 'id');
  if (id === null) return null;
  const domains =
    isJsonObject(item) && Object.hasOwn(item, 'verifiedDomains') ? item['verifiedDomains'] : [];
  const byDefault = Array.isArray(domains)
    ? domains.find((domain) => isJsonObject(domain) && domain['isDefault'] === true)
    : undefined;
  return {
    tenantId: tenantId(id),
    displayName: textMember(item, 'displayName') ?? id,
    defaultDomain: textMember(byDefault, 'name'),
  };
}
