// The client's patience against a real server: what it sends, repeats, waits for and gives up.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { failureOf, good, goodAnswer, startedAt, startScriptedClient } from './scripted-client.ts';
import type { ScriptedAct, ScriptedReply } from './scripted-service.ts';
import { createServiceClient } from './service-client.ts';

const reset: ScriptedAct = (response) => response.socket?.resetAndDestroy();
const dripping: ScriptedAct = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 10);
  response.on('close', () => clearInterval(timer));
};
/** Compressed and never finished: here a read can outlive the signal that fetch was given. */
const stalledZip: ScriptedAct = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
  response.write(gzipSync(Buffer.alloc(100_000, ' ')).subarray(0, 60));
};
const cutShort: ScriptedAct = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"value":[', () => response.socket?.resetAndDestroy());
};

describe('what is sent', () => {
  it('carries the headers and the token, and reads the server clock', async () => {
    const { client, service, url } = await startScriptedClient({
      script: [good],
      options: { headers: { Prefer: 'include-unknown-enum-members' } },
    });
    expect(await client.getJson(url)).toEqual(goodAnswer);
    const [request] = service.received;
    expect([request?.method, request?.url]).toEqual(['GET', '/v1.0/security/incidents']);
    expect(request?.headers).toMatchObject({
      prefer: 'include-unknown-enum-members',
      accept: 'application/json',
    });
    expect(request?.headers.authorization).toBeUndefined();
  });

  it('sends a body as JSON and takes an answer without content', async () => {
    const { client, service, url } = await startScriptedClient({ script: [{ status: 204 }] });
    const reply = await client.send({ method: 'PATCH', url, body: { status: 'resolved' } });
    expect(reply).toMatchObject({ kind: 'answer', json: null });
    expect(service.received[0]).toMatchObject({
      method: 'PATCH',
      body: '{"status":"resolved"}',
      headers: { 'content-type': 'application/json' },
    });
  });

  it('takes no token over plain http', () => {
    const options = {
      baseUrl: 'http://127.0.0.1:1/v1.0',
      clock: { now: () => 0 },
      random: () => 0,
      tokens: { token: async () => 'secret' },
    };
    expect(() => createServiceClient(options)).toThrow('a token would travel unencrypted');
  });
});

describe('passing trouble', () => {
  it.each<[string, ScriptedReply | ScriptedAct]>([
    ['500', { status: 500 }],
    [
      '502 with a web page',
      { status: 502, body: '<html>', headers: { 'content-type': 'text/html' } },
    ],
    ['503', { status: 503 }],
    ['504', { status: 504, body: { error: { code: 'UnknownError', message: '' } } }],
    ['408', { status: 408 }],
    ['429 without Retry-After', { status: 429 }],
    ['206', { status: 206, body: { value: [] }, headers: { warning: '199 - "V/P/504/10000"' } }],
    ['an empty body', { body: '' }],
    ['truncated JSON', { body: '{"value":[{"id":"1"' }],
    ['a reset', reset],
    ['a reset in mid-body', cutShort],
  ])('%s is tried again, later and later', async (_name, trouble) => {
    const { client, service, url, waits } = await startScriptedClient({
      script: [trouble, trouble, good],
    });
    expect(await client.getJson(url)).toEqual(goodAnswer);
    expect([service.received.length, waits]).toEqual([3, [500, 1_000]]);
  });

  it('is told after a bounded number of attempts, with the words of the service', async () => {
    const body = { error: { code: 'X', message: 'Try\u0000 \u202ethis\nlater.' } };
    const { client, service, url, waits, host, place } = await startScriptedClient({
      script: [{ status: 503, body }],
    });
    expect(await client.getJson(url)).toEqual({
      kind: 'refusal',
      status: 503,
      failure: {
        kind: 'offline',
        summary: `${host} is not available (503): "Try this later."`,
        place,
      },
    });
    expect([service.received.length, waits]).toEqual([4, [500, 1_000, 2_000]]);
  });

  it.each(['POST', 'PATCH'] as const)(
    'never repeats a %s: only its sender knows whether it was applied, and still fits',
    async (method) => {
      for (const trouble of [{ status: 503 }, { status: 429 }, reset]) {
        const { client, service, url } = await startScriptedClient({ script: [trouble] });
        await failureOf(client.send({ method, url, body: {} }));
        expect(service.received.length).toBe(1);
      }
    },
  );
});

describe('time-outs', () => {
  it.each<[string, ScriptedAct, object, string]>([
    ['headers', () => undefined, { headersMs: 30 }, 'did not answer within a second'],
    ['total', dripping, { totalMs: 60 }, 'did not finish its answer within a second'],
    ['total', stalledZip, { totalMs: 60 }, 'did not finish its answer within a second'],
    [
      'body',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{');
      },
      { idleMs: 30 },
      'stopped sending and did not go on within a second',
    ],
  ])('%s', async (_phase, act, limits, words) => {
    const { client, url, host, place } = await startScriptedClient({
      script: [act],
      options: { limits: { ...limits, maxAttempts: 1 } },
    });
    expect(await failureOf(client.getJson(url))).toEqual({
      kind: 'offline',
      summary: `${host} ${words}.`,
      action: 'Check the network connection; the next attempt starts by itself.',
      place,
    });
  });

  it.each<[string, ScriptedAct]>([
    ['waiting for headers', () => undefined],
    ['reading the body', dripping],
    ['reading a compressed body', stalledZip],
  ])('a request is cancelled while %s', async (_name, act) => {
    const { client, url, service } = await startScriptedClient({ script: [act] });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 30);
    expect((await failureOf(client.getJson(url, abort.signal))).kind).toBe('cancelled');
    expect(service.received.length).toBe(1);
  });

  it('sends nothing for a signal that was aborted before', async () => {
    const { client, url, service } = await startScriptedClient({ script: [good] });
    expect((await failureOf(client.getJson(url, AbortSignal.abort()))).kind).toBe('cancelled');
    expect(service.received).toEqual([]);
  });
});

describe('pauses', () => {
  it('waits exactly as long as it is told, when that is short', async () => {
    const { client, url, waits } = await startScriptedClient({
      script: [{ status: 429, headers: { 'retry-after': '7' } }, good],
    });
    expect(await client.getJson(url)).toEqual(goodAnswer);
    expect(waits).toEqual([7_000]);
  });

  it.each([
    ['45', 45_000, 'is asked too often and wants a pause.'],
    ['Tue, 24 Nov 2026 11:00:50 GMT', 50_000, 'is asked too often and wants a pause.'],
    ['315360000', 300_000, 'asked for a very long pause; it is asked again every 5 minutes.'],
  ])(
    'says when to come back (Retry-After: %s), and sends nothing before',
    async (header, ms, words) => {
      const headers = { 'retry-after': header, date: 'Tue, 24 Nov 2026 11:00:00 GMT' };
      const { client, url, service, host, place } = await startScriptedClient({
        script: [{ status: 429, headers }, good],
      });
      const retryAt = startedAt + ms;
      expect(await failureOf(client.getJson(url))).toEqual({
        kind: 'throttled',
        summary: `${host} ${words}`,
        place,
        retryAt,
      });
      expect(await failureOf(client.getJson(url))).toEqual({
        kind: 'throttled',
        summary: `${host} asked to be left alone for a while.`,
        place,
        retryAt,
      });
      expect(service.received.length).toBe(1);
    },
  );

  it('paces itself by the budget', async () => {
    const { client, url, waits } = await startScriptedClient({
      script: [good],
      options: { limits: { budget: [{ requests: 2, perMs: 1_000 }] } },
    });
    for (let count = 0; count < 5; count += 1) await client.getJson(url);
    expect(waits).toEqual([1_000, 1_000]);
  });

  it('counts each attempt against the budget', async () => {
    const { client, url, waits } = await startScriptedClient({
      script: [{ status: 500 }],
      options: { limits: { budget: [{ requests: 2, perMs: 10_000 }] } },
    });
    await client.getJson(url);
    expect(waits).toEqual([500, 1_000, 8_500, 2_000]);
  });

  it('says so when the budget of an hour is used up', async () => {
    const { client, url, host, place } = await startScriptedClient({
      script: [good],
      options: { limits: { budget: [{ requests: 1, perMs: 3_600_000 }] } },
    });
    await client.getJson(url);
    expect(await failureOf(client.getJson(url))).toEqual({
      kind: 'throttled',
      summary: `Clearpane has used its share of the requests that ${host} allows in an hour.`,
      action: 'Leave Clearpane running: it goes on by itself.',
      place,
      retryAt: startedAt + 3_600_000,
    });
  });
});

describe('refusals', () => {
  it.each([
    [400, 'rejected', 'HOST refused the request (400): "No."'],
    [401, 'auth', 'HOST does not accept the sign-in: "No."'],
    [403, 'rejected', 'HOST does not allow this to the signed-in account: "No."'],
    [404, 'rejected', 'HOST does not have what was asked for: "No."'],
    [409, 'conflict', 'HOST has a newer version: "No."'],
    [410, 'rejected', 'HOST refused the request (410): "No."'],
    [412, 'conflict', 'HOST has a newer version: "No."'],
  ])('%i is told at once', async (status, kind, summary) => {
    const { client, url, service, host } = await startScriptedClient({
      script: [{ status, body: { error: { code: 'X', message: 'No.' } } }],
    });
    expect(await client.getJson(url)).toMatchObject({
      kind: 'refusal',
      status,
      failure: { kind, summary: summary.replace('HOST', host) },
    });
    expect(service.received.length).toBe(1);
  });

  it('is offline where nobody listens', async () => {
    const { client, url, service, host, place } = await startScriptedClient({ script: [good] });
    await service.stop();
    expect(await failureOf(client.getJson(url))).toEqual({
      kind: 'offline',
      summary: `${host} does not accept connections.`,
      place,
    });
  });
});
