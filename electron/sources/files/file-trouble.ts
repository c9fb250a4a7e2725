// What a person can understand of a failed read.
import { failureIn } from '../../../shared/failure.ts';

const TROUBLES: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file'],
  ['EACCES', 'may not be read'],
  ['EPERM', 'may not be read'],
  ['EISDIR', 'is a folder'],
  ['EMFILE', 'too many files are open'],
  ['ERR_INVALID_ARG_VALUE', 'is no possible file name'],
]);

/** Null for a bug, which is to be thrown on. */
export function fileTrouble(error: unknown): string | null {
  const failure = failureIn(error);
  if (failure !== null) return failure.summary;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isOfSystem = /^E[A-Z\d]+$/.test(code);
  return TROUBLES.get(code) ?? (isOfSystem ? `cannot be read (${code})` : null);
}
