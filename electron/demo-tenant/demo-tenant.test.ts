// The demo tenant as a client meets it: over HTTP, with only the clock held.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startDemoTenant } from './demo-tenant.ts';
import type { DemoTenant, DemoTenantOptions } from './demo-tenant.ts';
import { sortableTime } from './graph-time.ts';

const ANCHOR = Date.parse('2026-11-24T09:31:12.345Z');
const HOUR = 3_600_000;
const OPEN_ENUMS = { Prefer: 'include-unknown-enum-members' };

interface Item {
  readonly id: string;
  readonly status: string;
  readonly severity: string;
  readonly incidentId: string;
  readonly assignedTo: string | null;
  readonly createdDateTime: string;
  readonly lastUpdateDateTime: string;
  readonly serviceSource: string;
  readonly comments: readonly { readonly comment: string; readonly createdByDisplayName: string }[];
  readonly alerts?: readonly Item[];
  readonly [member: string]: unknown;
}

interface ListPage {
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
  readonly value: readonly Item[];
}

const running: DemoTenant[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((tenant) => tenant.stop()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

async function start(options: Partial<DemoTenantOptions> = {}): Promise<DemoTenant> {
  const tenant = await startDemoTenant({
    now: () => ANCHOR,
    requestsPerMinute: 10_000,
    ...options,
  });
  running.push(tenant);
  return tenant;
}

async function newStatePath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-tenant-'));
  folders.push(folder);
  return join(folder, 'state', 'demo.json');
}

async function get<Body>(url: string, headers: Record<string, string> = OPEN_ENUMS): Promise<Body> {
  const reply = await fetch(url, { headers });
  expect([reply.status, url]).toEqual([200, url]);
  return (await reply.json()) as Body;
}

const list = (tenant: DemoTenant, path: string, query: Record<string, string> = {}) =>
  get<ListPage>(`${tenant.baseUrl}/security/${path}?${new URLSearchParams(query)}`);

async function listAll(tenant: DemoTenant, path: string, query: Record<string, string> = {}) {
  const pages = [await list(tenant, path, query)];
  for (let next = pages[0]?.['@odata.nextLink']; next !== undefined;) {
    const page: ListPage = await get(next);
    pages.push(page);
    next = page['@odata.nextLink'];
  }
  return { pages, items: pages.flatMap((page) => page.value) };
}

const send = async (method: string, url: string, body: unknown) => {
  const reply = await fetch(url, { method, body: JSON.stringify(body), headers: OPEN_ENUMS });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
};

const problem = async (url: string, init: RequestInit = {}) => {
  const reply = await fetch(url, init);
  const { error } = (await reply.json()) as { error: { code: string; message: string } };
  return { status: reply.status, code: error.code, message: error.message };
};

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

describe('writing', () => {
  it('changes an incident, passes status and owner on to its alerts, and answers with all of it', async () => {
    let now = ANCHOR;
    const tenant = await start({ now: () => now });
    const url = `${tenant.baseUrl}/security/incidents/4194`;
    const before = await get<Item>(`${url}?$expand=alerts`);
    now += HOUR;
    const changes = {
      status: 'resolved',
      assignedTo: 'kim@northwindharbor.example',
      classification: 'truePositive',
      determination: 'compromisedAccount',
      customTags: ['one', 'two'],
      displayName: 'Renamed',
      resolvingComment: 'Done',
    };
    const { status, body } = await send('PATCH', url, {
      '@odata.type': '#microsoft.graph.security.incident',
      ...changes,
    });
    const { alerts = [], ...after } = await get<Item>(`${url}?$expand=alerts`);
    expect(status).toBe(200);
    expect({ ...body, '@odata.context': '' }).toEqual({ ...after, '@odata.context': '' });
    expect({ ...before, alerts: undefined, '@odata.context': '' }).toEqual({
      ...after,
      ...Object.fromEntries(Object.keys(changes).map((member) => [member, before[member]])),
      lastUpdateDateTime: before.lastUpdateDateTime,
      lastModifiedBy: before['lastModifiedBy'],
      alerts: undefined,
      '@odata.context': '',
    });
    expect(after).toMatchObject(changes);
    expect([after.lastUpdateDateTime, after['lastModifiedBy']]).toEqual([
      '2026-11-24T10:31:12.3433333Z',
      tenant.signedInAs,
    ]);
    expect(
      new Set(
        alerts.map(
          (alert) => `${alert.status} ${alert.assignedTo} ${String(alert['resolvedDateTime'])}`,
        ),
      ),
    ).toEqual(new Set([`resolved kim@northwindharbor.example ${after.lastUpdateDateTime}`]));
    const changed = await listAll(tenant, 'incidents', {
      $filter: `lastUpdateDateTime ge ${after.lastUpdateDateTime}`,
    });
    expect(changed.items.map((item) => item.id)).toEqual(['4194']);
  });

  it('changes an alert and moves its incident', async () => {
    let now = ANCHOR;
    const tenant = await start({ now: () => now });
    const [alert] = (await list(tenant, 'alerts_v2', { $filter: "status eq 'new'", $top: '1' }))
      .value;
    now += HOUR;
    const { status, body } = await send(
      'PATCH',
      `${tenant.baseUrl}/security/alerts_v2/${alert?.id}`,
      { status: 'inProgress', assignedTo: null },
    );
    const incident = await get<Item>(`${tenant.baseUrl}/security/incidents/${alert?.incidentId}`);
    expect(status).toBe(200);
    expect({ ...body, '@odata.context': undefined }).toEqual({
      ...alert,
      '@odata.context': undefined,
      status: 'inProgress',
      assignedTo: null,
      lastUpdateDateTime: '2026-11-24T10:31:12.3433333Z',
    });
    expect(incident.lastUpdateDateTime).toBe('2026-11-24T10:31:12.3433333Z');
  });

  it('adds a comment and answers with all of them', async () => {
    const tenant = await start();
    const url = `${tenant.baseUrl}/security/incidents/4186`;
    const before = await get<Item>(url);
    const text = '<b>not bold</b> [ref 7Q2M8K4X]';
    const { status, body } = await send('POST', `${url}/comments`, {
      '@odata.type': 'microsoft.graph.security.alertComment',
      comment: text,
    });
    const after = await get<Item>(url);
    expect(status).toBe(200);
    expect(body['value']).toEqual(after.comments);
    expect(after.comments.slice(0, -1)).toEqual(before.comments);
    expect(after.comments.at(-1)).toMatchObject({
      comment: text,
      createdByDisplayName: tenant.signedInAs,
    });
  });

  it.each([
    [
      'PATCH',
      'incidents/4194',
      { status: 'redirected' },
      400,
      "'status' is not a valid enumeration type constant; allowed: active, inProgress, resolved.",
    ],
    [
      'PATCH',
      'incidents/4194',
      { determination: 'clean' },
      400,
      "'determination' is not a valid enumeration type constant; allowed: unknown, apt, malware, securityPersonnel, securityTesting, unwantedSoftware, other, multiStagedAttack, compromisedAccount, phishing, maliciousUserActivity, notMalicious, notEnoughDataToValidate, confirmedActivity, lineOfBusinessApplication.",
    ],
    [
      'PATCH',
      'incidents/4194',
      { id: '1' },
      400,
      "The property 'id' does not exist on type 'incident' or cannot be updated.",
    ],
    [
      'PATCH',
      'incidents/4194',
      { customTags: ['a', 1] },
      400,
      "'customTags' must be a list of strings.",
    ],
    ['PATCH', 'incidents/4194', {}, 400, 'The request body names no property to update.'],
    ['PATCH', 'incidents/4194', [], 400, 'The request body must be a JSON object.'],
    ['PATCH', 'incidents/1', { status: 'active' }, 404, 'Incident 1 was not found.'],
    [
      'PATCH',
      'incidents/4188',
      { status: 'active' },
      400,
      'Incident 4188 was merged into incident 4186.',
    ],
    [
      'POST',
      'incidents/4194/comments',
      { comment: ' ' },
      400,
      "'comment' must be a string with something in it.",
    ],
    [
      'POST',
      'incidents/4194/comments',
      { comment: 'x'.repeat(30_001) },
      400,
      "'comment' must not be longer than 30000 characters.",
    ],
    ['DELETE', 'incidents/4194', {}, 405, 'DELETE is not allowed here.'],
    [
      'POST',
      'runHuntingQuery',
      { Query: 'x' },
      501,
      'The demo tenant does not run hunting queries.',
    ],
    ['POST', 'nothing', {}, 400, "Resource not found for the segment 'nothing'."],
  ] as const)('refuses %s %s %j', async (method, path, body, status, message) => {
    const tenant = await start();
    const url = `${tenant.baseUrl}/security/${path}`;
    const { status: foundStatus, message: foundMessage } = await problem(url, {
      method,
      body: JSON.stringify(body),
    });
    expect([foundStatus, foundMessage]).toEqual([status, message]);
  });

  it('refuses a body that is no JSON, is too long, or hides a prototype', async () => {
    const tenant = await start();
    const url = `${tenant.baseUrl}/security/incidents/4194`;
    const patch = (body: string) => problem(url, { method: 'PATCH', body });
    expect((await patch('{')).message).toBe('The request body is not valid JSON.');
    expect((await patch(`"${'x'.repeat(300_000)}"`)).status).toBe(413);
    expect((await patch('{"__proto__":{"status":"resolved"}}')).status).toBe(400);
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

describe('time', () => {
  const pageOf = async (tenant: DemoTenant) => {
    const { pages } = await listAll(tenant, 'incidents', { $expand: 'alerts' });
    return JSON.stringify(pages).replaceAll(tenant.baseUrl, '');
  };

  it('gives two servers with one anchor the same bytes', async () => {
    const options = {
      anchorAt: ANCHOR,
      now: () => ANCHOR + 3 * HOUR,
      activity: true,
      alertsTotal: 1_500,
    };
    expect(await pageOf(await start(options))).toBe(await pageOf(await start(options)));
  });

  it('brings something every minute, and nothing from the future', async () => {
    let now = ANCHOR;
    const tenant = await start({ now: () => now, activity: true });
    const quiet = await start();
    for (let minute = 1; minute <= 180; minute += 1) {
      const since = new Date(now).toISOString();
      now += 60_000;
      const moved = await list(tenant, 'incidents', { $filter: `lastUpdateDateTime ge ${since}` });
      expect([minute, moved.value.length > 0]).toEqual([minute, true]);
    }
    const { items } = await listAll(tenant, 'alerts_v2');
    const limit = sortableTime(new Date(now).toISOString()) ?? '';
    const times = items.flatMap((item) => [item.createdDateTime, item.lastUpdateDateTime]);
    expect(times.filter((time) => (sortableTime(time) ?? '') > limit)).toEqual([]);
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
    expect(items.length).toBeGreaterThan((await listAll(quiet, 'alerts_v2')).items.length + 60);
  });

  it('leaves alone what a caller has written to', async () => {
    let now = ANCHOR;
    const tenant = await start({ now: () => now, activity: true });
    const { items } = await listAll(tenant, 'incidents', { $filter: "status eq 'active'" });
    const mine = { status: 'active', assignedTo: tenant.signedInAs };
    for (const { id } of items) {
      await send('PATCH', `${tenant.baseUrl}/security/incidents/${id}`, mine);
    }
    now += 12 * HOUR;
    const after = await listAll(tenant, 'incidents');
    const ids = new Set(items.map(({ id }) => id));
    const found = after.items.filter(({ id }) => ids.has(id));
    expect(found.map(({ status, assignedTo }) => ({ status, assignedTo }))).toEqual(
      items.map(() => mine),
    );
    expect(
      after.items.filter(({ id, status }) => !ids.has(id) && status === 'resolved').length,
    ).toBeGreaterThan(33);
  });

  it('keeps edits and activity over a restart', async () => {
    const statePath = await newStatePath();
    let now = ANCHOR;
    const first = await start({ statePath, now: () => now, activity: true });
    now += HOUR;
    await send('PATCH', `${first.baseUrl}/security/incidents/4190`, {
      status: 'inProgress',
      assignedTo: first.signedInAs,
    });
    now += HOUR;
    await send('POST', `${first.baseUrl}/security/incidents/4190/comments`, { comment: 'Kept.' });
    const before = await pageOf(first);
    await first.stop();
    expect(await pageOf(await start({ statePath, now: () => now, activity: true }))).toBe(before);
  });

  it('moves a stale world to now: same ids, later times, no edits', async () => {
    const statePath = await newStatePath();
    const first = await start({ statePath });
    const before = await listAll(first, 'incidents', { $expand: 'alerts' });
    await send('PATCH', `${first.baseUrl}/security/incidents/4190`, { displayName: 'Renamed' });
    await first.stop();
    const second = await start({ statePath, now: () => ANCHOR + 13 * HOUR });
    const after = await listAll(second, 'incidents', { $expand: 'alerts' });
    const ids = (items: readonly Item[]) =>
      items.flatMap((item) => [item.id, ...(item.alerts ?? []).map((alert) => alert.id)]).sort();
    expect(ids(after.items)).toEqual(ids(before.items));
    const name = (items: readonly Item[]) =>
      items.find((item) => item.id === '4190')?.['displayName'];
    expect(name(after.items)).toBe(name(before.items));
    const created = (items: readonly Item[]) =>
      Date.parse(items.find((item) => item.id === '4190')?.createdDateTime ?? '');
    expect(created(after.items) - created(before.items)).toBe(13 * HOUR);
  });

  it('begins anew on a state file that it cannot read', async () => {
    const statePath = await newStatePath();
    await (await start({ statePath })).stop();
    await writeFile(statePath, '{"version":1,');
    const tenant = await start({ statePath });
    expect((await list(tenant, 'incidents')).value.length).toBe(50);
    expect(JSON.parse(await readFile(statePath, 'utf8'))).toEqual({
      version: 1,
      edition: { anchorAt: ANCHOR, firstAnchorAt: ANCHOR },
      edits: [],
    });
  });
});
