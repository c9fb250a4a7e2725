// The demo tenant as a reader meets it: lists, pages, filters, single items, and the wire itself.
import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { sortableTime } from './graph-time.ts';
import { ANCHOR, get, list, listAll, OPEN_ENUMS, problem, tenantBench } from './tenant-bench.ts';
import type { Item, ListPage } from './tenant-bench.ts';

const bench = tenantBench();
const { start } = bench;

afterEach(() => bench.clear());

const newestFirst = (items: readonly Item[], member: 'createdDateTime' | 'lastUpdateDateTime') =>
  [...items]
    .sort((a, b) => ((sortableTime(b[member]) ?? '') > (sortableTime(a[member]) ?? '') ? 1 : -1))
    .map((item) => sortableTime(item[member]));

describe('lists', () => {
  it('give every item once through nextLink, newest first', async () => {
    const tenant = await start();
    const whole = await list(tenant, 'alerts_v2', { $count: 'true' });
    const paged = await listAll(tenant, 'alerts_v2', { $top: '70' });
    expect(whole['@odata.count']).toBe(whole.value.length);
    expect(paged.pages.slice(0, -1).every((page) => page.value.length === 70)).toBe(true);
    expect(paged.items).toEqual(whole.value);
    expect(new Set(paged.items.map((item) => item.id)).size).toBe(whole.value.length);
    expect(paged.items.map((item) => sortableTime(item.createdDateTime))).toEqual(
      newestFirst(paged.items, 'createdDateTime'),
    );
  });

  it('sort by last update in both directions', async () => {
    const tenant = await start();
    const { items } = await listAll(tenant, 'incidents', { $orderby: 'lastUpdateDateTime desc' });
    const turned = await listAll(tenant, 'incidents', {
      $orderby: 'lastUpdateDateTime',
      $top: '7',
    });
    expect(items.map((item) => sortableTime(item.lastUpdateDateTime))).toEqual(
      newestFirst(items, 'lastUpdateDateTime'),
    );
    expect(turned.items.map((item) => item.id)).toEqual(items.map((item) => item.id).reverse());
  });

  it('filter as a plain comparison does', async () => {
    const tenant = await start();
    const { items } = await listAll(tenant, 'alerts_v2');
    const since = items[200]?.lastUpdateDateTime ?? '';
    const expected = items.filter(
      (item) =>
        (sortableTime(item.lastUpdateDateTime) ?? '') >= (sortableTime(since) ?? '') &&
        (item.severity === 'high' || item.serviceSource === 'microsoftDefenderForCloud') &&
        item.status !== 'resolved',
    );
    const found = await listAll(tenant, 'alerts_v2', {
      $filter: `lastUpdateDateTime ge ${since} and (severity eq 'high' or serviceSource eq 'microsoftDefenderForCloud') and status ne 'resolved'`,
      $top: '25',
      $count: 'true',
    });
    expect(expected.length).toBeGreaterThan(30);
    expect(found.items).toEqual(expected);
    expect(found.pages.map((page) => page['@odata.count'])).toEqual(
      found.pages.map(() => expected.length),
    );
  });

  it('clamp $top silently: 50 incidents, 1000 alerts', async () => {
    const tenant = await start({ alertsTotal: 2_400 });
    const incidents = await list(tenant, 'incidents', { $top: '999' });
    const alerts = await list(tenant, 'alerts_v2', { $top: '5000', $count: 'true' });
    expect([incidents.value.length, alerts.value.length]).toEqual([50, 1000]);
    expect(alerts['@odata.count']).toBe(2_400);
    expect(alerts['@odata.nextLink']).toContain('skiptoken');
  });

  it('skip once, not again on every page', async () => {
    const tenant = await start();
    const { items } = await listAll(tenant, 'incidents');
    const rest = await listAll(tenant, 'incidents', { $skip: '10', $top: '20' });
    expect(rest.items).toEqual(items.slice(10));
  });

  it('expand the alerts of each incident', async () => {
    const tenant = await start();
    const { items } = await listAll(tenant, 'incidents', { $expand: 'alerts', $top: '20' });
    const { items: alerts } = await listAll(tenant, 'alerts_v2');
    const byId = (a: Item, b: Item) => (a.id < b.id ? -1 : 1);
    const nested = items.flatMap((incident) => {
      const own = incident.alerts ?? [];
      expect(own.map((alert) => alert.incidentId)).toEqual(own.map(() => incident.id));
      return own;
    });
    expect([...nested].sort(byId)).toEqual([...alerts].sort(byId));
  });

  it('stay right when an item is added behind the reader', async () => {
    let now = ANCHOR;
    const tenant = await start({ now: () => now, activity: true });
    const first = await list(tenant, 'alerts_v2', { $top: '100' });
    now += 30 * 60_000;
    const seen = [...first.value];
    for (let next = first['@odata.nextLink']; next !== undefined;) {
      const page: ListPage = await get(next);
      seen.push(...page.value);
      next = page['@odata.nextLink'];
    }
    const before = await start();
    const { items } = await listAll(before, 'alerts_v2');
    expect(seen.map((item) => item.id)).toEqual(items.map((item) => item.id));
  });

  it.each([
    [
      "$filter=detectionSource eq 'antivirus'",
      "Could not find a property named 'detectionSource' that can be filtered on.",
    ],
    ['$orderby=severity', "Sorting by 'severity' is not supported."],
    ['$top=x', "Invalid value 'x' for $top query option."],
    ['$top=0', "Invalid value '0' for $top query option."],
    ['$count=yes', "Invalid value 'yes' for $count query option."],
    ['$expand=alerts', "Could not find a property named 'alerts' that can be expanded."],
    ['$select=id', "Query option '$select' is not allowed."],
    ['$skiptoken=bm8', 'The skip token is not valid.'],
  ])('refuse %s', async (query, message) => {
    const tenant = await start();
    expect(await problem(`${tenant.baseUrl}/security/alerts_v2?${query}`)).toEqual({
      status: 400,
      code: 'BadRequest',
      message,
    });
  });
});

describe('one item', () => {
  it('is what the list shows, with its alerts on request', async () => {
    const tenant = await start();
    const { value } = await list(tenant, 'incidents', { $top: '1', $expand: 'alerts' });
    const [listed] = value;
    const one = await get<Item>(
      `${tenant.baseUrl}/security/incidents/${listed?.id}?$expand=alerts`,
    );
    const { '@odata.context': context, ...rest } = one;
    expect(rest).toEqual(listed);
    expect(context).toBe(`${tenant.baseUrl}/$metadata#security/incidents(alerts())/$entity`);
  });

  it('that is not there is a 404 in the shape of Graph', async () => {
    const tenant = await start();
    const reply = await fetch(`${tenant.baseUrl}/security/alerts_v2/da0_1`);
    const requestId = reply.headers.get('request-id');
    expect(reply.status).toBe(404);
    expect(await reply.json()).toEqual({
      error: {
        code: 'ResourceNotFound',
        message: 'Alert da0_1 was not found.',
        innerError: {
          date: '2026-11-24T09:31:12',
          'request-id': requestId,
          'client-request-id': requestId,
        },
      },
    });
  });
});

describe('the wire', () => {
  it('hides later members of enumerations unless the caller asks for them', async () => {
    const tenant = await start();
    const url = `${tenant.baseUrl}/security/alerts_v2?$filter=serviceSource eq 'microsoftDefenderForCloud'&$top=40`;
    const open = await get<ListPage>(url);
    const closed = await get<ListPage>(url, {});
    const sources = (page: ListPage) => [...new Set(page.value.map((item) => item.serviceSource))];
    expect([sources(open), sources(closed)]).toEqual([
      ['microsoftDefenderForCloud'],
      ['unknownFutureValue'],
    ]);
    expect(JSON.stringify(open)).toContain('"remediationStatus":"active"');
    expect(JSON.stringify(closed)).not.toContain('"remediationStatus":"active"');
    const waiting = await get<ListPage>(
      `${tenant.baseUrl}/security/incidents?$filter=status eq 'awaitingAction'`,
      {},
    );
    expect(waiting.value.map((item) => item.status)).toEqual(['unknownFutureValue']);
  });

  it('carries date, ids and type, and is compressed on request', async () => {
    const tenant = await start();
    const reply = await fetch(`${tenant.baseUrl}/security/incidents`, {
      headers: { 'Accept-Encoding': 'gzip', ...OPEN_ENUMS },
    });
    await reply.arrayBuffer();
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': expect.stringMatching(/^application\/json;/) as string,
      date: 'Tue, 24 Nov 2026 09:31:12 GMT',
      'preference-applied': 'include-unknown-enum-members',
      'request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });

  it('throttles as the service does, and lets go after the time that it tells', async () => {
    let now = ANCHOR;
    const tenant = await start({ now: () => now, requestsPerMinute: 3 });
    const url = `${tenant.baseUrl}/security/incidents?$top=1`;
    for (let count = 0; count < 3; count += 1) await get(url);
    now += 20_000;
    const reply = await fetch(url);
    const { error } = (await reply.json()) as { error: Record<string, unknown> };
    expect([
      reply.status,
      reply.headers.get('retry-after'),
      error['code'],
      error['message'],
    ]).toEqual([429, '40', '429', 'API calls quota exceeded! maximum allowed 3 per 00:01:00']);
    await get(`${tenant.baseUrl}/organization`);
    now += 40_000;
    await get(url);
  });

  it('tells who the tenant is', async () => {
    const tenant = await start();
    const { value } = await get<{ value: readonly Item[] }>(`${tenant.baseUrl}/organization`);
    expect(value.map((one) => [one.id, one['displayName']])).toEqual([
      [tenant.tenantId, tenant.tenantName],
    ]);
  });

  it('answers only to its own name', async () => {
    const tenant = await start();
    const { port } = new URL(tenant.baseUrl);
    const status = await new Promise((resolve, reject) => {
      httpRequest(
        {
          host: '127.0.0.1',
          port,
          path: '/v1.0/security/incidents',
          headers: { Host: 'rebound.example' },
        },
        (reply) => {
          reply.resume();
          resolve(reply.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(400);
  });
});
