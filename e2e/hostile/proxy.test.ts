// Through a real proxy to a real TLS service: what the proxy learns, and what it cannot do.
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { createProxiedFetch } from '../../electron/sources/proxied-fetch.ts';
import { createServiceClient } from '../../electron/sources/service-client.ts';
import { failureIn } from '../../shared/failure.ts';
import { keyPem, makeCertificate } from './certificate.ts';

const hourMs = 3_600_000;
const token = 'a-token-that-nobody-else-may-see';
const valid = { from: Date.now() - hourMs, to: Date.now() + hourMs };
const authority = makeCertificate({ name: 'Authority of a test', ...valid });

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

interface Received {
  readonly method: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Answers whatever it gets with `{"ok":true}`, packed. */
async function startService(address = '127.0.0.1') {
  const certificate = makeCertificate({ name: 'service', address, issuer: authority, ...valid });
  const received: Received[] = [];
  const server = createTlsServer(
    { key: keyPem(certificate), cert: certificate.pem },
    (request, response) => {
      void text(request).then((body) => {
        const { method, headers } = request;
        received.push({ method, authorization: headers.authorization, body });
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-encoding': 'gzip',
          date: 'Wed, 25 Nov 2026 12:00:00 GMT',
        });
        response.end(gzipSync('{"ok":true}'));
      });
    },
  );
  return { received, baseUrl: `https://127.0.0.1:${await listen(server)}/v1.0` };
}

/** Refuses every tunnel with `refusal`, where there is one. */
async function startProxy(refusal: number | null = null) {
  const tunnels: (string | undefined)[] = [];
  const seen: Buffer[] = [];
  const proxy = createServer((_request, response) => response.writeHead(400).end());
  proxy.on('connect', ({ url = '' }, client) => {
    tunnels.push(url);
    if (refusal !== null) {
      client.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const [host, port] = url.split(':');
    const service = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      client.on('data', (data: Buffer) => seen.push(data));
      client.pipe(service).pipe(client);
    });
    service.on('error', () => client.destroy());
    client.on('error', () => service.destroy());
  });
  const address = `127.0.0.1:${await listen(proxy)}`;
  return { address, tunnels, everything: () => Buffer.concat(seen).toString('latin1') };
}

function clientOf(baseUrl: string, findProxy: string) {
  return createServiceClient({
    baseUrl,
    fetch: createProxiedFetch({ findProxy: async () => findProxy, ca: authority.pem }),
    tokens: { token: async () => token },
    clock: { now: Date.now },
    random: Math.random,
    limits: { budget: [], maxAttempts: 1 },
  });
}

async function failureOf(work: Promise<unknown>) {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  return failureIn(error);
}

it('reads and writes through it, and it sees neither token nor data', async () => {
  const { baseUrl, received } = await startService();
  const proxy = await startProxy();
  const client = clientOf(baseUrl, `PROXY ${proxy.address}; DIRECT`);
  const answer = { kind: 'answer', json: { ok: true }, serverAt: Date.UTC(2026, 10, 25, 12) };
  expect(await client.getJson(`${baseUrl}/security/incidents`)).toEqual(answer);
  const write = { method: 'PATCH', url: `${baseUrl}/security/incidents/1`, body: { a: 'ä' } };
  expect(await client.send({ ...write, method: 'PATCH' })).toEqual(answer);
  const authorization = `Bearer ${token}`;
  expect(received).toEqual([
    { method: 'GET', authorization, body: '' },
    { method: 'PATCH', authorization, body: '{"a":"ä"}' },
  ]);
  const { host } = new URL(baseUrl);
  expect(proxy.tunnels).toEqual([host, host]);
  expect(proxy.everything()).not.toContain(token);
});

it('gives nothing to a service that cannot prove who it is', async () => {
  const { baseUrl, received } = await startService('127.0.0.2');
  const proxy = await startProxy();
  const client = clientOf(baseUrl, `PROXY ${proxy.address}`);
  expect(await failureOf(client.getJson(`${baseUrl}/security/incidents`))).toMatchObject({
    kind: 'rejected',
    summary: expect.stringContaining('is not safe: its certificate belongs to another name'),
  });
  expect(received).toEqual([]);
});

it.each([
  [407, /wants a sign-in of its own/],
  [403, /does not let Clearpane through/],
])('names a proxy that says %i', async (status, summary) => {
  const { baseUrl } = await startService();
  const proxy = await startProxy(status);
  const client = clientOf(baseUrl, `PROXY ${proxy.address}`);
  expect(await failureOf(client.getJson(`${baseUrl}/security/incidents`))).toMatchObject({
    kind: 'offline',
    summary: expect.stringMatching(summary),
  });
});

it('refuses a kind of proxy that it does not speak, in place of going past it', async () => {
  const { baseUrl, received } = await startService();
  const client = clientOf(baseUrl, 'SOCKS5 127.0.0.1:1080');
  expect(await failureOf(client.getJson(`${baseUrl}/security/incidents`))).toMatchObject({
    kind: 'unsupported',
    summary: 'This computer names a proxy that Clearpane cannot use: SOCKS5 127.0.0.1:1080.',
  });
  expect(received).toEqual([]);
});

it('can be cancelled while the proxy does not answer', async () => {
  const { baseUrl } = await startService();
  const proxy = createServer();
  proxy.on('connect', () => undefined);
  const client = clientOf(baseUrl, `PROXY 127.0.0.1:${await listen(proxy)}`);
  const giving = new AbortController();
  const asking = failureOf(client.getJson(`${baseUrl}/security/incidents`, giving.signal));
  setTimeout(() => giving.abort(), 50);
  expect(await asking).toMatchObject({ kind: 'cancelled' });
  proxy.closeAllConnections();
});
