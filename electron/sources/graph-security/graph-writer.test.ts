// The writer against the demo tenant, which checks what it is sent, and against scripted answers.
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDemoTenant } from '../../demo-tenant/demo-tenant.ts';
import { startScriptedClient } from '../scripted-client.ts';
import type { ScriptedReply } from '../scripted-service.ts';
import { createServiceClient } from '../service-client.ts';
import type { FreshTarget, WriteReply } from '../writer.ts';
import { graphHeaders } from './graph-security-source.ts';
import { createGraphWriter } from './graph-writer.ts';

const { signal } = new AbortController();
const now = Date.UTC(2026, 10, 24, 12, 0, 0);
const incident = { kind: 'incident', id: '4194' } as const;
const unread = { tenantId: null, updatedAt: null, redirectedToId: null, fields: {}, comments: [] };

async function startWriter() {
  const tenant = await startDemoTenant({ now: () => now });
  onTestFinished(() => tenant.stop());
  const { baseUrl } = tenant;
  const client = createServiceClient({
    baseUrl,
    clock: { now: () => now },
    random: () => 0,
    headers: graphHeaders,
  });
  const listed = await client.getJson(
    `${baseUrl}/security/incidents?$filter=status eq 'redirected'`,
  );
  return { tenant, writer: createGraphWriter({ client, baseUrl }), listed };
}

function valueOf<Value>(reply: WriteReply<Value>): Value {
  if (reply.kind !== 'done') throw new Error(`${reply.kind}: ${reply.failure.summary}`);
  return reply.value;
}

describe('the demo tenant', () => {
  it('gives an incident as it is now, and takes all fields that the writer calls writable', async () => {
    const { tenant, writer } = await startWriter();
    const before = valueOf(await writer.read(incident, signal));
    expect(before).toMatchObject({ tenantId: tenant.tenantId, redirectedToId: null });
    const changes = {
      status: 'resolved',
      assignedTo: 'mia@contoso.com',
      classification: 'truePositive',
      determination: 'compromisedAccount',
      resolvingComment: 'Sessions revoked.',
      customTags: ['one', 'two'],
      displayName: 'Renamed',
      severity: 'low',
    };
    expect(Object.keys(changes).toSorted()).toEqual(
      [...writer.writable.incident.fields].toSorted(),
    );
    const after = valueOf(
      await writer.patch({ target: incident, fields: changes, fresh: before }, signal),
    );
    expect(after?.fields).toEqual(changes);
    expect(valueOf(await writer.read(incident, signal))).toEqual(after);
    expect(after?.comments).toEqual(before.comments);
  });

  it('takes the fields of an alert, older names of determinations translated', async () => {
    const { tenant, writer } = await startWriter();
    const list = await fetch(`${tenant.baseUrl}/security/alerts_v2?$top=1`);
    const [first] = ((await list.json()) as { value: readonly { id: string }[] }).value;
    const alert = { kind: 'alert', id: first?.id ?? '' } as const;
    const changes = { status: 'inProgress', assignedTo: null, classification: 'truePositive' };
    const after = await writer.patch(
      {
        target: alert,
        fields: { ...changes, determination: 'compromisedUser' },
        fresh: valueOf(await writer.read(alert, signal)),
      },
      signal,
    );
    const fields = { ...changes, determination: 'compromisedAccount' };
    expect(valueOf(after)?.fields).toEqual(fields);
    expect(Object.keys(fields).toSorted()).toEqual([...writer.writable.alert.fields].toSorted());
  });

  it('takes comments and shows all of them', async () => {
    const { writer } = await startWriter();
    const { comments } = valueOf(await writer.read(incident, signal));
    const after = await writer.postComment(incident, 'Isolated.\n\n[ref 7Q2M8K4X]', signal);
    expect(valueOf(after)).toEqual([...comments, 'Isolated.\n\n[ref 7Q2M8K4X]']);
    expect(valueOf(await writer.read(incident, signal)).comments).toEqual(valueOf(after));
  });

  it('says where a merged incident went', async () => {
    const { writer, listed } = await startWriter();
    const json = listed.kind === 'answer' ? listed.json : null;
    const [merged] = (json as { value: readonly { id: string; redirectIncidentId: string }[] })
      .value;
    const fresh = valueOf(await writer.read({ kind: 'incident', id: merged?.id ?? '' }, signal));
    expect(fresh.redirectedToId).toBe(merged?.redirectIncidentId);
    expect(merged?.redirectIncidentId).toMatch(/^\d+$/);
  });

  it('refuses what it does not know', async () => {
    const { writer } = await startWriter();
    expect(await writer.read({ kind: 'incident', id: 'no/such?one' }, signal)).toMatchObject({
      kind: 'gone',
      failure: { kind: 'rejected' },
    });
    expect(
      await writer.patch({ target: incident, fields: { status: 'frozen' }, fresh: unread }, signal),
    ).toMatchObject({
      kind: 'refused',
    });
    expect(await writer.postComment(incident, 'x'.repeat(40_000), signal)).toMatchObject({
      kind: 'refused',
    });
  });
});

describe('a reply', () => {
  const id = '7';
  it.each<[string, ScriptedReply, WriteReply<FreshTarget>['kind']]>([
    ['400', { status: 400 }, 'refused'],
    ['401', { status: 401 }, 'unclear'],
    ['403', { status: 403 }, 'refused'],
    ['404', { status: 404 }, 'gone'],
    ['409', { status: 409 }, 'unclear'],
    ['410', { status: 410 }, 'gone'],
    ['412', { status: 412 }, 'unclear'],
    ['413', { status: 413 }, 'refused'],
    ['429', { status: 429 }, 'unclear'],
    ['500', { status: 500 }, 'unclear'],
    ['503', { status: 503 }, 'unclear'],
    ['a web page', { body: '<html>', headers: { 'content-type': 'text/html' } }, 'unclear'],
    ['half of the JSON', { body: '{"value":[' }, 'unclear'],
    ['no list', { body: { value: { comment: 'x' } } }, 'unclear'],
    ['a list of anything', { body: { value: [null, 1, { comment: 2 }, {}] } }, 'done'],
  ])('of %s to a comment is %s', async (_name, reply, kind) => {
    const { client, service } = await startScriptedClient({ script: [reply] });
    const writer = createGraphWriter({ client, baseUrl: service.baseUrl });
    expect(await writer.postComment({ kind: 'alert', id: 'a/b' }, 'x', signal)).toMatchObject(
      kind === 'done' ? { kind, value: [] } : { kind, failure: {} },
    );
    expect(service.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /v1.0/security/alerts_v2/a%2Fb/comments',
    ]);
    expect(JSON.parse(service.received[0]?.body ?? '')).toEqual({
      '@odata.type': 'microsoft.graph.security.alertComment',
      comment: 'x',
    });
  });

  it.each<[string, unknown, string | null]>([
    ['another incident', { id: '8' }, '8'],
    ['a redirect', { id, redirectIncidentId: '9' }, '9'],
    ['no redirect', { id, redirectIncidentId: '' }, null],
  ])('with %s', async (_name, body, redirectedToId) => {
    const { client, service } = await startScriptedClient({ script: [{ body }] });
    const writer = createGraphWriter({ client, baseUrl: service.baseUrl });
    expect(valueOf(await writer.read({ kind: 'incident', id }, signal))).toEqual({
      tenantId: null,
      updatedAt: null,
      redirectedToId,
      fields: { assignedTo: null, classification: null, determination: null, customTags: [] },
      comments: [],
    });
  });

  it('without content to a PATCH says nothing about the target', async () => {
    const { client, service } = await startScriptedClient({ script: [{ status: 204 }] });
    const writer = createGraphWriter({ client, baseUrl: service.baseUrl });
    expect(
      await writer.patch(
        { target: { kind: 'incident', id }, fields: { status: 'resolved' }, fresh: unread },
        signal,
      ),
    ).toEqual({
      kind: 'done',
      value: null,
    });
  });

  it('with another alert than the one asked for is no answer', async () => {
    const { client, service } = await startScriptedClient({ script: [{ body: { id: 'b' } }] });
    const writer = createGraphWriter({ client, baseUrl: service.baseUrl });
    expect((await writer.read({ kind: 'alert', id: 'a' }, signal)).kind).toBe('unclear');
  });
});
