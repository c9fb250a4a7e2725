// Where the browser comes back to after a sign-in: one answer, on a loopback port of the moment.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the identity service sent through the browser. */
export type Redirect =
  | { readonly kind: 'code'; readonly code: string; readonly clientInfo: string | null }
  | { readonly kind: 'error'; readonly error: string; readonly description: string };

export interface RedirectListener {
  /** `http://localhost:PORT`, the form for which a registration of `http://localhost` fits any port. */
  readonly redirectUri: string;
  /** Pending until an answer with the right state has come; answers with another state change nothing. */
  readonly redirect: Promise<Redirect>;
  close(): void;
}

const mostBytes = 64 * 1024;

/**
 * Takes the answer as a posted form only, so that the code is in no address, history or log of the browser.
 * Throws the system's error where no port can be had.
 */
export async function listenForRedirect(state: string): Promise<RedirectListener> {
  let settle: (redirect: Redirect) => void;
  const redirect = new Promise<Redirect>((resolve) => {
    settle = resolve;
  });
  const server = createServer((request, response) => {
    void answer(request, response, state).then((found) => {
      if (found !== null) settle(found);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    redirectUri: `http://localhost:${port}`,
    redirect,
    close() {
      server.close();
      server.closeIdleConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  state: string,
): Promise<Redirect | null> {
  const say = (status: number, text: string): void => {
    response.writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'close',
    });
    response.end(text);
  };
  if (request.method !== 'POST' || request.url !== '/') {
    say(404, 'Nothing is here.');
    return null;
  }
  const form = new URLSearchParams(await readForm(request));
  if (form.getAll('state').length !== 1 || form.get('state') !== state) {
    say(400, 'This is not the sign-in that Clearpane waits for.');
    return null;
  }
  const code = form.get('code');
  const error = form.get('error');
  if (error === null && code === null) {
    say(400, 'The sign-in page sent neither a code nor an error.');
    return null;
  }
  if (error !== null || code === null) {
    say(200, 'The sign-in did not succeed. Clearpane says why. You can close this page.');
    return {
      kind: 'error',
      error: error ?? 'unknown',
      description: form.get('error_description') ?? '',
    };
  }
  say(200, 'You are signed in. You can close this page and go back to Clearpane.');
  return { kind: 'code', code, clientInfo: form.get('client_info') };
}

/** The empty string for a body that is too long or broken off: it holds no state then. */
async function readForm(request: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const chunk of request) {
      text += String(chunk);
      if (text.length > mostBytes) return '';
    }
  } catch {
    return '';
  }
  return text;
}
