// The connector against the demo tenant, and against services that break or tell one alert in two ways.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FeedCursor, FeedId, IngestPage } from '../../../shared/contract/store-ingest.ts';
import { failureIn } from '../../../shared/failure.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import { startDemoTenant } from '../../demo-tenant/demo-tenant.ts';
import { startScriptedService } from '../scripted-service.ts';
import type { ReceivedRequest, ScriptedReply } from '../scripted-service.ts';
import { createServiceClient } from '../service-client.ts';
import type { Source } from '../source.ts';
import { createArmSecurityAlertsSource } from './arm-security-alerts-source.ts';

const tenant = tenantId('4899a613-0632-489a-b66b-0447e7c53c98');
const feed: FeedId = { sourceId: 'arm-security-alerts', tenantId: tenant, collection: 'alerts' };
const signal = new AbortController().signal;
const DATE = 'Tue, 24 Nov 2026 11:00:00 GMT';
const OBSERVED = '2026-11-24T11:00:00.000Z';

const nameOf = (letter: string): string =>
  `25167978501799999${letter.charCodeAt(0)}_c7ce6cec-ab14-40f6-9128-d0274c1e9da0`;
const idOf = (letter: string): string => `dc${nameOf(letter)}`;

const alert = (letter: string, properties: object = {}) => ({
  name: nameOf(letter),
  properties: {
    alertDisplayName: letter,
    severity: 'High',
    status: 'Active',
    processingEndTimeUtc: '2026-11-20T10:00:00Z',
    ...properties,
  },
});

type Answer = ScriptedReply | readonly unknown[];

/** A service with the given subscriptions, each with its pages; `clock` is the connector's. */
async function setUp(pagesOf: () => Readonly<Record<string, readonly Answer[]>>) {
  const clock = { at: Date.UTC(2026, 10, 24, 12) };
  const script = ({ url }: ReceivedRequest): ScriptedReply => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const lists = pagesOf();
    if (pathname === '/subscriptions') {
      const value = Object.keys(lists).map((id) => ({ subscriptionId: id, tenantId: tenant }));
      return { body: { value: [...value, { subscriptionId: 'foreign', tenantId: 'other' }] } };
    }
    const id = pathname.split('/')[2] ?? '';
    const pages = lists[id] ?? [];
    const page = Number(searchParams.get('page') ?? 0);
    const answer = pages[page] ?? { status: 404, body: '{}' };
    if (!Array.isArray(answer)) return answer as ScriptedReply;
    const nextLink = `${origin}${pathname}?page=${page + 1}`;
    return {
      headers: { date: DATE },
      body: { value: answer as unknown, ...(page + 1 < pages.length && { nextLink }) },
    };
  };
  const service = await startScriptedService(script);
  onTestFinished(() => service.stop());
  const { origin } = new URL(service.baseUrl);
  const open = (): Source =>
    createArmSecurityAlertsSource({
      client: createServiceClient({
        baseUrl: origin,
        clock: { now: Date.now },
        random: Math.random,
        sleep: async () => undefined,
        limits: { maxAttempts: 1, budget: [] },
      }),
      baseUrl: origin,
      clock: { now: () => clock.at },
    });
  return { open, clock, origin, asked: () => service.received.map(({ url }) => url) };
}

async function pull(source: Source, cursor: FeedCursor | null) {
  const pages: IngestPage[] = [];
  let failure = null;
  try {
    for await (const page of source.pull(feed, cursor, signal)) pages.push(page);
  } catch (error) {
    failure = failureIn(error);
    if (failure === null) throw error;
  }
  const last = pages.at(-1)?.cursor ?? cursor;
  return { pages, failure, cursor: last };
}

const brief = (pages: readonly IngestPage[]) =>
  pages.flatMap((page) =>
    page.alerts.map(({ title, severity, status, lastUpdateDateTime }) =>
      [title, severity, status, lastUpdateDateTime].join(' '),
    ),
  );

const OWN = '2026-11-20T10:00:00Z';

describe('a first listing', () => {
  it('reads every page of every subscription of the tenant', async () => {
    const { open, asked } = await setUp(() => ({
      s2: [[alert('c')]],
      s1: [[alert('a')], [alert('b')]],
    }));
    const { pages, cursor } = await pull(open(), null);
    expect(brief(pages)).toEqual([`a high new ${OWN}`, `b high new ${OWN}`, `c high new ${OWN}`]);
    expect(cursor).toEqual({ completeTo: OBSERVED, newestSeen: null, nextLink: null });
    const path = (id: string): string => `/subscriptions/${id}/providers/Microsoft.Security/alerts`;
    expect(asked()).toEqual([
      '/subscriptions?api-version=2022-12-01',
      `${path('s1')}?api-version=2022-01-01`,
      `${path('s1')}?page=1`,
      `${path('s2')}?api-version=2022-01-01`,
    ]);
  });

  it('goes on at the cursor of any page', async () => {
    const lists = { s1: [[alert('a')], [alert('b')]], s2: [[alert('c')]] };
    const { open } = await setUp(() => lists);
    const whole = await pull(open(), null);
    for (const [index, { cursor }] of whole.pages.slice(0, -2).entries()) {
      const rest = await pull(open(), cursor);
      expect(rest.pages.map((page) => page.alerts.map(({ id }) => id))).toEqual(
        whole.pages.slice(index + 1).map((page) => page.alerts.map(({ id }) => id)),
      );
    }
  });

  it('sets aside what is no alert', async () => {
    const { open } = await setUp(() => ({ s1: [[{ properties: {} }, 7, alert('a')]] }));
    const { pages } = await pull(open(), null);
    expect(pages[0]?.quarantined).toEqual([
      {
        place: 'value[0]',
        reason: 'it has neither a name nor an alert id',
        raw: '{"properties":{}}',
      },
      { place: 'value[1]', reason: 'it is not a JSON object', raw: '7' },
    ]);
    expect(brief(pages)).toEqual([`a high new ${OWN}`]);
  });
});

describe('later pulls', () => {
  it('read the newest pages until they bring nothing new', async () => {
    let lists = { s1: [[alert('b')], [alert('c')], [alert('d')]] };
    const { open, asked } = await setUp(() => lists);
    const source = open();
    const { cursor } = await pull(source, null);
    const before = asked().length;
    lists = { s1: [[alert('a')], [alert('b')], [alert('c')], [alert('d')]] };
    expect(brief((await pull(source, cursor)).pages)).toEqual([`a high new ${OWN}`]);
    expect(asked().length - before).toBe(2);
    expect((await pull(source, cursor)).pages).toEqual([]);
    expect(asked().length - before).toBe(3);
  });

  it('list all after five minutes; what changed has the time when that was seen', async () => {
    let lists = { s1: [[alert('a')], [alert('b')]] };
    const { open, clock } = await setUp(() => lists);
    const source = open();
    const { cursor } = await pull(source, null);
    lists = { s1: [[alert('a')], [alert('b', { status: 'Dismissed' })]] };
    expect(brief((await pull(source, cursor)).pages)).toEqual([]);
    clock.at += 300_000;
    const changed = await pull(source, cursor);
    expect(brief(changed.pages)).toEqual([`b high resolved ${OBSERVED}`]);
    clock.at += 300_000;
    expect(brief((await pull(source, changed.cursor)).pages)).toEqual([]);
  });

  it('of another process deliver all as seen now, since a change may have been missed', async () => {
    const { open } = await setUp(() => ({ s1: [[alert('a')]] }));
    const { cursor } = await pull(open(), null);
    expect(brief((await pull(open(), cursor)).pages)).toEqual([`a high new ${OBSERVED}`]);
  });

  it('deliver again what was not stored', async () => {
    const { open } = await setUp(() => ({ s1: [[alert('a')]] }));
    const source = open();
    for await (const page of source.pull(feed, null, signal)) {
      expect(brief([page])).toEqual([`a high new ${OWN}`]);
      break;
    }
    expect(brief((await pull(source, null)).pages)).toEqual([`a high new ${OWN}`]);
  });

  it('begin anew with an empty store', async () => {
    const { open } = await setUp(() => ({ s1: [[alert('a')]] }));
    const source = open();
    await pull(source, null);
    expect(brief((await pull(source, null)).pages)).toEqual([`a high new ${OWN}`]);
  });
});

describe('one alert in two spellings', () => {
  const other = {
    Name: nameOf('a'),
    Properties: { AlertDisplayName: 'a', Status: 'Active', ProcessingEndTimeUtc: OWN },
  };

  it.each([
    ['with severity first', [alert('a'), other]],
    ['without it first', [other, alert('a')]],
  ])('is one, with its severity: %s', async (_name, page) => {
    const { open } = await setUp(() => ({ s1: [page] }));
    expect(brief((await pull(open(), null)).pages)).toEqual([`a high new ${OWN}`]);
  });

  it('is no change when the spelling changes', async () => {
    let page: readonly unknown[] = [alert('a')];
    const { open, clock } = await setUp(() => ({ s1: [page] }));
    const source = open();
    const { cursor } = await pull(source, null);
    page = [other];
    clock.at += 300_000;
    expect(brief((await pull(source, cursor)).pages)).toEqual([]);
  });
});

describe('trouble', () => {
  it('in one subscription is told after the others were read', async () => {
    const { open } = await setUp(() => ({ s1: [{ status: 403, body: '{}' }], s2: [[alert('b')]] }));
    const { pages, failure } = await pull(open(), null);
    expect(brief(pages)).toEqual([`b high new ${OWN}`]);
    expect(failure).toMatchObject({ kind: 'rejected', place: expect.stringContaining('/s1/') });
  });

  it('in one subscription does not keep changes in others from being seen', async () => {
    let status = 'Active';
    const { open, clock } = await setUp(() => ({
      s1: [[alert('a', { status })]],
      s2: [{ status: 403, body: '{}' }],
    }));
    const source = open();
    const first = await pull(source, null);
    expect(first.cursor).toEqual({ completeTo: null, newestSeen: null, nextLink: null });
    status = 'Resolved';
    clock.at += 300_000;
    const second = await pull(source, first.cursor);
    expect(brief(second.pages)).toEqual([`a high resolved ${OBSERVED}`]);
    expect([first.failure?.kind, second.failure?.kind]).toEqual(['rejected', 'rejected']);
  });

  it('with an old link begins the subscription again', async () => {
    const { open, origin } = await setUp(() => ({ s1: [[alert('a')], [alert('b')]] }));
    const nextLink = `${origin}/subscriptions/s1/providers/Microsoft.Security/alerts?page=9`;
    const cursor = { completeTo: null, newestSeen: null, nextLink };
    const { failure } = await pull(open(), cursor);
    // 404 is no sign of an old link.
    expect(failure?.kind).toBe('rejected');
    const gone = await setUp(() => ({ s1: [[alert('a')], { status: 410, body: '{}' }] }));
    const again = await pull(gone.open(), null);
    expect(again.failure?.kind).toBe('rejected');
    expect(gone.asked()).toHaveLength(5);
  });

  it('with a link in circles ends', async () => {
    const { open, origin, asked } = await setUp(() => ({
      s1: [
        {
          body: {
            value: [alert('a')],
            nextLink: `${origin}/subscriptions/s1/providers/Microsoft.Security/alerts?page=0`,
          },
        },
      ],
    }));
    const { failure } = await pull(open(), null);
    expect(asked()).toHaveLength(3);
    expect(failure?.summary).toMatch(/again and again/);
  });

  it('with a link to elsewhere sends nothing there', async () => {
    const { open } = await setUp(() => ({
      s1: [{ body: { value: [alert('a')], nextLink: 'https://management.azure.com.evil/x' } }],
    }));
    const { failure } = await pull(open(), null);
    expect(failure?.summary).toMatch(/another service. Nothing was sent there/);
  });

  it.each([
    ['an error page', { body: '<html>' }, 'offline'],
    ['another object', { body: { error: {} } }, 'rejected'],
  ])('with %s is told', async (_name, reply, kind) => {
    const { open } = await setUp(() => ({ s1: [reply] }));
    expect((await pull(open(), null)).failure?.kind).toBe(kind);
  });
});

describe('the demo tenant', () => {
  it('gives its tenant, and its alerts with nothing set aside', async () => {
    const now = Date.parse('2026-11-24T09:31:12.345Z');
    const demo = await startDemoTenant({ now: () => now, requestsPerMinute: 100_000 });
    onTestFinished(() => demo.stop());
    const source = createArmSecurityAlertsSource({
      client: createServiceClient({
        baseUrl: demo.armBaseUrl,
        clock: { now: Date.now },
        random: Math.random,
        limits: { budget: [] },
      }),
      baseUrl: demo.armBaseUrl,
      clock: { now: () => now },
    });
    const [found] = await source.discoverTenants(signal);
    expect(found).toEqual({
      tenantId: demo.tenantId,
      displayName: demo.tenantName,
      defaultDomain: 'northwindharbor.example',
    });
    const ids = new Set<string>();
    const ofDemo = { ...feed, tenantId: tenantId(demo.tenantId) };
    for await (const page of source.pull(ofDemo, null, signal)) {
      expect(page.quarantined).toEqual([]);
      for (const { id } of page.alerts) ids.add(id);
    }
    expect(ids.size).toBeGreaterThan(100);
  });
});

describe('ids', () => {
  it("are those of Graph's alerts", async () => {
    const { open } = await setUp(() => ({ s1: [[alert('a')]] }));
    expect((await pull(open(), null)).pages[0]?.alerts[0]?.id).toBe(idOf('a'));
  });
});

describe('subscriptions', () => {
  it('that come are read by themselves, and those that go are named', async () => {
    let lists: Record<string, readonly unknown[]> = { s1: [[alert('a')]], s2: [[alert('b')]] };
    const { open, clock, asked } = await setUp(() => lists as never);
    const source = open();
    const first = await pull(source, null);
    expect(source.accounts?.()).toEqual([
      { name: 's1', goneSinceAt: null },
      { name: 's2', goneSinceAt: null },
    ]);
    lists = { s1: [[alert('a')]], s3: [[alert('c')]] };
    clock.at += 60_000;
    const before = asked().length;
    await pull(source, first.cursor);
    // In between only the newest pages are looked at.
    expect(asked().slice(before)).not.toContain('/subscriptions?api-version=2022-12-01');
    clock.at += 300_000;
    const again = await pull(source, first.cursor);
    expect(again.pages.flatMap(({ alerts }) => alerts.map(({ title }) => title))).toEqual(['c']);
    expect(source.accounts?.()).toEqual([
      { name: 's1', goneSinceAt: null },
      { name: 's2', goneSinceAt: clock.at },
      { name: 's3', goneSinceAt: null },
    ]);
  });
});
