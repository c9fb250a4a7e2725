// electron/preload/preload.ts -> dist/electron/preload.cjs: a sandboxed preload is one CommonJS file that
// can require nothing but `electron`.
import { join } from 'node:path';

import { distDir, projectRoot } from '../project.mjs';

/** @returns {import('vite').InlineConfig} */
export function preloadConfig() {
  return {
    configFile: false,
    root: projectRoot,
    publicDir: false,
    build: {
      lib: {
        entry: join(projectRoot, 'electron/preload/preload.ts'),
        formats: ['cjs'],
        fileName: () => 'preload.cjs',
      },
      target: 'chrome130',
      outDir: join(distDir, 'electron'),
      emptyOutDir: false,
      sourcemap: true,
      minify: false,
      rolldownOptions: { external: ['electron'], output: { codeSplitting: false } },
    },
  };
}
