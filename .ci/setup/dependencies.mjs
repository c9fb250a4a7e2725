// Keeps node_modules equal to package-lock.json.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { projectRoot } from '../project.mjs';
import { runNpm } from '../run-command.mjs';
import { ToolError } from '../tool.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {Readonly<Record<string, LockedPackage>>} LockedPackages
 */

/** Runs `npm ci` when a package is missing, superfluous or of another version. */
export async function installDependencies() {
  const wanted = await readPackages('package-lock.json');
  if (wanted === null)
    throw new ToolError('package-lock.json is missing: the clone is incomplete.');
  const installed = await readPackages('node_modules/.package-lock.json');
  if (installed !== null && matchesLock(wanted, installed)) return;
  console.log('Installing dependencies (npm ci) ...');
  const { code, output } = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    output: 'keep',
    // Under NODE_ENV=production npm would leave out what builds and tests the app.
    env: { ...process.env, NODE_ENV: 'development' },
  });
  if (code !== 0) {
    console.error(output.trimEnd());
    throw new ToolError('npm ci failed: the reason is above; `npm start` and `npm test` retry it.');
  }
}

/**
 * npm writes its own list last, so that a broken installation has none.
 *
 * @param {LockedPackages} wanted
 * @param {LockedPackages} installed
 */
export function matchesLock(wanted, installed) {
  const isInstalled = Object.entries(wanted).every(([path, { version, integrity, ...rest }]) => {
    const found = installed[path];
    // A package for another platform is in the lock only.
    if (found === undefined) return path === '' || rest.optional || rest.devOptional || false;
    return found.version === version && found.integrity === integrity;
  });
  return isInstalled && Object.keys(installed).every((path) => Object.hasOwn(wanted, path));
}

/**
 * @param {string} lockFile
 * @returns {Promise<LockedPackages | null>}
 */
async function readPackages(lockFile) {
  const text = await readFile(join(projectRoot, lockFile), 'utf8').catch(() => null);
  return text === null ? null : JSON.parse(text).packages;
}
