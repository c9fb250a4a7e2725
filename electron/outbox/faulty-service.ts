// For tests: a real HTTP server with incidents and alerts that can fail in every way that reliability.md
// names for writes, and a ledger of what was applied: the oracle.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
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

export interface ServedItem {
  readonly id: string;
  readonly comments: readonly string[];
  readonly [member: string]: unknown;
}

export interface AppliedWrite {
  /** `incidents/7` or `alerts_v2/a`. */
  readonly path: string;
  readonly at: number;
  readonly write: { readonly comment: string } | { readonly patch: object };
}

export interface FaultyService {
  readonly baseUrl: string;
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
type Patch = Readonly<Record<string, unknown>>;

export async function startFaultyService(time: VirtualTime): Promise<FaultyService> {
  const items = new Map<string, ServedItem>();
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

  function apply(path: string, write: AppliedWrite['write']): void {
    const item = items.get(path);
    if (item === undefined) return;
    ledger.push({ path, at: time.clock.now(), write });
    put(path, 'patch' in write ? write.patch : { comments: [...item.comments, write.comment] });
  }

  function answer(incoming: IncomingMessage, response: ServerResponse, body: string): void {
    const [path = '', action] = pathOf(incoming);
    const item = items.get(path);
    if (service.isDown) return void response.socket?.resetAndDestroy();
    if (incoming.method === 'GET') return answerRead(response, path, readFaults.shift() ?? 'none');
    if (item === undefined) return send(response, 404, error('Not found.'));
    const json = JSON.parse(body) as Patch;
    const write = action === 'comments' ? { comment: String(json['comment']) } : { patch: json };
    answerWrite(response, { path, write, fault: writeFaults.shift() ?? 'none' });
  }

  function answerRead(response: ServerResponse, path: string, fault: ReadFault): void {
    if (fault === 'lost') return void response.socket?.resetAndDestroy();
    if (fault === 'broken') return send(response, 503, error('Later.'));
    if (fault === 'throttled')
      return send(response, 429, error('Slower.'), { 'retry-after': '40' });
    const item = items.get(path);
    if (item === undefined) return send(response, 404, error('Not found.'));
    send(response, 200, served(item, fault === 'foreign' ? 'another-tenant' : tenantId));
  }

  function answerWrite(
    response: ServerResponse,
    { path, write, fault }: { path: string; write: AppliedWrite['write']; fault: WriteFault },
  ): void {
    const before = items.get(path);
    const show = (): void => send(response, 200, shown(path, write));
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
        return answerWrite(response, { path, write, fault: 'late' });
      case 'late':
        void time.sleep(lateMs).then(() => apply(path, write));
        return void response.socket?.resetAndDestroy();
      case 'notShown':
        apply(path, write);
        return send(response, 200, 'comment' in write ? { value: [] } : served(before, tenantId));
      case 'ignored':
        return show();
      case 'altered':
        apply(path, 'comment' in write ? { comment: altered(write.comment) } : write);
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

  function shown(path: string, write: AppliedWrite['write']): unknown {
    const item = items.get(path);
    return 'comment' in write
      ? { value: (item?.comments ?? []).map((comment) => ({ comment })) }
      : served(item, tenantId);
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

/** `incidents/7` and, for its comments, `comments`. */
function pathOf({ url = '' }: IncomingMessage): readonly string[] {
  const [set = '', id = '', action] = url.replace(/^\/v1\.0\/security\//, '').split('/');
  const path = `${set}/${decodeURIComponent(id)}`;
  return action === undefined ? [path] : [path, action];
}

function served(item: ServedItem | undefined, tenant: string): unknown {
  return { ...item, tenantId: tenant, comments: item?.comments.map((comment) => ({ comment })) };
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
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
