// fetch through the proxy that the system names for an address. What travels is encrypted from end to end
// (CONNECT, RFC 9110 9.3.6): the proxy learns the service's name and no more, and cannot pose as the service.
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { createGunzip } from 'node:zlib';
import { FailureError } from '../../shared/failure.ts';

/** The part of fetch that is used. Rejects as fetch does, with the system's error as the cause. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

export interface FetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

export interface ProxiedFetchParts {
  /** In the words of proxy auto-configuration, e.g. `PROXY proxy.example:8080; DIRECT`. */
  readonly findProxy: (url: string) => Promise<string>;
  /** Authorities that are trusted in place of the usual ones, as PEM. */
  readonly ca?: string;
}

export function createProxiedFetch({ findProxy, ca }: ProxiedFetchParts): Fetch {
  return async (url, init) => {
    const proxy = proxyOf(await findProxy(url));
    if (proxy === null) return fetch(url, init);
    const { hostname, port, protocol } = new URL(url);
    if (protocol !== 'https:') throw new Error('only what is encrypted goes through a proxy');
    try {
      const authority = `${hostname}:${port || '443'}`;
      const tunnel = await openTunnel(proxy, authority, init.signal);
      // A name in the greeting must be no address (RFC 6066, 3); what is proven is `host` then.
      const servername = isIP(hostname) === 0 ? hostname : '';
      const socket = connect({ socket: tunnel, host: hostname, servername, ...(ca && { ca }) });
      return responseOf(await send(url, init, socket));
    } catch (error) {
      if (init.signal.aborted) throw init.signal.reason;
      throw new TypeError('fetch failed', { cause: error });
    }
  };
}

/** null for a direct connection. Throws FailureError for a kind of proxy that is not spoken. */
function proxyOf(found: string): URL | null {
  const routes = found.split(';').map((route) => route.trim().split(/\s+/));
  for (const [kind, address] of routes) {
    if (kind === 'DIRECT' || kind === '') return null;
    if (kind === 'PROXY') return new URL(`http://${address}`);
    if (kind === 'HTTPS') return new URL(`https://${address}`);
  }
  throw new FailureError({
    kind: 'unsupported',
    summary: `This computer names a proxy that Clearpane cannot use: ${found}.`,
    action: 'Set an HTTP proxy in the settings of the system. Nothing was sent past the proxy.',
  });
}

function openTunnel(proxy: URL, authority: string, signal: AbortSignal): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const request = proxy.protocol === 'https:' ? httpsRequest : httpRequest;
    const { hostname: host, port } = proxy;
    const asking = request({
      host,
      port: port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: authority,
      headers: { host: authority },
      agent: false,
      signal,
    });
    asking.once('connect', ({ statusCode }: IncomingMessage, socket: Duplex) => {
      if (statusCode === 200) {
        resolve(socket);
        return;
      }
      socket.destroy();
      const error = new Error(`the proxy ${proxy.host} answered ${statusCode}`);
      reject(Object.assign(error, { code: statusCode === 407 ? 'PROXY_AUTH' : 'PROXY_REFUSED' }));
    });
    asking.once('error', reject);
    asking.end();
  });
}

function send(url: string, init: FetchInit, socket: TLSSocket): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { ...init.headers, 'accept-encoding': 'gzip', connection: 'close' };
    const { method, signal } = init;
    const asking = httpsRequest(url, { method, headers, createConnection: () => socket, signal });
    asking.once('response', resolve);
    asking.once('error', reject);
    asking.end(init.body);
  });
}

function responseOf(message: IncomingMessage): Response {
  const { statusCode: status = 0, headersDistinct } = message;
  const headers = new Headers();
  for (const [name, values] of Object.entries(headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  if (status === 204 || status === 205 || status === 304) {
    message.resume();
    return new Response(null, { status, headers });
  }
  const isPacked = headers.get('content-encoding') === 'gzip';
  // An error reaches whoever reads the body.
  const body = isPacked ? pipeline(message, createGunzip(), () => undefined) : message;
  return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, { status, headers });
}
