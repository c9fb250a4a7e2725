// Row 19 of the table: a service that cannot prove who it is gets nothing, and a cut handshake is tried again.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createTlsServer } from 'node:https';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { keyPem, makeCertificate } from './certificate.ts';
import type { Certificate } from './certificate.ts';

const hourMs = 3_600_000;
const projectRoot = new URL('../..', import.meta.url).pathname;

interface TlsService {
  readonly url: string;
  /** Tokens that arrived. */
  readonly tokens: readonly (string | undefined)[];
}

/** Cuts the first connections short, as told, once the client has said hello. */
async function startTlsService(certificate: Certificate, cuts = 0): Promise<TlsService> {
  const tokens: (string | undefined)[] = [];
  const secure = createTlsServer(
    { key: keyPem(certificate), cert: certificate.pem },
    (request, response) => {
      tokens.push(request.headers.authorization);
      response.setHeader('content-type', 'application/json');
      response.end('{}');
    },
  );
  let cutsLeft = cuts;
  const server = createServer((socket) => {
    if (cutsLeft > 0) {
      cutsLeft -= 1;
      socket.once('data', () => socket.resetAndDestroy());
      return;
    }
    secure.emit('connection', socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    secure.closeAllConnections();
    server.close();
  });
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/v1.0`, tokens };
}

it('19: expired, of another name, self-signed, cut in the handshake', async () => {
  const now = Date.now();
  const valid = { from: now - hourMs, to: now + hourMs };
  const authority = makeCertificate({ name: 'Authority of a test', ...valid });
  const ours = { name: 'service', address: '127.0.0.1', issuer: authority };
  const good = makeCertificate({ ...ours, ...valid });
  const services = await Promise.all([
    startTlsService(good),
    startTlsService(makeCertificate({ ...ours, from: now - 2 * hourMs, to: now - hourMs })),
    startTlsService(makeCertificate({ ...ours, ...valid, address: '127.0.0.2' })),
    startTlsService(makeCertificate({ name: 'service', address: '127.0.0.1', ...valid })),
    startTlsService(good, 2),
  ]);

  const folder = await mkdtemp(join(tmpdir(), 'clearpane-tls-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const trusted = join(folder, 'authority.pem');
  await writeFile(trusted, authority.pem);
  const probe = ['.ci/run-module.mjs', join(projectRoot, 'e2e/hostile/tls-probe.ts')];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...probe, ...services.map(({ url }) => url)],
    { cwd: projectRoot, env: { ...process.env, NODE_EXTRA_CA_CERTS: trusted } },
  );

  const refusal = (index: number, why: string): string =>
    `The connection to ${new URL(services[index]?.url ?? '').host} is not safe: ${why}.`;
  expect(JSON.parse(stdout)).toEqual([
    'answer',
    refusal(1, 'its certificate has expired'),
    refusal(2, 'its certificate belongs to another name'),
    refusal(3, 'nobody vouches for its certificate'),
    'answer',
  ]);
  expect(services.map(({ tokens }) => tokens)).toEqual([
    ['Bearer secret'],
    [],
    [],
    [],
    ['Bearer secret'],
  ]);
}, 30_000);
