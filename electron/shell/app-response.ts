// What a response of app://clearpane may contain and under which policy; no Electron, so it is testable.
import { join, normalize, sep } from 'node:path';

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
