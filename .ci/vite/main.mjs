// electron/main.ts -> dist/electron/main.js, an ES module for Electron's Node, and what it loads later.
import { nodeBuild } from './node-build.mjs';

/** @returns {import('vite').InlineConfig} */
export function mainConfig() {
  const config = nodeBuild({
    entry: 'electron/main.ts',
    output: 'electron/main.js',
    external: ['electron'],
    lazyChunks: true,
  });
  // What the licences of the bundled packages ask of those who pass them on.
  return {
    ...config,
    build: { ...config.build, license: { fileName: 'third-party-licenses.md' } },
  };
}
