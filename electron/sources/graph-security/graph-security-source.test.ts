// The connector against services that break in the ways other clients met (reliability table, known bugs).
import { afterEach, describe, expect, it } from 'vitest';
import type { FeedCursor, FeedId, IngestPage } from '../../../shared/contract/store-ingest.ts';
import { failureIn } from '../../../shared/failure.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import { startScriptedService } from '../scripted-service.ts';
import type { ReceivedRequest, ScriptedReply, ScriptedService } from '../scripted-service.ts';
import { createServiceClient } from '../service-client.ts';
import type { ServiceLimits } from '../service-client.ts';
import { createGraphSecuritySource, graphHeaders } from './graph-security-source.ts';

const tenant = tenantId('4899A613-0632-489a-b66b-0447e7c53c98');
const incidentFeed: FeedId = {
  sourceId: 'graph-security',
  tenantId: tenant,
  collection: 'incidents',
};
const alertFeed: FeedId = { ...incidentFeed, collection: 'alerts' };
const updatedAt = '2026-11-24T10:00:00.1234567Z';
const signal = new AbortController().signal;

let service: ScriptedService;
afterEach(() => service.stop());

type Script = (request: ReceivedRequest, path: URL, index: number) => ScriptedReply;

async function setUp(script: Script, limits: Partial<ServiceLimits> = {}) {
  service = await startScriptedService((request, index) =>
    script(request, new URL(request.url, service.baseUrl), index),
  );
  const client = createServiceClient({
    baseUrl: service.baseUrl,
    headers: graphHeaders,
    clock: { now: Date.now },
    random: Math.random,
    sleep: async () => undefined,
    limits: { maxAttempts: 2, budget: [], ...limits },
  });
  return createGraphSecuritySource({ client, baseUrl: service.baseUrl });
}

/** The pages of a pull, and how it ended. */
async function pull(script: Script, options: PullOptions = {}) {
  const source = await setUp(script, options.limits);
  const pages: IngestPage[] = [];
  try {
    const cursor = options.cursor?.(service.baseUrl) ?? null;
    for await (const page of source.pull(options.feed ?? incidentFeed, cursor, signal)) {
      pages.push(page);
    }
    return { pages, failure: null };
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null) throw error;
    return { pages, failure };
  }
}

interface PullOptions {
  readonly feed?: FeedId;
  readonly cursor?: (baseUrl: string) => FeedCursor;
  readonly limits?: Partial<ServiceLimits>;
}

const alert = (id: string, more: object = {}) => ({
  '@odata.type': '#microsoft.graph.security.alert',
  id,
  tenantId: tenant,
  title: `Alert ${id}`,
  lastUpdateDateTime: updatedAt,
  ...more,
});
const incident = (id: string, more: object = {}) => ({
  '@odata.type': '#microsoft.graph.security.incident',
  id,
  tenantId: tenant,
  displayName: `Incident ${id}`,
  lastUpdateDateTime: updatedAt,
  ...more,
});
const listOf = (value: readonly unknown[], nextLink?: string): ScriptedReply => ({
  body: { value, ...(nextLink !== undefined && { '@odata.nextLink': nextLink }) },
});
const linkTo = (name: string): string => `${service.baseUrl}/security/incidents?$skiptoken=${name}`;
const idsOf = (pages: readonly IngestPage[]) =>
  pages.map((page) => [...page.incidents, ...page.alerts].map((item) => item.id));
const askedFor = () => service.received.map((request) => decodeURIComponent(request.url));

describe('what is asked for', () => {
  it('incidents with their alerts, 50 at a time, with every enum member', async () => {
    const { pages } = await pull(() => listOf([incident('1', { alerts: [alert('a')] })]));
    expect(askedFor()).toEqual([
      '/v1.0/security/incidents?$orderby=lastUpdateDateTime asc&$top=50&$expand=alerts',
    ]);
    expect(service.received[0]?.headers['prefer']).toBe('include-unknown-enum-members');
    expect(pages).toMatchObject([
      {
        feed: incidentFeed,
        sourceKind: 'graph',
        incidents: [{ id: '1', alerts: [{ id: 'a' }] }],
        alerts: [],
        quarantined: [],
        cursor: { completeTo: updatedAt, newestSeen: null, nextLink: null },
      },
    ]);
  });

  it('alerts since the cursor, less 15 minutes', async () => {
    const { pages } = await pull(() => listOf([alert('a')]), {
      feed: alertFeed,
      cursor: () => ({ completeTo: updatedAt, newestSeen: null, nextLink: null }),
    });
    expect(askedFor()).toEqual([
      '/v1.0/security/alerts_v2?$filter=lastUpdateDateTime ge 2026-11-24T09:45:00.123Z&$orderby=lastUpdateDateTime asc&$top=500',
    ]);
    expect(idsOf(pages)).toEqual([['a']]);
  });

  it('one page ahead of the consumer, and no further', async () => {
    const source = await setUp((_request, _path, index) => listOf([], linkTo(String(index))));
    const pages = source.pull(incidentFeed, null, signal)[Symbol.asyncIterator]();
    for (const asked of [2, 3]) {
      await pages.next();
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(service.received.length).toBe(asked);
    }
    await pages.return?.();
  });

  it('a page is given although the one ahead of it fails', async () => {
    const { pages, failure } = await pull((_request, _path, index) =>
      index === 0 ? listOf([incident('1')], linkTo('a')) : { status: 403, body: {} },
    );
    expect([idsOf(pages), failure?.kind]).toEqual([[['1']], 'rejected']);
  });
});

describe('pages', () => {
  it('an empty page with a link is not the end, a wrong count is nothing', async () => {
    const { pages, failure } = await pull((_request, _path, index) =>
      index === 0
        ? { body: { '@odata.count': 9_999, value: null, '@odata.nextLink': linkTo('a') } }
        : listOf([incident('1')]),
    );
    expect([idsOf(pages), failure]).toEqual([[[], ['1']], null]);
  });

  it.each<[string, ScriptedReply, string]>([
    ['no list', { body: { value: { id: '1' } } }, 'Something other than a list came from HOST.'],
    ['no page', { body: [] }, 'Something other than a list came from HOST.'],
    ['a web page', { body: '<html>' }, 'A web page came from HOST in place of data.'],
    ['nothing', { body: '' }, 'An empty answer came from HOST.'],
  ])('%s is not a page: nothing of it is committed', async (_name, reply, summary) => {
    const { pages, failure } = await pull(() => reply);
    const { host } = new URL(service.baseUrl);
    expect([pages, failure?.summary]).toEqual([[], summary.replace('HOST', host)]);
  });

  it('a link to itself is found, and what came is kept', async () => {
    const { pages, failure } = await pull(() => listOf([incident('1')], linkTo('a')));
    expect(service.received.length).toBe(2);
    expect(idsOf(pages)).toEqual([['1'], ['1']]);
    expect(failure?.kind).toBe('rejected');
  });

  it('a link to another service is refused, and nothing is sent there', async () => {
    const other = await startScriptedService(() => listOf([incident('evil')]));
    const { pages, failure } = await pull(() =>
      listOf([incident('1')], `${other.baseUrl}/security/incidents?$skiptoken=a`),
    );
    expect([idsOf(pages), failure?.kind, other.received]).toEqual([[['1']], 'rejected', []]);
    await other.stop();
  });

  it.each([400, 410])('an old link that is refused (%i) starts the window over', async (status) => {
    const { pages, failure } = await pull(
      (_request, path) =>
        path.searchParams.has('$skiptoken') ? { status } : listOf([incident('1')]),
      {
        cursor: (baseUrl) => ({
          completeTo: updatedAt,
          newestSeen: updatedAt,
          nextLink: `${baseUrl}/security/incidents?$skiptoken=old`,
        }),
      },
    );
    expect([idsOf(pages), failure]).toEqual([[['1']], null]);
    expect(askedFor()[1]).toContain('lastUpdateDateTime ge 2026-11-24T09:45:00.123Z');
  });

  it('a service that refuses every link is told after one new start', async () => {
    const { pages, failure } = await pull((_request, path) =>
      path.searchParams.has('$skiptoken')
        ? { status: 400, body: { error: { message: 'SkipToken is not allowed' } } }
        : listOf([incident('1')], linkTo('a')),
    );
    expect([idsOf(pages), service.received.length]).toEqual([[['1'], ['1']], 4]);
    expect(failure?.summary).toContain('"SkipToken is not allowed"');
  });

  it('trouble in the middle keeps what came before, with the way on', async () => {
    const { pages, failure } = await pull((_request, path) =>
      path.searchParams.has('$skiptoken') ? { status: 503 } : listOf([incident('1')], linkTo('a')),
    );
    expect(failure?.kind).toBe('offline');
    expect(pages.map((page) => page.cursor)).toEqual([
      {
        completeTo: null,
        newestSeen: updatedAt,
        nextLink: linkTo('a'),
        startedAt: expect.any(Number),
      },
    ]);
  });

  it('one refused collection says so', async () => {
    const { failure } = await pull(() => ({ status: 403 }), { feed: alertFeed });
    expect(failure).toMatchObject({
      kind: 'rejected',
      action: 'Ask an administrator of the tenant for the permission.',
    });
  });
});

describe('a list that breaks on the alerts of an incident', () => {
  /** Incident 2 can never be had with its alerts. */
  const poisoned =
    (breakage: ScriptedReply): Script =>
    (_request, path) => {
      const id = /\/incidents\/(.+)$/.exec(path.pathname)?.[1];
      const isExpanded = path.searchParams.get('$expand') === 'alerts';
      if (id !== undefined) {
        return id === '2' ? breakage : { body: incident(id, { alerts: [alert(`a${id}`)] }) };
      }
      if (isExpanded && !path.searchParams.has('$skiptoken')) return breakage;
      return path.searchParams.has('$skiptoken')
        ? listOf([incident('4', { alerts: [alert('a4')] })])
        : listOf([incident('1'), incident('2'), incident('3')], linkTo('a'));
    };

  it.each<[string, ScriptedReply]>([
    ['500', { status: 500 }],
    ['504', { status: 504 }],
    ['more than is taken', { body: ' '.repeat(40_000) }],
  ])('(%s) is read one by one; the poisoned one is kept without them', async (_name, breakage) => {
    const { pages, failure } = await pull(poisoned(breakage), { limits: { maxBytes: 20_000 } });
    expect(failure).toBeNull();
    expect(
      pages.map((page) => page.incidents.map(({ id, alerts }) => [id, alerts.map((a) => a.id)])),
    ).toEqual([
      [
        ['1', ['a1']],
        ['2', []],
        ['3', ['a3']],
      ],
      [['4', ['a4']]],
    ]);
    expect(pages.flatMap((page) => page.quarantined)).toEqual([
      {
        reason: 'the service cannot give this incident together with its alerts',
        place: 'value[1].alerts',
        raw: JSON.stringify(incident('2')),
      },
    ]);
    expect(askedFor().at(-1)).toBe('/v1.0/security/incidents?$skiptoken=a&$expand=alerts');
  });

  it('an outage in the middle of it is an outage', async () => {
    const { pages, failure } = await pull((_request, path) => {
      if (path.pathname.endsWith('/1')) return { status: 503 };
      return path.searchParams.has('$expand') ? { status: 500 } : listOf([incident('1')]);
    });
    expect([pages, failure?.kind]).toEqual([[], 'offline']);
  });
});

describe('items that cannot be taken', () => {
  it('are set aside whole, and the page is kept', async () => {
    const bad = [{ title: 'no id' }, { id: '' }, null, 'text', ['list'], { id: {} }];
    const { pages } = await pull(() => listOf([alert('a'), ...bad, alert('b')]), {
      feed: alertFeed,
    });
    expect(idsOf(pages)).toEqual([['a', 'b']]);
    const quarantined = pages[0]?.quarantined ?? [];
    expect(quarantined.map(({ place, raw }) => [place, JSON.parse(raw)])).toEqual(
      bad.map((item, index) => [`value[${index + 1}]`, item]),
    );
    expect(quarantined.every(({ reason }) => reason.length > 10)).toBe(true);
  });

  it('of another tenant are rejected, also inside an incident', async () => {
    const foreign = { tenantId: '00000000-0000-0000-0000-000000000bad' };
    const { pages } = await pull(() =>
      listOf([
        incident('1', { alerts: [alert('own'), alert('foreign', foreign)] }),
        incident('2', foreign),
        incident('3', { tenantId: tenant.toUpperCase() }),
        incident('4', { tenantId: null }),
      ]),
    );
    expect(pages[0]?.incidents.map(({ id, alerts }) => [id, alerts.map((a) => a.id)])).toEqual([
      ['1', ['own']],
      ['3', []],
      ['4', []],
    ]);
    expect(pages[0]?.quarantined).toEqual([
      {
        reason: 'it belongs to another tenant',
        place: 'value[0].alerts[1]',
        raw: JSON.stringify(alert('foreign', foreign)),
      },
      {
        reason: 'it belongs to another tenant',
        place: 'value[1]',
        raw: JSON.stringify(incident('2', foreign)),
      },
    ]);
  });

  it('leave their incident in place when they are its alerts', async () => {
    const { pages } = await pull(() =>
      listOf([incident('1', { alerts: [{ title: 'no id' }, alert('a')] })]),
    );
    expect(pages[0]?.incidents[0]?.alerts.map((a) => a.id)).toEqual(['a']);
    expect(pages[0]?.quarantined).toMatchObject([
      { place: 'value[0].alerts[0]', raw: '{"title":"no id"}' },
    ]);
  });

  it('keys that name a prototype are inert', async () => {
    const text = `{"value":[{"__proto__":{"id":"x"},"constructor":{"a":1}},{"id":"1","__proto__":{"polluted":1}}]}`;
    const { pages } = await pull(() => ({ body: text }));
    expect(idsOf(pages)).toEqual([['1']]);
    expect(pages[0]?.quarantined.map(({ raw }) => raw)).toEqual([
      '{"__proto__":{"id":"x"},"constructor":{"a":1}}',
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('tenants', () => {
  it('are the organizations that the sign-in reaches', async () => {
    const source = await setUp(() =>
      listOf([
        {
          id: tenant.toUpperCase(),
          displayName: 'Contoso',
          verifiedDomains: [
            { name: 'contoso.example', isDefault: false },
            { name: 'contoso.onmicrosoft.example', isDefault: true },
          ],
        },
        { id: 'b', displayName: null, verifiedDomains: null },
        { displayName: 'no id' },
      ]),
    );
    expect(await source.discoverTenants(signal)).toEqual([
      { tenantId: tenant, displayName: 'Contoso', defaultDomain: 'contoso.onmicrosoft.example' },
      { tenantId: 'b', displayName: 'b', defaultDomain: null },
    ]);
    expect(askedFor()).toEqual(['/v1.0/organization']);
  });

  it('are asked for in vain without a sign-in', async () => {
    const source = await setUp(() => ({ status: 401 }));
    await expect(source.discoverTenants(signal)).rejects.toMatchObject({
      failure: { kind: 'auth', action: 'Sign in again.' },
    });
  });
});

describe('one item', () => {
  it('is read with its alerts, as the service has it now', async () => {
    const source = await setUp((_request, path) => ({
      body: path.href.endsWith('/security/incidents/7?$expand=alerts')
        ? incident('7', { alerts: [alert('a')] })
        : {},
    }));
    const reading = await source.readItem?.(incidentFeed, '7', signal);
    if (reading?.kind !== 'found') throw new Error('not found');
    expect(reading.items).toMatchObject({ feed: incidentFeed, sourceKind: 'graph' });
    expect(reading.items.incidents.map(({ id, alerts }) => [id, alerts[0]?.id])).toEqual([
      ['7', 'a'],
    ]);
  });

  it('is read without its alerts where the service breaks on them', async () => {
    const source = await setUp((_request, path) =>
      path.search === '' ? { body: incident('7') } : { status: 500 },
    );
    const reading = await source.readItem?.(incidentFeed, '7', signal);
    expect(reading).toMatchObject({ kind: 'found', items: { incidents: [{ id: '7' }] } });
  });

  it('is gone where the service does not have it, and only there', async () => {
    const source = await setUp((_request, path) => ({
      status: path.search === '?$top=1' ? 200 : path.pathname.endsWith('/gone') ? 404 : 403,
      body: { value: [] },
    }));
    expect(await source.readItem?.(alertFeed, 'gone', signal)).toEqual({ kind: 'gone' });
    const hidden = source.readItem?.(alertFeed, 'hidden', signal);
    await expect(hidden).rejects.toMatchObject({ failure: { kind: 'rejected' } });
  });

  it('is not gone where the service has nothing at all', async () => {
    const source = await setUp(() => ({ status: 404, body: {} }));
    await expect(source.readItem?.(alertFeed, 'a', signal)).rejects.toMatchObject({
      failure: { kind: 'rejected' },
    });
  });

  it('of another tenant is set aside', async () => {
    const source = await setUp(() => ({ body: alert('x', { tenantId: 'another' }) }));
    const reading = await source.readItem?.(alertFeed, 'x', signal);
    expect(reading).toMatchObject({
      kind: 'found',
      items: { alerts: [], quarantined: [{ reason: 'it belongs to another tenant' }] },
    });
  });
});
