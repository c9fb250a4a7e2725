// Filter sets to and from a file that the person names in a dialog of the system.
import { open } from 'node:fs/promises';
import type { ShellCalls } from '../../shared/contract/shell.ts';
import { FailureError } from '../../shared/failure.ts';
import {
  MOST_FILE_CHARACTERS,
  readFilterSetFile,
  writeFilterSetFile,
} from '../../shared/queue/filter-set-file.ts';

type FilterSetCallName = 'filterSets.save' | 'filterSets.choose';

export interface FilterSetCallsParts {
  /** Asks where, and writes it there; null when the person gave up. */
  readonly saveText: (fileName: string, text: string) => Promise<string | null>;
  /** Paths of files; none when the person gave up. */
  readonly choosePaths: (what: 'files') => Promise<readonly string[]>;
}

type FilterSetHandlers = {
  readonly [N in FilterSetCallName]: (
    argument: ShellCalls[N]['argument'],
  ) => Promise<ShellCalls[N]['result']>;
};

export function createFilterSetHandlers(parts: FilterSetCallsParts): FilterSetHandlers {
  return {
    'filterSets.save': ({ sets }) =>
      parts.saveText('Clearpane filter sets.json', writeFilterSetFile(sets)),
    'filterSets.choose': async () => {
      const [path] = await parts.choosePaths('files');
      return path === undefined ? null : readFilterSetFile(await readText(path));
    },
  };
}

/** No more than can be of filter sets, and a character more. Throws FailureError of kind `storage`. */
async function readText(path: string): Promise<string> {
  const most = MOST_FILE_CHARACTERS + 1;
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new FailureError(
      { kind: 'storage', summary: 'The file could not be read.', place: path },
      { cause },
    );
  }
}
