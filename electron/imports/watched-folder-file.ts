// Which folders are watched, and which of their files are done with, as the profile keeps it.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isJsonObject } from '../../shared/model/json.ts';
import { readJsonFile, writeJsonFile } from '../shell/json-file.ts';

export interface KeptFolder {
  readonly id: string;
  readonly path: string;
  readonly isPaused: boolean;
  readonly lastReportId: string | null;
  /** What each file was when it was done with, by its path. */
  readonly doneByPath: ReadonlyMap<string, string>;
}

export interface WatchedFolderFile {
  read(): readonly KeptFolder[];
  /** Resolves when it is on disk. */
  write(folders: readonly KeptFolder[]): Promise<void>;
}

export async function openWatchedFolderFile(path: string): Promise<WatchedFolderFile> {
  let current = foldersFrom(await readJsonFile(path).catch(() => null));
  let lastWrite: Promise<unknown> = Promise.resolve();
  return {
    read: () => current,
    write(folders) {
      current = folders;
      const write = lastWrite.then(async () => {
        await mkdir(dirname(path), { recursive: true });
        await writeJsonFile(path, {
          version: 1,
          folders: folders.map(({ doneByPath, ...folder }) => ({
            ...folder,
            done: [...doneByPath],
          })),
        });
      });
      lastWrite = write.catch(() => undefined);
      return write;
    },
  };
}

/** What is valid in `value`: a file that is not known to be done is imported again, which changes nothing. */
export function foldersFrom(value: unknown): readonly KeptFolder[] {
  const folders = isJsonObject(value) ? value['folders'] : null;
  return Array.isArray(folders) ? folders.flatMap((folder) => folderFrom(folder) ?? []) : [];
}

function folderFrom(value: unknown): KeptFolder | null {
  if (!isJsonObject(value)) return null;
  const { id, path, isPaused, lastReportId, done } = value;
  if (typeof id !== 'string' || typeof path !== 'string') return null;
  return {
    id,
    path,
    isPaused: isPaused === true,
    lastReportId: typeof lastReportId === 'string' ? lastReportId : null,
    doneByPath: new Map(Array.isArray(done) ? done.filter(isPair) : []),
  };
}

function isPair(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'string';
}
