// Whether a build is still that of the present sources: a hash of all it reads, kept beside its output.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { distDir, projectRoot } from './project.mjs';

const stampDir = join(distDir, '.stamps');

/**
 * @param {readonly string[]} inputs files and folders, from the project's root; missing ones count as empty
 * @returns {Promise<string>} equal if and only if all names and contents are
 */
export async function hashInputs(inputs) {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(inputs.map(filesUnder))).flat()) {
    const content = await readFile(join(projectRoot, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} name
 * @param {string} output from the project's root
 * @param {string} stamp
 */
export async function isBuilt(name, output, stamp) {
  const kept = await readFile(join(stampDir, name), 'utf8').catch(() => null);
  return kept === stamp && existsSync(join(projectRoot, output));
}

/**
 * @param {string} name
 * @param {string} stamp of the sources as they were when the build began
 */
export async function markBuilt(name, stamp) {
  await mkdir(stampDir, { recursive: true });
  await writeFile(join(stampDir, name), stamp);
}

/**
 * @param {string} input
 * @returns {Promise<string[]>} sorted; tests are not part of a build
 */
async function filesUnder(input) {
  const path = join(projectRoot, input);
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => null);
  if (entries === null) return [input];
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1))
    .sort();
}
