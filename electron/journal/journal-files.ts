// The few things the journal asks of a file system, and Node's answer. A test puts a failing disk here.
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { FailureError } from '../../shared/failure.ts';

export interface JournalFile {
  /** All of the bytes, or it throws; what part of them was written then is unknown. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  truncate(length: number): Promise<void>;
  /** Resolves when what was written is on the disk: fdatasync. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface JournalFiles {
  makeFolder(folder: string): Promise<void>;
  /** Names, sorted; none where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  read(path: string): Promise<Buffer>;
  /** `create` starts an empty file, over what may be there; `extend` needs the file. */
  open(path: string, mode: 'create' | 'extend'): Promise<JournalFile>;
  rename(from: string, to: string): Promise<void>;
  /** A second name for a file; fails with EEXIST when the name is taken. */
  link(existing: string, path: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Makes creations, renames and removals in the folder last. */
  syncFolder(folder: string): Promise<void>;
}

/** Only the person's own account reads what it wrote. */
const fileMode = 0o600;
const folderMode = 0o700;

export const nodeFiles: JournalFiles = {
  makeFolder: async (folder) => {
    await mkdir(folder, { recursive: true, mode: folderMode });
  },
  list: async (folder) => {
    try {
      return (await readdir(folder)).toSorted();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    }
  },
  read: (path) => readFile(path),
  open: async (path, mode) => {
    const file = await open(path, mode === 'create' ? 'w' : 'r+', fileMode);
    return {
      write: async (bytes, position) => {
        let written = 0;
        while (written < bytes.length) {
          const rest = bytes.length - written;
          written += (await file.write(bytes, written, rest, position + written)).bytesWritten;
        }
      },
      truncate: (length) => file.truncate(length),
      sync: () => file.datasync(),
      close: () => file.close(),
    };
  },
  rename,
  link: async (existing, path) => {
    try {
      await link(existing, path);
    } catch (error) {
      // Disks such as exFAT know one name a file; the copy is exclusive too, if not complete at once.
      if (!withoutLinks.has(errorCode(error) ?? '')) throw error;
      await copyFile(existing, path, constants.COPYFILE_EXCL);
    }
  },
  remove: unlink,
  syncFolder: async (folder) => {
    // Windows opens no folder; NTFS journals its names itself.
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

const withoutLinks: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'ENOSYS', 'EISDIR']);

export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}

const summaries: ReadonlyMap<string, { readonly summary: string; readonly action: string }> =
  new Map([
    ['ENOSPC', { summary: 'The disk is full.', action: 'Free some space and save again.' }],
    [
      'EDQUOT',
      { summary: 'Your disk quota is used up.', action: 'Free some space and save again.' },
    ],
    ['EROFS', { summary: 'The disk can only be read.', action: 'Make the profile writable.' }],
    [
      'EACCES',
      { summary: 'The journal may not be written.', action: 'Make the profile writable.' },
    ],
    ['EPERM', { summary: 'The journal may not be written.', action: 'Make the profile writable.' }],
  ]);

/** The error as expected trouble of the disk; a bug, which has no error code, comes back unchanged. */
export function asStorageFailure(error: unknown, place: string): Error {
  if (error instanceof FailureError) return error;
  const code = errorCode(error);
  if (code === null) return error instanceof Error ? error : new Error(String(error));
  const told = summaries.get(code) ?? {
    summary: `The disk did not take what was written (${code}).`,
    action: 'Check the disk and save again.',
  };
  return new FailureError({ kind: 'storage', ...told, place }, { cause: error });
}
