// For tests: a real HTTP server with incidents and alerts that can fail in every way that reliability.md
// names for writes, and a ledger of what was applied: the oracle.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { azureWords } from './azure-words.ts';
import { graphWords } from './graph-words.ts';
import type { AppliedWrite, Asked, ServedItem, ServiceWords } from './service-words.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What happens to a write. `late`: applied a minute after its connection broke; `lateComment`: if it is one. */
export type WriteFault =
  | 'none'
  | 'lostBefore'
  | 'lostAfter'
  | 'throttledBefore'
  | 'throttledAfter'
  | 'brokenAfter'
  | 'garbledAfter'
  | 'late'
  | 'lateComment'
  | 'notShown'
  | 'ignored'
  | 'altered'
  | 'partly'
  | 'forbidden'
  | 'tooLarge'
  | 'unauthorized';

export type ReadFault = 'none' | 'lost' | 'broken' | 'throttled' | 'foreign';

export interface FaultyService {
  readonly baseUrl: string;
  /** Of the same items, as Azure Resource Manager has them. */
  readonly armBaseUrl: string;
  readonly tenantId: string;
  readonly ledger: readonly AppliedWrite[];
  /** Each write takes the next one; then all goes well. */
  readonly writeFaults: WriteFault[];
  readonly readFaults: ReadFault[];
  /** Every request answers with a broken connection. */
  isDown: boolean;
  item(path: string): ServedItem | undefined;
  /** Creates it, or changes it in someone else's name. */
  put(path: string, members?: object): void;
  remove(path: string): void;
  requests(): number;
  stop(): Promise<void>;
}

const tenantId = '11111111-2222-3333-4444-555555555555';
const lateMs = 60_000;

export async function startFaultyService(time: VirtualTime): Promise<FaultyService> {
  const items = new Map<string, ServedItem>();
  const namesByPath = new Map<string, string[]>();
  const ledger: AppliedWrite[] = [];
  const writeFaults: WriteFault[] = [];
  const readFaults: ReadFault[] = [];
  let requests = 0;

  const stamp = (): string => new Date(time.clock.now()).toISOString();

  function put(path: string, members: object = {}): void {
    const fresh = { id: path.split('/')[1] ?? '', status: 'active', comments: [] };
    items.set(path, {
      ...(items.get(path) ?? fresh),
      ...members,
      lastUpdateDateTime: stamp(),
    });
  }

  function withComment(
    { id, comments }: ServedItem,
    { comment, name = '' }: { readonly comment: string; readonly name?: string },
  ): readonly string[] {
    const names = namesByPath.get(id) ?? [];
    const at = name === '' ? -1 : names.indexOf(name);
    if (at !== -1) return comments.with(at, comment);
    namesByPath.set(id, [...names, name]);
    return [...comments, comment];
  }

  function apply(path: string, write: AppliedWrite['write']): void {
    const item = items.get(path);
    if (item === undefined) return;
    ledger.push({ path, at: time.clock.now(), write });
    put(path, 'patch' in write ? write.patch : { comments: withComment(item, write) });
  }

  function answer(incoming: IncomingMessage, response: ServerResponse, body: string): void {
    const { method = '', url = '' } = incoming;
    const asked = wordsOf(url).read({ method, url, body, item: (path) => items.get(path) });
    if (service.isDown) return void response.socket?.resetAndDestroy();
    if (method === 'GET') return answerRead(response, asked, readFaults.shift() ?? 'none');
    if (items.get(asked.path) === undefined) return send(response, 404, error('Not found.'));
    if (asked.write === null) return send(response, 412, error('Read it again.'));
    answerWrite(response, { ...asked, write: asked.write, fault: writeFaults.shift() ?? 'none' });
  }

  function answerRead(response: ServerResponse, { path, show }: Asked, fault: ReadFault): void {
    if (fault === 'lost') return void response.socket?.resetAndDestroy();
    if (fault === 'broken') return send(response, 503, error('Later.'));
    if (fault === 'throttled')
      return send(response, 429, error('Slower.'), { 'retry-after': '40' });
    const item = items.get(path);
    if (item === undefined) return send(response, 404, error('Not found.'));
    send(response, 200, show(item, fault === 'foreign' ? 'another-tenant' : tenantId));
  }

  function answerWrite(
    response: ServerResponse,
    asked: Asked & { readonly write: AppliedWrite['write']; readonly fault: WriteFault },
  ): void {
    const { path, write, fault } = asked;
    const before = items.get(path);
    const show = (): void => send(response, 200, asked.show(items.get(path), tenantId));
    switch (fault) {
      case 'none':
        apply(path, write);
        return show();
      case 'lostBefore':
        return void response.socket?.resetAndDestroy();
      case 'lostAfter':
        apply(path, write);
        return void response.socket?.resetAndDestroy();
      case 'throttledBefore':
        return send(response, 429, error('Slower.'), { 'retry-after': '20' });
      case 'throttledAfter':
        apply(path, write);
        return send(response, 429, error('Slower.'), { 'retry-after': '20' });
      case 'brokenAfter':
        apply(path, write);
        return send(response, 500, error('Broken.'));
      case 'garbledAfter':
        apply(path, write);
        return send(response, 200, '{"value":[');
      case 'lateComment':
        if ('patch' in write) return void response.socket?.resetAndDestroy();
        return answerWrite(response, { ...asked, fault: 'late' });
      case 'late':
        void time.sleep(lateMs).then(() => apply(path, write));
        return void response.socket?.resetAndDestroy();
      case 'notShown':
        apply(path, write);
        return send(response, 200, asked.hide(before, tenantId));
      case 'ignored':
        return show();
      case 'altered':
        apply(path, 'comment' in write ? { ...write, comment: altered(write.comment) } : write);
        return show();
      case 'partly':
        apply(path, 'patch' in write ? { patch: firstOf(write.patch) } : write);
        return show();
      case 'forbidden':
        return send(response, 403, error('No.'));
      case 'tooLarge':
        return send(response, 413, error('Too large.'));
      case 'unauthorized':
        return send(response, 401, error('Sign in.'));
      default:
        fault satisfies never;
    }
  }

  const server = createServer((incoming, response) => {
    requests += 1;
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => answer(incoming, response, Buffer.concat(chunks).toString()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const service: FaultyService = {
    baseUrl: `http://127.0.0.1:${port}/v1.0`,
    armBaseUrl: `http://127.0.0.1:${port}`,
    tenantId,
    ledger,
    writeFaults,
    readFaults,
    isDown: false,
    item: (path) => items.get(path),
    put,
    remove: (path) => void items.delete(path),
    requests: () => requests,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return service;
}

/** Azure's addresses begin with a subscription. */
function wordsOf(url: string): ServiceWords {
  return url.startsWith('/subscriptions/') ? azureWords : graphWords;
}

function altered(comment: string): string {
  return `&lt;p&gt;${comment.toUpperCase().replaceAll('\n', ' ')} &lt;/p&gt;`;
}

function firstOf(patch: object): object {
  return Object.fromEntries(Object.entries(patch).slice(0, 1));
}

function error(message: string): unknown {
  return { error: { code: 'X', message } };
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (body === null) return void response.writeHead(204, headers).end();
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
