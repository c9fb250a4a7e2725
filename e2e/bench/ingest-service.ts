// The ingest benchmark's service, in a process of its own: the demo tenant with every page of a first sync
// rendered and kept as bytes, so that no client waits for it. Prints its address, and ends with its parent.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import {
  createGraphSecuritySource,
  graphHeaders,
} from '../../electron/sources/graph-security/graph-security-source.ts';
import { createServiceClient } from '../../electron/sources/service-client.ts';

interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const tenant = await startDemoTenant({
  now: Date.now,
  alertsTotal: Number(process.argv[2]),
  requestsPerMinute: 1_000_000,
});
const pageByPath = new Map<string, Page>();

const server = createServer((request, response) => {
  void (async () => {
    const { status, headers, body } = await page(request.url ?? '/');
    response.writeHead(status, { ...headers, 'Content-Length': body.byteLength });
    response.end(body);
  })();
});
server.listen(0, '127.0.0.1', () => void announce());

/** By the walk that the app makes, so that every address which it asks for is known. */
async function announce(): Promise<void> {
  const baseUrl = `${originOf(server.address() as AddressInfo)}/v1.0`;
  const client = createServiceClient({
    baseUrl,
    headers: graphHeaders,
    clock: Date,
    random: Math.random,
    limits: { budget: [] },
  });
  const source = createGraphSecuritySource({ client, baseUrl });
  const { signal } = new AbortController();
  for (const { tenantId } of await source.discoverTenants(signal)) {
    for (const collection of source.describe().collections) {
      const feed = { sourceId: 'graph-security', tenantId, collection };
      for await (const { cursor } of source.pull(feed, null, signal)) void cursor;
    }
  }
  console.log(baseUrl);
  process.stdin.resume();
  process.stdin.once('end', () => process.exit());
}

async function page(path: string): Promise<Page> {
  const known = pageByPath.get(path);
  if (known !== undefined) return known;
  const behind = new URL(tenant.baseUrl).origin;
  const reply = await fetch(`${behind}${path}`, { headers: graphHeaders });
  const origin = originOf(server.address() as AddressInfo);
  const body = Buffer.from((await reply.text()).replaceAll(behind, origin));
  const headers = Object.fromEntries(
    ['content-type', 'date'].map((name) => [name, reply.headers.get(name) ?? '']),
  );
  const rendered = { status: reply.status, headers, body };
  pageByPath.set(path, rendered);
  return rendered;
}

function originOf({ port }: AddressInfo): string {
  return `http://127.0.0.1:${port}`;
}
