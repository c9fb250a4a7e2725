// What a generator of a resource is, and how its text comes about from the facts beside the project.
import { existsSync, readFileSync } from 'node:fs';
import * as prettier from 'prettier';

/**
 * @typedef {object} Resource
 * @property {string} file name inside resources/
 * @property {() => Promise<string>} text what is committed, written again from the facts
 */

const project = new URL('../../', import.meta.url);

/** The folder of facts: a sibling of the project, present only where the resources are maintained. */
export const factsFolder = new URL('../shared/api/', project);

/** The generated files are committed here. */
export const resourcesFolder = new URL('resources/', project);

/** @returns {boolean} whether resources can be generated on this machine */
export const factsArePresent = () => existsSync(factsFolder);

/**
 * A resource from one file of facts; `write` returns its text unformatted.
 * @template Facts
 * @param {{ file: string, facts: string, write: (facts: Facts) => string }} definition
 * @returns {Resource}
 */
export function defineResource({ file, facts, write }) {
  const text = async () => {
    const written = write(JSON.parse(readFileSync(new URL(facts, factsFolder), 'utf8')));
    if (!file.endsWith('.ts')) return written;
    const style = await prettier.resolveConfig(new URL(file, resourcesFolder));
    return prettier.format(written, { ...style, parser: 'typescript' });
  };
  return { file, text };
}
