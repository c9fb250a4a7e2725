// A file that appears under its name only when it is whole: until then it has another name beside it.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';

export interface WholeFile {
  append(text: string): Promise<void>;
  /** On the disk, in place of what had the name before. */
  finish(): Promise<void>;
  /** Leaves nothing behind, and what had the name before as it was. */
  discard(): Promise<void>;
  /** As discard, for a process that ends now; what is still being written fails. */
  abandon(): void;
}

/** Throws as the file system does. The file can be read by its owner only. */
export async function openWholeFile(path: string): Promise<WholeFile> {
  const partialPath = `${path}.${randomUUID().slice(0, 8)}.part`;
  const file = await open(partialPath, 'wx', 0o600);
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (!isClosed) await file.close();
    isClosed = true;
  };
  return {
    async append(text) {
      await file.writeFile(text, 'utf8');
    },
    async finish() {
      await file.sync();
      await close();
      await rename(partialPath, path);
    },
    async discard() {
      await close();
      await rm(partialPath, { force: true });
    },
    abandon: () => rmSync(partialPath, { force: true }),
  };
}
