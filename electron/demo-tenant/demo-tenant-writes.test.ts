// The demo tenant as a writer meets it: changes, comments, and what is refused.
import { afterEach, describe, expect, it } from 'vitest';
import { ANCHOR, get, HOUR, list, listAll, problem, send, tenantBench } from './tenant-bench.ts';
import type { Item } from './tenant-bench.ts';

const bench = tenantBench();
const { start } = bench;

afterEach(() => bench.clear());

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
