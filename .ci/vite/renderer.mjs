// renderer/ -> dist/renderer/: the visible window, the hidden store window and their workers.
import { join } from 'node:path';

import { distDir, projectRoot } from '../project.mjs';

const root = join(projectRoot, 'renderer');

/** The pages, as file names in renderer/. */
export const pages = ['index.html', 'store.html'];

/** @returns {import('vite').InlineConfig} */
export function rendererConfig() {
  return {
    configFile: false,
    root,
    base: '/',
    publicDir: false,
    // Main's protocol handler puts a fresh nonce in its place at every load.
    html: { cspNonce: '__CSP_NONCE__' },
    worker: { format: 'es' },
    build: {
      target: 'chrome130',
      outDir: join(distDir, 'renderer'),
      emptyOutDir: true,
      sourcemap: true,
      // No inline scripts and no data: URLs: the policy refuses the former and need not allow the latter.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      // What the licences of the bundled packages ask of those who pass them on.
      license: { fileName: 'third-party-licenses.md' },
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: pages.map((page) => join(root, page)),
        // Component libraries mark files 'use client' for servers that render React; here it means nothing.
        checks: { moduleLevelDirective: false },
      },
    },
  };
}
