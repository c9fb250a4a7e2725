// Makes a fresh clone runnable, with nothing but Node and npm on the machine. Uses only Node's own modules.
import { installDependencies } from './setup/dependencies.mjs';
import { installSystemPackages } from './setup/system-packages.mjs';
import { ToolError } from './tool.mjs';

/**
 * Installs what is missing, or throws a ToolError that names it. Silent when nothing is.
 *
 * @param {{ display: boolean }} needs `display`: Electron will run, on this screen or on a virtual one
 */
export async function setUp({ display }) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new ToolError(`Node 20.19 or later is needed; this is ${process.version}.`);
  }
  // Without a locale some libraries fail with "Incorrect locale information".
  if (!process.env['LANG']) process.env['LANG'] = 'C.UTF-8';
  if (display && process.platform === 'linux') await installSystemPackages();
  await installDependencies();
}
