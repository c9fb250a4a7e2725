// electron/main.ts -> dist/electron/main.js, an ES module for Electron's Node, and what it loads later.
import { nodeBuild } from './node-build.mjs';

/** @returns {import('vite').InlineConfig} */
export function mainConfig() {
  return nodeBuild({
    entry: 'electron/main.ts',
    output: 'electron/main.js',
    external: ['electron'],
    lazyChunks: true,
  });
}
