// What the demo tenant keeps between runs: when its world is anchored and what was written to it.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Edit } from './edits.ts';
import type { Edition } from './expand-incident.ts';

export interface TenantState {
  readonly edition: Edition;
  readonly edits: readonly Edit[];
}

const VERSION = 1;

/** Null when there is no file, or one that this version did not write: a demo then simply begins anew. */
export async function readState(path: string): Promise<TenantState | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const parsed = JSON.parse(text) as { readonly version?: unknown } & TenantState;
    return parsed.version === VERSION ? { edition: parsed.edition, edits: parsed.edits } : null;
  } catch {
    return null;
  }
}

/** Atomic: a reader sees the old state or the new one. */
export async function writeState(path: string, state: TenantState): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, JSON.stringify({ version: VERSION, ...state }));
  await rename(temporary, path);
}
