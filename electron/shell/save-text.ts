// Asks the person where a file is to be, in a dialog of the system, and writes a text there.
import { writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { FailureError } from '../../shared/failure.ts';

/** Resolves with the path; null when the person gave up. */
export async function chooseSavePath(fileName: string): Promise<string | null> {
  const extension = extname(fileName).slice(1);
  const options = {
    defaultPath: join(app.getPath('documents'), fileName),
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  };
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } =
    window === null
      ? await dialog.showSaveDialog(options)
      : await dialog.showSaveDialog(window, options);
  return canceled || filePath === '' ? null : filePath;
}

/** Resolves with the path; null when the person gave up. Throws FailureError of kind `storage`. */
export async function saveText(fileName: string, text: string): Promise<string | null> {
  const filePath = await chooseSavePath(fileName);
  if (filePath === null) return null;
  try {
    await writeFile(filePath, text, { mode: 0o600 });
  } catch (cause) {
    throw new FailureError(
      {
        kind: 'storage',
        summary: 'The file could not be written.',
        action: 'Choose another folder.',
        place: filePath,
      },
      { cause },
    );
  }
  return filePath;
}
