// The writer against the demo tenant's workspace, which checks what it is sent, and against scripted answers.
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDemoTenant } from '../../demo-tenant/demo-tenant.ts';
import { startScriptedService } from '../scripted-service.ts';
import type { ReceivedRequest, ScriptedReply } from '../scripted-service.ts';
import { createServiceClient } from '../service-client.ts';
import type { WriteReply } from '../writer.ts';
import { createSentinelWriter } from './sentinel-writer.ts';

const { signal } = new AbortController();
const now = Date.UTC(2026, 10, 24, 12, 0, 0);
/** One of Defender's, by the id that it has in Graph. */
const target = { kind: 'incident', id: '4194' } as const;
const TEXT = 'Isolated.\n\n[ref 7Q2M8K4X]';

const clientOf = (baseUrl: string) =>
  createServiceClient({
    baseUrl,
    clock: { now: Date.now },
    random: () => 0,
    sleep: async () => undefined,
    limits: { maxAttempts: 1, budget: [] },
  });

async function startWriter() {
  const tenant = await startDemoTenant({ now: () => now });
  onTestFinished(() => tenant.stop());
  const baseUrl = tenant.armBaseUrl;
  const workspaces = [tenant.sentinelWorkspace];
  const writer = createSentinelWriter({ client: clientOf(baseUrl), baseUrl, workspaces });
  const inGraph = async (): Promise<Readonly<Record<string, unknown>>> => {
    const reply = await fetch(`${tenant.baseUrl}/security/incidents/${target.id}`);
    return (await reply.json()) as Readonly<Record<string, unknown>>;
  };
  return { writer, inGraph };
}

function valueOf<Value>(reply: WriteReply<Value>): Value {
  if (reply.kind !== 'done') throw new Error(`${reply.kind}: ${reply.failure.summary}`);
  return reply.value;
}

describe('the demo tenant', () => {
  it('takes all fields that the writer calls writable, and Graph shows them', async () => {
    const { writer, inGraph } = await startWriter();
    const fresh = valueOf(await writer.read(target, signal));
    const fields = {
      status: 'resolved',
      assignedTo: 'mia@contoso.com',
      classification: 'falsePositive',
      resolvingComment: 'A drill.',
      customTags: ['one', 'two'],
      displayName: 'Renamed',
      severity: 'low',
    };
    expect(Object.keys(fields).toSorted()).toEqual([...writer.writable.incident.fields].toSorted());
    const after = valueOf(await writer.patch({ target, fields, fresh }, signal));
    expect(after?.fields).toEqual({ ...fields, determination: 'notMalicious' });
    expect(valueOf(await writer.read(target, signal))).toEqual(after);
    expect(await inGraph()).toMatchObject(fields);
  });

  it('refuses a change of an older version, and takes it after another look', async () => {
    const { writer, inGraph } = await startWriter();
    const fresh = valueOf(await writer.read(target, signal));
    valueOf(await writer.patch({ target, fields: { severity: 'low' }, fresh }, signal));
    const change = { target, fields: { displayName: 'Renamed' }, fresh };
    expect(await writer.patch(change, signal)).toMatchObject({
      kind: 'unclear',
      failure: { kind: 'conflict' },
    });
    const again = valueOf(await writer.read(target, signal));
    valueOf(await writer.patch({ ...change, fresh: again }, signal));
    expect(await inGraph()).toMatchObject({ displayName: 'Renamed', severity: 'low' });
  });

  it('has a comment once, however often it is sent', async () => {
    const { writer } = await startWriter();
    const { comments } = valueOf(await writer.read(target, signal));
    for (let time = 0; time < 3; time += 1) {
      expect(valueOf(await writer.postComment(target, TEXT, signal))).toEqual([TEXT]);
    }
    expect(valueOf(await writer.read(target, signal)).comments).toEqual([...comments, TEXT]);
  });

  it('has no incident of a number that is none of Defender, nor of a foreign name', async () => {
    const { writer } = await startWriter();
    const replies = [
      await writer.read({ kind: 'incident', id: '999999' }, signal),
      await writer.read({ kind: 'incident', id: '../../x?y' }, signal),
      await writer.postComment({ kind: 'incident', id: 'none' }, TEXT, signal),
    ];
    expect(replies.map(({ kind }) => kind)).toEqual(['gone', 'gone', 'gone']);
  });
});

describe('workspaces', () => {
  const workspace = (name: string): string => `/subscriptions/s/workspaces/${name}`;
  const listOf = (name: string): string =>
    `${workspace(name)}/providers/Microsoft.SecurityInsights/incidents`;
  const own = { kind: 'incident', id: 'i1' } as const;
  const incident = {
    name: 'i1',
    etag: '"1"',
    properties: { title: 't', severity: 'High', status: 'New' },
  };

  async function setUp(script: (request: ReceivedRequest & { path: string }) => ScriptedReply) {
    const service = await startScriptedService((request) =>
      script({ ...request, path: new URL(request.url, 'http://localhost').pathname }),
    );
    onTestFinished(() => service.stop());
    const { origin } = new URL(service.baseUrl);
    const workspaces = [workspace('w1'), workspace('w2')];
    const writer = createSentinelWriter({ client: clientOf(origin), baseUrl: origin, workspaces });
    const asked = () =>
      service.received.map(({ method, url }) => `${method} ${url.split('?')[0] ?? ''}`);
    return { writer, asked, service };
  }

  it('are gone through once, and the incident is asked for where it was found', async () => {
    const { writer, asked } = await setUp(({ path }) => {
      if (path.endsWith('/comments')) return { body: { value: [] } };
      return path === `${listOf('w2')}/i1` ? { body: incident } : { status: 404, body: '{}' };
    });
    const fresh = valueOf(await writer.read(own, signal));
    valueOf(await writer.patch({ target: own, fields: { status: 'inProgress' }, fresh }, signal));
    expect(asked()).toEqual([
      `GET ${listOf('w1')}/i1`,
      `GET ${listOf('w2')}/i1`,
      `GET ${listOf('w2')}/i1/comments`,
      `PUT ${listOf('w2')}/i1`,
    ]);
  });

  it('that do not answer leave open whether the incident is there', async () => {
    const { writer } = await setUp(({ path }) =>
      path.startsWith(workspace('w1')) ? { status: 503, body: '{}' } : { status: 404, body: '{}' },
    );
    expect((await writer.read(own, signal)).kind).toBe('unclear');
  });

  it.each<[string, ScriptedReply, string]>([
    ['403', { status: 403, body: '{}' }, 'refused'],
    ['404', { status: 404, body: '{}' }, 'gone'],
    ['409', { status: 409, body: '{}' }, 'unclear'],
    ['412', { status: 412, body: '{}' }, 'unclear'],
    ['503', { status: 503, body: '{}' }, 'unclear'],
    ['half of the JSON', { body: '{"value":[' }, 'unclear'],
  ])('that answer %s to a write', async (_name, reply, kind) => {
    const { writer } = await setUp(({ path, method }) => {
      if (method === 'PUT') return reply;
      return path.endsWith('/comments') ? { body: { value: [] } } : { body: incident };
    });
    const fresh = valueOf(await writer.read(own, signal));
    const change = { target: own, fields: { status: 'inProgress' }, fresh };
    expect((await writer.patch(change, signal)).kind).toBe(kind);
    expect((await writer.postComment(own, TEXT, signal)).kind).toBe(kind);
  });

  it('that answer with another incident are not taken at their word', async () => {
    const { writer } = await setUp(() => ({ body: { ...incident, name: 'other' } }));
    expect((await writer.read(own, signal)).kind).toBe('unclear');
  });

  it('are sent no status that they have no word for, and nothing of alerts', async () => {
    const { writer, asked } = await setUp(({ path }) =>
      path.endsWith('/comments') ? { body: { value: [] } } : { body: incident },
    );
    const fresh = valueOf(await writer.read(own, signal));
    const change = { target: own, fields: { status: 'awaitingAction' }, fresh };
    expect(await writer.patch(change, signal)).toMatchObject({
      kind: 'refused',
      failure: { kind: 'unsupported' },
    });
    expect(asked().filter((request) => request.startsWith('PUT'))).toEqual([]);
    expect(writer.writable.alert).toEqual({ fields: new Set(), comments: false });
  });
});
