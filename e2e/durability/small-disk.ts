// A disk of a few megabytes for a profile, that can be filled to the byte: a tmpfs, so Linux and root only.
import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface SmallDisk {
  readonly folder: string;
  /** Leaves about so many bytes free, in whole pages. */
  fill(freeBytes: number): Promise<void>;
  /** Gives the space back. */
  empty(): Promise<void>;
  remove(): Promise<void>;
}

const run = promisify(execFile);

/** Null where this process may not mount. */
export async function makeSmallDisk(megabytes: number): Promise<SmallDisk | null> {
  const folder = await mkdtemp(join(tmpdir(), 'clearpane-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  } catch {
    await rmdir(folder);
    return null;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    async fill(freeBytes) {
      const { bavail, bsize } = await statfs(folder);
      const file = await open(ballast, 'w');
      const chunk = Buffer.alloc(bsize, 1);
      try {
        const blocks = bavail - Math.ceil(freeBytes / bsize);
        for (let block = 0; block < blocks; block += 1) await file.write(chunk);
      } catch (error) {
        // The app took the last blocks meanwhile.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        await file.close();
      }
    },
    empty: () => rm(ballast, { force: true }),
    async remove() {
      await run('umount', ['-l', folder]);
      // Chromium's children may still make files there for a moment after the app has ended.
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
