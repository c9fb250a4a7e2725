// electron/main.ts -> dist/electron/main.js: one ES module for Electron's Node, dependencies included.
import { nodeBuild } from './node-build.mjs';

/** @returns {import('vite').InlineConfig} */
export function mainConfig() {
  return nodeBuild({
    entry: 'electron/main.ts',
    output: 'electron/main.js',
    external: ['electron'],
  });
}
