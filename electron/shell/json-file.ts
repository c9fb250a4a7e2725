// Small JSON files of the profile, written so that a crash leaves the old or the new text whole.
import { open, readFile, rename } from 'node:fs/promises';

/** Null when the file does not exist; throws on text that is not JSON. */
export async function readJsonFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return JSON.parse(text);
}

/** Replaces the file: temporary file, fsync, rename. */
export async function writeJsonFile(path: string, value: unknown): Promise<void> {
  const temporaryPath = `${path}.new`;
  const file = await open(temporaryPath, 'w');
  try {
    await file.writeFile(`${JSON.stringify(value, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporaryPath, path);
}
