// app://clearpane: the one origin of every window and worker, served from the built renderer.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol } from 'electron';
import { fileFor, securityHeaders } from './app-response.ts';

const mediaTypeByExtension: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** To be called before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** `developmentServer` is the base URL of Vite's server in `npm run dev`, else null. */
export function serveApp(rendererFolder: string, developmentServer: string | null): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'clearpane') return new Response(null, { status: 404 });
    const nonce = randomBytes(16).toString('base64');
    const headers = securityHeaders(nonce, developmentServer);
    if (developmentServer !== null) {
      const answer = await fetch(new URL(url.pathname + url.search, developmentServer));
      const mediaType = answer.headers.get('content-type') ?? 'text/plain';
      return respond(Buffer.from(await answer.arrayBuffer()), mediaType, nonce, headers);
    }
    const path = fileFor(rendererFolder, url.pathname);
    const mediaType = path === null ? undefined : mediaTypeByExtension[extname(path)];
    if (path === null || mediaType === undefined) return new Response(null, { status: 404 });
    try {
      return respond(await readFile(path), mediaType, nonce, headers);
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

function respond(
  body: Buffer<ArrayBuffer>,
  mediaType: string,
  nonce: string,
  headers: Readonly<Record<string, string>>,
): Response {
  const isPage = mediaType.startsWith('text/html');
  const content = isPage ? body.toString('utf8').replaceAll('__CSP_NONCE__', nonce) : body;
  return new Response(content, { headers: { ...headers, 'Content-Type': mediaType } });
}
