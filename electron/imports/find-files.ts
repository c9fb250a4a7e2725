// The files behind what a person dropped, chose or watches: folders are entered, links are not followed.
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface FoundFile {
  readonly path: string;
  readonly size: number;
  /** UTC epoch milliseconds. */
  readonly modifiedAt: number;
}

/** More would be a whole disk, dropped by mistake. */
const FILES_MAX = 10_000;
const DEPTH_MAX = 16;

/**
 * In the order of the paths, inside a folder by name; files and folders whose names begin with a dot are left
 * out there. A named path is told even where it cannot be read, so that whoever reads it says why.
 */
export async function findFiles(
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of paths) {
    const status = await stat(path).catch(() => null);
    if (status?.isDirectory() === true) {
      await addFilesOf(path, { found, depth: 1, signal });
    } else {
      found.push({ path, size: status?.size ?? 0, modifiedAt: status?.mtimeMs ?? 0 });
    }
  }
  return found.slice(0, FILES_MAX);
}

/** All files of one folder. Throws the file system's error where the folder cannot be read. */
export async function filesIn(folder: string, signal?: AbortSignal): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  await (await opendir(folder)).close();
  await addFilesOf(folder, { found, depth: 1, signal });
  return found;
}

interface Search {
  readonly found: FoundFile[];
  readonly depth: number;
  readonly signal: AbortSignal | undefined;
}

async function addFilesOf(folder: string, { found, depth, signal }: Search): Promise<void> {
  const names: { readonly name: string; readonly isFolder: boolean }[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (signal?.aborted === true || names.length >= FILES_MAX) break;
      if (entry.name.startsWith('.')) continue;
      if (entry.isFile() || entry.isDirectory()) {
        names.push({ name: entry.name, isFolder: entry.isDirectory() });
      }
    }
  } catch (error) {
    // A folder inside that may not be read holds nothing that could be imported.
    if (!isOfSystem(error)) throw error;
  }
  names.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, isFolder } of names) {
    if (found.length >= FILES_MAX || signal?.aborted === true) return;
    const path = join(folder, name);
    if (isFolder) {
      if (depth < DEPTH_MAX) await addFilesOf(path, { found, depth: depth + 1, signal });
      continue;
    }
    // One that went away since is gone.
    const status = await stat(path).catch(() => null);
    if (status !== null) found.push({ path, size: status.size, modifiedAt: status.mtimeMs });
  }
}

function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}
