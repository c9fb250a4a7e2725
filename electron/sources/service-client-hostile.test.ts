// What the client takes for data, and where it goes for it: the reliability table's rows 5, 7 and 9.
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import { failureOf, good, goodAnswer, startScriptedClient } from './scripted-client.ts';
import { startScriptedService } from './scripted-service.ts';
import type { ScriptedReply } from './scripted-service.ts';

describe('what is not data', () => {
  it.each<[string, ScriptedReply, Partial<Failure>]>([
    [
      "a captive portal's page",
      { body: '<!doctype html><title>Sign in</title>', headers: { 'content-type': 'text/html' } },
      {
        kind: 'offline',
        summary: 'A web page came from HOST in place of data.',
        action: 'Open a browser: the network may ask you to sign in first.',
      },
    ],
    [
      'a page that claims to be JSON',
      { body: '\ufeff <html>' },
      { kind: 'offline', summary: 'A web page came from HOST in place of data.' },
    ],
    [
      'an empty body',
      { body: '' },
      { kind: 'rejected', summary: 'An empty answer came from HOST.' },
    ],
    [
      'truncated JSON',
      { body: '{"value":[{"id":' },
      { kind: 'rejected', summary: 'Broken data came from HOST: it is not complete JSON.' },
    ],
    [
      'text',
      { body: 'OK', headers: { 'content-type': 'text/plain' } },
      { kind: 'rejected', summary: 'Something other than JSON came from HOST.' },
    ],
    [
      'JSON 100,000 deep',
      { body: `{"value":${'['.repeat(100_000)}${']'.repeat(100_000)}}` },
      { kind: 'rejected', summary: 'HOST sent data nested deeper than any real answer.' },
    ],
    [
      'a part, and said so',
      { status: 206, body: { value: [] } },
      { kind: 'rejected', summary: 'HOST sent only a part of the data and said so.' },
    ],
  ])('%s', async (_name, reply, expected) => {
    const { client, url, host, place } = await startScriptedClient({ script: [reply] });
    const { summary = '' } = expected;
    expect(await failureOf(client.getJson(url))).toMatchObject({
      ...expected,
      summary: summary.replace('HOST', host),
      place,
    });
  });

  it('is cut off at the limit, counted after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 2 ** 20, ' '));
    const { client, url, host, place, service } = await startScriptedClient({
      script: [{ body: bomb, headers: { 'content-encoding': 'gzip' } }],
      options: { limits: { maxBytes: 2 ** 20 } },
    });
    expect(bomb.byteLength).toBeLessThan(30_000);
    expect(await client.getJson(url)).toEqual({
      kind: 'refusal',
      status: null,
      failure: { kind: 'rejected', summary: `${host} sent more than 1 MB in one answer.`, place },
    });
    expect(service.received.length).toBe(1);
  });

  it('reads a compressed answer', async () => {
    const { client, url } = await startScriptedClient({
      script: [{ body: gzipSync('{"value":[1]}'), headers: { 'content-encoding': 'gzip' } }],
    });
    expect(await client.getJson(url)).toMatchObject({ json: { value: [1] } });
  });
});

describe('other origins', () => {
  it('follows a redirect inside the service', async () => {
    const { client, url, service } = await startScriptedClient({
      script: [{ status: 307, headers: { location: '/v1.0/elsewhere?x=1' } }, good],
    });
    expect(await client.getJson(url)).toEqual(goodAnswer);
    expect(service.received.map((request) => request.url)).toEqual([
      '/v1.0/security/incidents',
      '/v1.0/elsewhere?x=1',
    ]);
  });

  it('does not go round in circles', async () => {
    const { client, url, service, host, place } = await startScriptedClient({
      script: [{ status: 302, headers: { location: '/v1.0/security/incidents' } }],
    });
    expect(await failureOf(client.getJson(url))).toEqual({
      kind: 'rejected',
      summary: `${host} sent one request round in circles.`,
      place,
    });
    expect(service.received.length).toBe(4);
  });

  it('are not followed to, and not one byte is sent there', async () => {
    const other = await startScriptedService(() => good);
    onTestFinished(() => other.stop());
    const { client, url, host, place } = await startScriptedClient({
      script: [{ status: 302, headers: { location: `${other.baseUrl}/security/incidents` } }],
    });
    expect(await failureOf(client.getJson(url))).toEqual({
      kind: 'rejected',
      summary: `${host} pointed to ${new URL(other.baseUrl).host}, which is another service. Nothing was sent there.`,
      action: 'Check that no proxy or network device rewrites the traffic.',
      place,
    });
    expect(other.received).toEqual([]);
  });

  it.each([
    'https://HOST/x',
    'http://HOST.evil.example/x',
    'http://HOST@evil.example/x',
    'http://user:pass@HOST/x',
    'http://user@HOST/x',
    '//evil.example/x',
    'ftp://HOST/x',
    'file:///etc/passwd',
    'data:application/json,{}',
    'http://[',
  ])('are refused as a link and as a redirect: %s', async (pattern) => {
    const { client, url, service, host } = await startScriptedClient({
      script: [(response) => response.writeHead(302, { location: target() }).end()],
    });
    const target = (): string => pattern.replace('HOST', host);
    expect((await failureOf(client.getJson(url))).kind).toBe('rejected');
    expect((await failureOf(client.getJson(target()))).kind).toBe('rejected');
    expect(service.received.length).toBe(1);
  });
});
