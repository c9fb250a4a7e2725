// Entry of the command line: plain Node, no Electron.
import { readFileSync } from 'node:fs';
import { dispatch } from './dispatch.ts';

/** The project's own, from electron/cli/ as from dist/cli/. */
const manifest = new URL('../../package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader has seen enough, as `head` has.
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

process.exitCode = await dispatch(
  process.argv.slice(2),
  {
    input: process.stdin,
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  },
  version,
);
