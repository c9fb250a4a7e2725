// app://clearpane: the one origin of every window and worker, served from the built renderer.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

export const appOrigin = 'app://clearpane';

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
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
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

/** The file inside the folder that a URL path names; null for a path that leads outside. */
export function fileFor(folder: string, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const path = normalize(join(folder, decoded === '/' ? 'index.html' : decoded));
  return path.startsWith(folder + sep) ? path : null;
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

/** The strict policy of every response; development adds Vite's socket and nothing else. */
export function securityHeaders(
  nonce: string,
  developmentServer: string | null,
): Readonly<Record<string, string>> {
  const sockets = developmentServer === null ? '' : ` ${developmentServer.replace(/^http/, 'ws')}`;
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      developmentServer === null ? "script-src 'self'" : `script-src 'self' 'nonce-${nonce}'`,
      "worker-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src 'self'${sockets}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  };
}
