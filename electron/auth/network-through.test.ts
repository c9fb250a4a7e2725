import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { networkThrough } from './network-through.ts';

/** Says back what it got. */
async function startEcho(): Promise<string> {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method, url, headers } = request;
      response.writeHead(400, { 'content-type': 'application/json', 'x-ms-request-id': 'r1' });
      response.end(JSON.stringify({ method, url, type: headers['content-type'] ?? null, body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('carries what the library sends and gets, also where the service refuses', async () => {
  const url = await startEcho();
  const network = networkThrough(fetch);
  const type = 'application/x-www-form-urlencoded';
  const posted = await network.sendPostRequestAsync(`${url}/token`, {
    headers: { 'Content-Type': type },
    body: 'grant_type=refresh_token',
  });
  expect(posted).toMatchObject({
    status: 400,
    headers: { 'x-ms-request-id': 'r1' },
    body: { method: 'POST', url: '/token', type, body: 'grant_type=refresh_token' },
  });
  expect(await network.sendGetRequestAsync(`${url}/keys`)).toMatchObject({
    status: 400,
    body: { method: 'GET', url: '/keys', type: null, body: '' },
  });
});

it('rejects where nobody answers', async () => {
  const network = networkThrough(fetch);
  await expect(network.sendGetRequestAsync('http://127.0.0.1:1/')).rejects.toThrow('fetch failed');
});
