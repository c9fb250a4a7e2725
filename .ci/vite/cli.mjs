// electron/cli/clearpane.ts -> dist/cli/clearpane.js: the command line, an executable for plain Node.
import { nodeBuild } from './node-build.mjs';

/** @returns {import('vite').InlineConfig} */
export function cliConfig() {
  return nodeBuild({
    entry: 'electron/cli/clearpane.ts',
    output: 'cli/clearpane.js',
    banner: '#!/usr/bin/env node',
  });
}
