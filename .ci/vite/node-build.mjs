// The build of an ES module for Node 20 with all it imports, so that a package needs no node_modules.
import { basename, dirname, join } from 'node:path';

import { distDir, projectRoot } from '../project.mjs';

/**
 * Not minified: its stack traces end up in logs, and its size does not matter beside Electron's.
 *
 * @param {{ entry: string, output: string, external?: string[], banner?: string, lazyChunks?: boolean }}
 *   module paths from the project's root and from `dist`; with `lazyChunks`, what is imported dynamically
 *   becomes a file beside the output, else all is one file
 * @returns {import('vite').InlineConfig}
 */
export function nodeBuild({ entry, output, external = [], banner = '', lazyChunks = false }) {
  return {
    configFile: false,
    root: projectRoot,
    publicDir: false,
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    ssr: { target: 'node', noExternal: true, external },
    build: {
      ssr: join(projectRoot, entry),
      target: 'node20',
      outDir: join(distDir, dirname(output)),
      emptyOutDir: false,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        output: {
          format: 'es',
          entryFileNames: basename(output),
          chunkFileNames: '[name].js',
          // What both need is a file of its own: a chunk that imports the entry might run it twice.
          codeSplitting: lazyChunks && { groups: [{ name: 'shared', test: /[\\/]shared[\\/]/ }] },
          banner,
        },
      },
    },
  };
}
