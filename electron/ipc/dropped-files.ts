// Files that a person dropped on a window: their paths come from the preload, never from the page.
import { isAbsolute } from 'node:path';
import { ipcMain } from 'electron';

const PATHS_MAX = 10_000;

/** What is no list of absolute paths, or comes from no page of ours, is dropped: it is a bug or an attack. */
export function onDroppedFiles(
  isOurs: (url: string) => boolean,
  onPaths: (paths: readonly string[]) => void,
): void {
  ipcMain.on('clearpane:drop', ({ senderFrame }, paths: unknown) => {
    if (senderFrame === null || senderFrame.parent !== null || !isOurs(senderFrame.url)) return;
    if (arePaths(paths)) onPaths(paths);
  });
}

export function arePaths(paths: unknown): paths is readonly string[] {
  return (
    Array.isArray(paths) &&
    paths.length > 0 &&
    paths.length <= PATHS_MAX &&
    paths.every((path) => typeof path === 'string' && isAbsolute(path) && !path.includes('\0'))
  );
}
