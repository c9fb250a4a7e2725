// A queue as a CSV file of any length. The worker makes the text piece by piece, main writes it to the
// file that the person chose, and windows follow how far it is.
import type { Failure } from '../failure.ts';
import type { QueueName } from '../queue/queue-filters.ts';
import type { QueueFilter } from './queue.ts';

export interface QueueExportRequest {
  readonly queue: QueueName;
  readonly filter: QueueFilter;
  readonly sort: { readonly column: string; readonly descending: boolean };
  /** Ids in the order of the file; those that are not for files are left out. */
  readonly columns: readonly string[];
  /** UTC is written with a Z, local time with its distance from UTC. */
  readonly zone: 'local' | 'utc';
}

/** The rows are those of the moment of opening, in their order then. */
export interface OpenedExport {
  readonly id: number;
  readonly total: number;
  /** The first line. */
  readonly header: string;
}

export interface ExportedRows {
  /** Whole lines, each with its end. */
  readonly text: string;
  readonly rows: number;
}

/** Main to data worker. An export that is not read for long may be forgotten: it fails by name. */
export type QueueExportCalls = {
  readonly 'export.open': { readonly argument: QueueExportRequest; readonly result: OpenedExport };
  /** The next rows; none at the end. */
  readonly 'export.read': {
    readonly argument: { readonly id: number; readonly limit: number };
    readonly result: ExportedRows;
  };
  readonly 'export.close': { readonly argument: { readonly id: number }; readonly result: null };
};

export interface ExportState {
  readonly id: string;
  readonly queue: QueueName;
  /** Where it is written to, whole. */
  readonly path: string;
  readonly written: number;
  readonly total: number;
  readonly phase:
    | { readonly kind: 'writing' }
    | { readonly kind: 'done' }
    | { readonly kind: 'cancelled' }
    | { readonly kind: 'failed'; readonly failure: Failure };
}

/** Window to main. */
export type ExportCalls = {
  /** Asks the person where to; null where they gave up. Fails with `conflict` while one is written. */
  readonly 'exports.start': {
    readonly argument: {
      readonly request: QueueExportRequest;
      /** Without a mark of the encoding some spreadsheets guess it wrongly. */
      readonly hasByteOrderMark: boolean;
    };
    readonly result: ExportState | null;
  };
  readonly 'exports.cancel': { readonly argument: { readonly id: string }; readonly result: null };
};

export type ExportEvents = { readonly 'exports.changed': ExportState };
