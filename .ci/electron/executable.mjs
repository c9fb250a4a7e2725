// An unpacked Electron on disk.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Electron
 * @property {string} executable
 * @property {string} distDir the folder electron-builder calls `electronDist`
 * @property {string} version without a leading `v`
 * @property {'override' | 'official' | 'carried'} origin
 */

/** @type {Readonly<Partial<Record<NodeJS.Platform, string>>>} */
const executableByPlatform = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/**
 * @param {string} distDir
 * @param {Electron['origin']} origin
 * @returns {Electron | null} null when the executable or the file `version` is missing
 */
export function executableIn(distDir, origin) {
  const executable = join(distDir, executableByPlatform[process.platform] ?? 'electron');
  const versionFile = join(distDir, 'version');
  if (!existsSync(executable) || !existsSync(versionFile)) return null;
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '');
  return { executable, distDir, version, origin };
}
