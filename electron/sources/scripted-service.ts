// A real HTTP server for tests that answers as each test scripts it and remembers what it was asked.
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ScriptedReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text or bytes go out as they are; anything else as JSON. */
  readonly body?: unknown;
}

/** Answers itself, e.g. never or by a reset. */
export type ScriptedAct = (response: ServerResponse) => void;

export interface ScriptedService {
  readonly baseUrl: string;
  readonly received: readonly ReceivedRequest[];
  stop(): Promise<void>;
}

/** `script` gets each request and the number of requests before it. */
export async function startScriptedService(
  script: (request: ReceivedRequest, index: number) => ScriptedReply | ScriptedAct,
): Promise<ScriptedService> {
  const received: ReceivedRequest[] = [];
  const listener: RequestListener = (incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
      received.push(request);
      const answer = script(request, received.length - 1);
      if (typeof answer === 'function') answer(response);
      else reply(response, answer);
    });
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1.0`,
    received,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function reply(
  response: ServerResponse,
  { status = 200, headers, body = '' }: ScriptedReply,
): void {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(isRaw ? body : JSON.stringify(body));
}
