// Where things are: every tool takes its folders from here.
import { fileURLToPath } from 'node:url';

/** @param {string} path relative to the project's root */
const inProject = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The project's root, without a trailing separator. */
export const projectRoot = inProject('.').replace(/[\\/]$/, '');

/** Scratch that may vanish at any time; npm removes it with node_modules. */
export const cacheDir = inProject('node_modules/.cache');

/** Everything that is built and shipped. */
export const distDir = inProject('dist');

/** Reports, traces and screenshots of failing tests. */
export const testResultsDir = inProject('test-results');
