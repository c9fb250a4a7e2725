// What everything that drives the real app needs first: dependencies, a screen, the build and an Electron.
import { buildAll } from './build.mjs';
import { resolveElectron } from './electron/resolve.mjs';
import { setUp } from './setup.mjs';

/** @throws {import('./tool.mjs').ToolError} */
export async function prepareApp() {
  await setUp({ display: true });
  await buildAll();
  await resolveElectron();
}
