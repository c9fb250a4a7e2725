// Whether the disk of a folder has room for a database to be opened: without any, Chromium drops it.
import { statfs } from 'node:fs/promises';

/** LevelDB needs a log and a manifest before the first row. */
const leastBytes = 4 * 1024 * 1024;

/** False where nobody can tell. */
export async function diskIsFull(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize < leastBytes;
  } catch {
    return false;
  }
}
