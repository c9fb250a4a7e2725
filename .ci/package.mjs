// `npm run package [-- --linux|--win|--mac] [TARGET]...`: the app as its users get it, into release/.
// Without a target the unpacked app (`dir`); `all` for the targets of electron-builder.yml; `--smoke` then
// starts it and runs the journeys marked @smoke.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { buildAll } from './build.mjs';
import { resolveElectron } from './electron/resolve.mjs';
import { smokeTestPackage } from './packaging/smoke-test.mjs';
import { projectRoot } from './project.mjs';
import { setUp } from './setup.mjs';
import { runTool, ToolError } from './tool.mjs';

/** @type {Readonly<Partial<Record<NodeJS.Platform, string>>>} */
const platformNames = { linux: 'linux', win32: 'win', darwin: 'mac' };

await runTool(async () => {
  const options = /** @type {const} */ ({
    linux: { type: 'boolean' },
    win: { type: 'boolean' },
    mac: { type: 'boolean' },
    smoke: { type: 'boolean' },
  });
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const here = platformNames[process.platform];
  const platform = values.linux ? 'linux' : values.win ? 'win' : values.mac ? 'mac' : here;
  if (here === undefined || platform !== here) {
    throw new ToolError(
      `Packages for ${platform} are made on ${platform}: see .github/workflows/release.yml`,
    );
  }
  const targets = positionals.length === 0 ? ['dir'] : positionals;
  await setUp({ display: true });
  await buildAll();
  await packageApp(here, targets);
  return values.smoke ? smokeTestPackage() : 0;
});

/**
 * @param {string} platform
 * @param {readonly string[]} targets
 */
async function packageApp(platform, targets) {
  const electron = await resolveElectron();
  const isUnpacked = targets.length === 1 && targets[0] === 'dir';
  if (electron.origin === 'carried' && !isUnpacked) {
    throw new ToolError(
      `Only \`dir\` can be made here: Electron could not be downloaded, and the carried ${electron.version} must not ship.`,
    );
  }
  const { build, Platform } = await import('electron-builder');
  const chosen = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC }[platform];
  if (chosen === undefined) throw new ToolError(`There are no packages for ${platform}.`);
  await rm(join(projectRoot, 'release'), { recursive: true, force: true });
  await build({
    projectDir: projectRoot,
    targets: targets[0] === 'all' ? chosen.createTarget() : chosen.createTarget([...targets]),
    publish: 'never',
    config: {
      extends: 'electron-builder.yml',
      electronVersion: electron.version,
      // For other architectures than ours electron-builder fetches Electron itself.
      ...(isUnpacked ? { electronDist: electron.distDir } : {}),
      // False: the bundles hold their dependencies, there are no node_modules to collect or rebuild.
      beforeBuild: async () => false,
      afterExtract: ({ appOutDir }) => removeDefaultApp(appOutDir),
    },
  });
  if (electron.origin === 'carried') {
    console.log(
      `Packed with the carried Electron ${electron.version}: for tests here, never to be shipped.`,
    );
  }
}

/**
 * Electron falls back to its default app where it finds no other; a package must not hold one.
 *
 * @param {string} appOutDir
 */
async function removeDefaultApp(appOutDir) {
  await rm(join(appOutDir, 'resources/default_app.asar'), { recursive: true, force: true });
}
