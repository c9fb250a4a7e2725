// The connector against the demo tenant's workspace, and against scripted services.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FeedCursor, FeedId, IngestPage } from '../../../shared/contract/store-ingest.ts';
import { failureIn } from '../../../shared/failure.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import { startDemoTenant } from '../../demo-tenant/demo-tenant.ts';
import { startScriptedService } from '../scripted-service.ts';
import type { ReceivedRequest, ScriptedReply } from '../scripted-service.ts';
import { createServiceClient } from '../service-client.ts';
import type { Source } from '../source.ts';
import { createSentinelSource } from './sentinel-source.ts';
import type { SentinelSourceOptions } from './sentinel-source.ts';

const tenant = {
  tenantId: tenantId('4899a613-0632-489a-b66b-0447e7c53c98'),
  displayName: 'Contoso',
  defaultDomain: null,
};
const feed: FeedId = { sourceId: 'sentinel', tenantId: tenant.tenantId, collection: 'incidents' };
const signal = new AbortController().signal;
const workspace = (name: string): string =>
  `/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/${name}`;
const incidentsPath = (name: string): string =>
  `${workspace(name)}/providers/Microsoft.SecurityInsights/incidents`;

function sourceAt(baseUrl: string, options: Partial<SentinelSourceOptions> = {}): Source {
  return createSentinelSource({
    client: createServiceClient({
      baseUrl,
      clock: { now: Date.now },
      random: Math.random,
      sleep: async () => undefined,
      limits: { maxAttempts: 1, budget: [] },
    }),
    baseUrl,
    workspaces: [{ tenant, resourceId: workspace('w1') }],
    ...options,
  });
}

async function pull(source: Source, cursor: FeedCursor | null, of: FeedId = feed) {
  const pages: IngestPage[] = [];
  let failure = null;
  try {
    for await (const page of source.pull(of, cursor, signal)) pages.push(page);
  } catch (error) {
    failure = failureIn(error);
    if (failure === null) throw error;
  }
  return { pages, failure, cursor: pages.at(-1)?.cursor ?? cursor };
}

async function setUp(
  script: (request: ReceivedRequest & { readonly path: string }) => ScriptedReply,
  options: Partial<SentinelSourceOptions> = {},
) {
  const service = await startScriptedService((request) =>
    script({ ...request, path: new URL(request.url, 'http://localhost').pathname }),
  );
  onTestFinished(() => service.stop());
  const { origin } = new URL(service.baseUrl);
  const asked = () =>
    service.received.map(({ method, url }) => `${method} ${decodeURIComponent(url)}`);
  return { source: sourceAt(origin, options), origin, asked };
}

const incident = (name: string, at: string, counts: object = {}) => ({
  name,
  properties: {
    title: name,
    lastModifiedTimeUtc: at,
    additionalData: { alertsCount: 0, commentsCount: 0, ...counts },
  },
});
const NINE = '2026-11-24T09:00:00Z';
const TEN = '2026-11-24T10:00:00Z';
const idsOf = (pages: readonly IngestPage[]) =>
  pages.map((page) => page.incidents.map(({ id }) => id));

describe('a pull', () => {
  it('asks in order of change, and only for parts that are there', async () => {
    const { source, asked } = await setUp(({ path }) => {
      if (path.endsWith('/alerts')) {
        const properties = { systemAlertId: 'a', productName: 'Azure Sentinel' };
        return { body: { value: [{ name: 'a', kind: 'SecurityAlert', properties }] } };
      }
      if (path.endsWith('/entities')) {
        const properties = { address: '192.0.2.1' };
        return { body: { entities: [{ name: 'e', kind: 'Ip', properties }], metaData: [] } };
      }
      if (path.endsWith('/comments')) {
        return { body: { value: [{ name: 'c', properties: { message: 'Seen.' } }] } };
      }
      const value = [
        incident('i1', NINE),
        incident('i2', TEN, { alertsCount: 1, commentsCount: 1 }),
      ];
      return { body: { value } };
    });
    const { pages, cursor } = await pull(source, null);
    const query = 'api-version=2023-11-01';
    const list = `GET ${incidentsPath('w1')}?$orderby=properties/lastModifiedTimeUtc asc&$top=50&${query}`;
    expect(asked()).toEqual([
      list,
      `POST ${incidentsPath('w1')}/i2/alerts?${query}`,
      `POST ${incidentsPath('w1')}/i2/entities?${query}`,
      `GET ${incidentsPath('w1')}/i2/comments?${query}`,
    ]);
    expect(idsOf(pages)).toEqual([['i1', 'i2']]);
    const [, second] = pages[0]?.incidents ?? [];
    expect(second?.comments.map(({ comment }) => comment)).toEqual(['Seen.']);
    expect(second?.alerts.map(({ id, evidence }) => [id, evidence[0]?.kind])).toEqual([
      ['sna', 'ipEvidence'],
    ]);
    expect(cursor).toEqual({ completeTo: TEN, newestSeen: null, nextLink: null });
  });

  it('later asks from 15 minutes before the newest, and for parts of what changed', async () => {
    const counts = { alertsCount: 1 };
    let value = [incident('i1', TEN, counts)];
    const { source, asked } = await setUp(({ path }) =>
      path.endsWith('/incidents') ? { body: { value } } : { body: {} },
    );
    const first = await pull(source, null);
    const before = asked().length;
    const second = await pull(source, first.cursor);
    expect(asked().slice(before)).toEqual([
      `GET ${incidentsPath('w1')}?$filter=properties/lastModifiedTimeUtc ge 2026-11-24T09:45:00.000Z&$orderby=properties/lastModifiedTimeUtc asc&$top=50&api-version=2023-11-01`,
    ]);
    expect(idsOf(second.pages)).toEqual([[]]);
    value = [incident('i1', '2026-11-24T10:05:00Z', counts)];
    expect(idsOf((await pull(source, second.cursor)).pages)).toEqual([['i1']]);
  });

  it('reads every workspace, and goes on in the one that the cursor is in', async () => {
    const workspaces = ['w2', 'w1'].map((name) => ({ tenant, resourceId: workspace(name) }));
    const { source, origin } = await setUp(
      ({ path }) => {
        const value = path.includes('/w1/') ? [incident('i1', TEN)] : [incident('i2', NINE)];
        return { body: { value } };
      },
      { workspaces },
    );
    const whole = await pull(source, null);
    expect(idsOf(whole.pages)).toEqual([['i1'], ['i2']]);
    expect(whole.pages[0]?.cursor.nextLink).toMatch(`${origin}${incidentsPath('w2')}?`);
    expect(whole.cursor?.completeTo).toBe(TEN);
    const rest = await pull(sourceAt(origin, { workspaces }), whole.pages[0]?.cursor ?? null);
    expect(idsOf(rest.pages)).toEqual([['i2']]);
    expect(rest.cursor).toEqual(whole.cursor);
  });

  it('completes nothing past its start, however long the walk over the workspaces takes', async () => {
    const workspaces = ['w1', 'w2'].map((name) => ({ tenant, resourceId: workspace(name) }));
    const { source, origin } = await setUp(
      ({ path }) => {
        const isFirst = path.includes('/w1/');
        const date = isFirst ? 'Tue, 24 Nov 2026 09:30:00 GMT' : 'Tue, 24 Nov 2026 12:00:00 GMT';
        const value = isFirst ? [incident('i1', NINE)] : [incident('i2', TEN)];
        return { headers: { Date: date }, body: { value } };
      },
      { workspaces },
    );
    const whole = await pull(source, null);
    expect(whole.cursor?.completeTo).toBe('2026-11-24T09:30:00.000Z');
    const rest = await pull(sourceAt(origin, { workspaces }), whole.pages[0]?.cursor ?? null);
    expect(rest.cursor).toEqual(whole.cursor);
  });

  it('delivers again what was not stored', async () => {
    const { source } = await setUp(() => ({ body: { value: [incident('i1', TEN)] } }));
    for await (const page of source.pull(feed, null, signal)) {
      expect(idsOf([page])).toEqual([['i1']]);
      break;
    }
    expect(idsOf((await pull(source, null)).pages)).toEqual([['i1']]);
  });

  it('sets aside what is no incident, and alerts that nothing identifies', async () => {
    const { source } = await setUp(({ path }) => {
      if (path.endsWith('/alerts')) return { body: { value: [{ kind: 'SecurityAlert' }] } };
      if (path.endsWith('/entities')) return { status: 404, body: '{}' };
      return { body: { value: [7, incident('i1', TEN, { alertsCount: 1 })] } };
    });
    const { pages } = await pull(source, null);
    expect(idsOf(pages)).toEqual([['i1']]);
    expect(pages[0]?.quarantined.map(({ place, reason }) => [place, reason])).toEqual([
      ['value[0]', 'it is not a JSON object'],
      ['value[1].alerts[0]', 'it has no id'],
    ]);
  });

  it('reads the other workspaces past one that says no, and that one again later', async () => {
    let isAllowed = false;
    const { source } = await setUp(
      ({ path }) => {
        if (path.includes('/w1/')) return { body: { value: [incident('i1', TEN)] } };
        return isAllowed
          ? { body: { value: [incident('i2', '2026-01-01T00:00:00Z')] } }
          : { status: 403, body: '{}' };
      },
      { workspaces: ['w0', 'w1'].map((name) => ({ tenant, resourceId: workspace(name) })) },
    );
    const first = await pull(source, null);
    expect([idsOf(first.pages), first.failure?.kind]).toEqual([[['i1'], []], 'rejected']);
    expect(first.cursor).toEqual({ completeTo: null, newestSeen: null, nextLink: null });
    isAllowed = true;
    const second = await pull(source, first.cursor);
    expect([idsOf(second.pages), second.failure]).toEqual([[['i2'], []], null]);
    expect(second.cursor).toEqual({ completeTo: TEN, newestSeen: null, nextLink: null });
  });

  it.each([403, 500])(
    'keeps an incident whose parts are refused with %i, and says so',
    async (status) => {
      const { source } = await setUp(({ path }) =>
        path.endsWith('/incidents')
          ? { body: { value: [incident('i1', TEN, { alertsCount: 1, commentsCount: undefined })] } }
          : path.endsWith('/comments')
            ? { body: { value: [] } }
            : { status, body: '{}' },
      );
      const { pages, failure } = await pull(source, null);
      expect([idsOf(pages), failure]).toEqual([[['i1']], null]);
      expect(pages[0]?.quarantined.map(({ place, reason }) => [place, reason])).toEqual(
        ['alerts', 'entities'].map((part) => [
          `value[0].${part}`,
          `the service cannot give this incident together with its ${part}`,
        ]),
      );
    },
  );

  it('waits where a part is refused for now', async () => {
    const { source } = await setUp(({ path }) =>
      path.endsWith('/incidents')
        ? { body: { value: [incident('i1', TEN, { alertsCount: 1 })] } }
        : { status: 503, body: '{}' },
    );
    const { pages, failure } = await pull(source, null);
    expect([pages, failure?.kind]).toEqual([[], 'offline']);
  });
});

describe("Defender's own incidents", () => {
  const script = ({ path }: { readonly path: string }): ScriptedReply => {
    if (path.endsWith('/alerts')) {
      const properties = {
        systemAlertId: 'a',
        providerAlertId: '6683f782aa620f548a9a863c',
        productName: 'Microsoft Cloud App Security',
      };
      return { body: { value: [{ name: 'a', kind: 'SecurityAlert', properties }] } };
    }
    const one = incident('i1', TEN, { alertsCount: 1 });
    const ofDefender = { providerName: 'Microsoft XDR', providerIncidentId: '2905' };
    return { body: { value: [{ ...one, properties: { ...one.properties, ...ofDefender } }] } };
  };

  it("have Graph's id", async () => {
    const { source } = await setUp(script);
    expect(idsOf((await pull(source, null)).pages)).toEqual([['2905']]);
  });

  it('are left to Graph where that is connected; their alerts are not', async () => {
    const { source } = await setUp(script, { isDefenderConnected: true });
    const { pages } = await pull(source, null);
    expect(idsOf(pages)).toEqual([[]]);
    expect(pages[0]?.alerts.map(({ id, incidentId }) => [id, incidentId])).toEqual([
      ['ca6683f782aa620f548a9a863c', '2905'],
    ]);
  });
});

describe('the demo tenant', () => {
  it('gives all its incidents and alerts under the ids of Graph, and nothing is set aside', async () => {
    const now = Date.parse('2026-11-24T09:31:12.345Z');
    const demo = await startDemoTenant({ now: () => now, requestsPerMinute: 100_000 });
    onTestFinished(() => demo.stop());
    const owner = { ...tenant, tenantId: tenantId(demo.tenantId) };
    const source = sourceAt(demo.armBaseUrl, {
      workspaces: [{ tenant: owner, resourceId: demo.sentinelWorkspace }],
    });
    expect(await source.discoverTenants(signal)).toEqual([owner]);
    const { pages, failure } = await pull(source, null, { ...feed, tenantId: owner.tenantId });
    expect([failure, pages.flatMap(({ quarantined }) => quarantined)]).toEqual([null, []]);
    const incidents = pages.flatMap((page) => page.incidents);
    const alertIds = incidents.flatMap(({ alerts }) => alerts.map(({ id }) => id));
    const inGraph = await graphIds(`${demo.baseUrl}/security/alerts_v2`);
    expect(inGraph.size).toBeGreaterThan(500);
    expect(new Set(alertIds)).toEqual(inGraph);
    const ids = await graphIds(`${demo.baseUrl}/security/incidents?$filter=status ne 'redirected'`);
    expect(new Set(incidents.map(({ id }) => id))).toEqual(ids);
  }, 30_000);
});

async function graphIds(url: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (let next: string | undefined = url; next !== undefined;) {
    const page = (await (await fetch(next)).json()) as {
      readonly value: readonly { readonly id: string }[];
      readonly '@odata.nextLink'?: string;
    };
    for (const { id } of page.value) ids.add(id);
    next = page['@odata.nextLink'];
  }
  return ids;
}
