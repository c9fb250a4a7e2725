// Reads an opened export from the data worker, piece by piece, into a file.
import type { ExportedRows, OpenedExport } from '../../shared/contract/queue-export.ts';
import { failureIn, FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import { openWholeFile } from './whole-file.ts';
import type { WholeFile } from './whole-file.ts';

export interface ExportJob {
  readonly id: string;
  readonly path: string;
  isCancelled: boolean;
  /** null until it is open. */
  file: WholeFile | null;
}

export interface ExportSource {
  readonly opened: OpenedExport;
  /** The next rows; none at the end. */
  read(limit: number): Promise<ExportedRows>;
}

/** A piece takes the worker a few dozen milliseconds, between which queues are answered. */
const PIECE_ROWS = 2_000;

/** False where it was cancelled, of which nothing is left. Throws a `storage` failure. */
export async function writeExport(
  job: ExportJob,
  source: ExportSource,
  options: { readonly hasByteOrderMark: boolean; readonly onWritten: (rows: number) => void },
): Promise<boolean> {
  const onDisk = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw new FailureError(notWritten(job.path), { cause });
    }
  };
  const file = await onDisk(() => openWholeFile(job.path));
  job.file = file;
  const { header } = source.opened;
  try {
    await onDisk(() => file.append(`${options.hasByteOrderMark ? '\uFEFF' : ''}${header}`));
    for (let written = 0; !job.isCancelled;) {
      const { text, rows } = await source.read(PIECE_ROWS);
      if (rows === 0) {
        await onDisk(() => file.finish());
        return true;
      }
      await onDisk(() => file.append(text));
      written += rows;
      options.onWritten(written);
    }
    await file.discard();
    return false;
  } catch (error) {
    // The first trouble is the one to tell.
    await file.discard().catch((second: unknown) => {
      if (failureIn(error) === null) throw second;
    });
    throw error;
  }
}

function notWritten(path: string): Failure {
  return {
    kind: 'storage',
    summary: 'The file could not be written. Nothing of it is left.',
    action: 'Choose another folder, or make room on the disk.',
    place: path,
  };
}
