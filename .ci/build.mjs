// `npm run build`: the four bundles of the app into dist/, each only when something it reads has changed.
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';

import { hashInputs, isBuilt, markBuilt } from './build-stamp.mjs';
import { projectRoot } from './project.mjs';
import { setUp } from './setup.mjs';
import { runTool, ToolError } from './tool.mjs';

/**
 * @typedef {object} Target
 * @property {string} name
 * @property {string} output
 * @property {readonly string[]} rooms all it may import from
 * @property {() => Promise<import('vite').InlineConfig>} config
 * @property {boolean} [executable]
 */

/** @type {readonly Target[]} */
export const targets = [
  {
    name: 'main',
    output: 'dist/electron/main.js',
    rooms: ['electron', 'shared', 'resources'],
    config: async () => (await import('./vite/main.mjs')).mainConfig(),
  },
  {
    name: 'preload',
    output: 'dist/electron/preload.cjs',
    rooms: ['electron/preload', 'shared'],
    config: async () => (await import('./vite/preload.mjs')).preloadConfig(),
  },
  {
    name: 'renderer',
    output: 'dist/renderer/index.html',
    rooms: ['renderer', 'shared', 'resources'],
    config: async () => (await import('./vite/renderer.mjs')).rendererConfig(),
  },
  {
    name: 'cli',
    output: 'dist/cli/clearpane.js',
    rooms: ['electron', 'shared', 'resources'],
    config: async () => (await import('./vite/cli.mjs')).cliConfig(),
    executable: true,
  },
];

/**
 * Builds what has changed since its last build.
 *
 * @throws {ToolError} after Vite has printed what is wrong
 */
export async function buildAll() {
  for (const target of targets) {
    const stamp = await hashInputs([
      ...target.rooms,
      '.ci/vite',
      '.ci/build.mjs',
      'package-lock.json',
    ]);
    if (await isBuilt(target.name, target.output, stamp)) continue;
    await buildTarget(target);
    await markBuilt(target.name, stamp);
  }
}

/** @param {Target} target */
async function buildTarget({ name, output, config, executable = false }) {
  const startedAt = performance.now();
  const { build } = await import('vite');
  // Vite takes the development build of React from a NODE_ENV that a test or a shell has set.
  const { NODE_ENV } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ ...(await config()), mode: 'production', logLevel: 'warn' });
    if (executable) await chmod(join(projectRoot, output), 0o755);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    throw new ToolError(`The build of ${name} failed: the reason is above.`, { cause: error });
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = NODE_ENV;
  }
  console.log(`Built ${output} in ${Math.round(performance.now() - startedAt)} ms`);
}

if (process.argv[1] === import.meta.filename) {
  await runTool(async () => {
    await setUp({ display: false });
    await buildAll();
    return 0;
  });
}
