// What Electron's own default app does, as far as `electron FOLDER` needs it: the carried Electron lacks one.
// It must be an ES module with top-level await: so Electron's `ready` waits until the app is imported.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { app as publicApp } from 'electron';

/** @typedef {{ setVersion(version: string): void, setAppPath(path: string): void }} DefaultAppPowers */
const app = /** @type {typeof publicApp & DefaultAppPowers} */ (publicApp);

const { preloads, target } = readArguments(process.argv.slice(1));
if (target === null) {
  console.error('Usage: electron [-r MODULE]... FOLDER');
  process.exit(1);
}

Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
const require = createRequire(import.meta.url);
for (const preload of preloads) require(resolve(preload));

const path = resolve(target);
const packageFile = join(path, 'package.json');
if (existsSync(packageFile)) {
  const { name, productName, version } = JSON.parse(readFileSync(packageFile, 'utf8'));
  if (version) app.setVersion(version);
  if (productName ?? name) app.setName(productName ?? name);
  if (name) app.setDesktopName(`${name}.desktop`);
  app.setAppPath(path);
}
const entry = require.resolve(path);
if (!existsSync(packageFile)) app.setAppPath(dirname(entry));
await import(pathToFileURL(entry).href);

/**
 * Playwright passes its loader by `-r`; Chromium's switches, before the folder, are not ours to read.
 *
 * @param {readonly string[]} args
 */
function readArguments(args) {
  /** @type {string[]} */
  const preloads = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '-r' || arg === '--require') preloads.push(args[++at] ?? '');
    else if (!arg.startsWith('-')) return { preloads, target: arg };
  }
  return { preloads, target: null };
}
