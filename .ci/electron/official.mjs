// The Electron that package.json names: its package has no install script, the binary comes at first use.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../project.mjs';
import { runNode } from '../run-command.mjs';
import { executableIn } from './executable.mjs';

/** @typedef {import('./executable.mjs').Electron} Electron */

const packageDir = join(projectRoot, 'node_modules/electron');
const probeMs = 20_000;
const downloadMs = 10 * 60_000;

/** @returns {Electron | null} null before it was downloaded */
export function findOfficialElectron() {
  const electron = executableIn(join(packageDir, 'dist'), 'official');
  return electron?.version === readVersion() ? electron : null;
}

/** @returns {Promise<Electron | null>} null where it cannot be downloaded */
export async function downloadOfficialElectron() {
  const { npm_config_electron_mirror, ELECTRON_MIRROR = npm_config_electron_mirror } = process.env;
  const { HTTPS_PROXY, https_proxy = HTTPS_PROXY } = process.env;
  const site = ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/';
  // Node's fetch knows no proxy; there the download itself finds out.
  if (!https_proxy && !(await isReachable(`${site}v${readVersion()}/${archiveName()}`)))
    return null;
  console.log(`Downloading Electron ${readVersion()} ...`);
  // Its messages are kept back: where it fails there is still the carried one.
  const options = /** @type {const} */ ({ output: 'keep', timeoutMs: downloadMs });
  const { code } = await runNode('node_modules/electron/install.js', [], options);
  return code === 0 ? findOfficialElectron() : null;
}

/** @param {string} url */
async function isReachable(url) {
  try {
    const signal = AbortSignal.timeout(probeMs);
    const answer = await fetch(url, { method: 'HEAD', redirect: 'follow', signal });
    return answer.ok;
  } catch {
    // No name server, no route, a time-out: all mean "not from here".
    return false;
  }
}

function archiveName() {
  return `electron-v${readVersion()}-${process.platform}-${process.arch}.zip`;
}

/** @returns {string} */
function readVersion() {
  return JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')).version;
}
