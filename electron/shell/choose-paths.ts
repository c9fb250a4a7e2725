// Asks the person for files or a folder, in a dialog of the system.
import { BrowserWindow, dialog } from 'electron';
import type { OpenDialogOptions } from 'electron';

/** An empty list when the person gave up. */
export async function choosePaths(what: 'files' | 'folder'): Promise<readonly string[]> {
  const options: OpenDialogOptions =
    what === 'files'
      ? { title: 'Import files', properties: ['openFile', 'multiSelections'] }
      : { title: 'Choose a folder', properties: ['openDirectory'] };
  const window = BrowserWindow.getFocusedWindow();
  const { filePaths } =
    window === null
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options);
  return filePaths;
}
