// Seam between a visible window and main: files that are imported, and folders that are watched for them.
// Paths only ever go from main to the window: dialogs and drops reach main without it.
import type { Failure } from '../failure.ts';
import type { Syntax } from '../model/files/choose-reader.ts';
import type { MissingFact } from '../model/files/missing-facts.ts';
import type { Tenant } from '../model/tenant.ts';
import type { CommitOutcome } from './store-ingest.ts';

export type Container = 'none' | 'gzip' | 'ZIP';

export type TextEncoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE';

export interface ImportFailure {
  readonly line: number;
  readonly reason: string;
}

export interface MissingCount {
  readonly count: number;
  /** Ids of the first that lack it. */
  readonly examples: readonly string[];
}

/** An alert or incident that did not tell everything. */
export interface LackingItem {
  readonly id: string;
  readonly title: string;
  readonly missing: readonly MissingFact[];
}

/** One text: a file, or a file of an archive. Counts are exact; the lists beside them are cut. */
export interface MemberReport {
  /** A path, and in an archive the name inside it behind a colon. */
  readonly file: string;
  /** The same without folders. */
  readonly name: string;
  readonly container: Container;
  /** Null where nothing was read. */
  readonly encoding: TextEncoding | null;
  readonly syntax: Syntax | null;
  /** As a person calls them, in the order in which they came. */
  readonly formats: readonly string[];
  /** Why it was not read, or not to its end; null where it was. */
  readonly refused: string | null;
  /** True for a preview that has seen enough. */
  readonly isCut: boolean;
  /** Unpacked, read so far. */
  readonly bytes: number;
  /** Unpacked, as the file system or the archive says; null where nobody does. */
  readonly size: number | null;
  readonly records: number;
  readonly alerts: number;
  readonly incidents: number;
  /** Alerts of Defender for Cloud that Defender does not integrate either. */
  readonly informationalSkipped: number;
  /** Broken or without identity; they are kept as they are. */
  readonly quarantined: number;
  /** Sequences of bytes that are no text, replaced. */
  readonly invalidSequences: number;
  readonly firstTitles: readonly string[];
  readonly tenantIds: readonly string[];
  /** By name; those of tables are counted once a file. */
  readonly unknownColumns: Readonly<Record<string, number>>;
  readonly missing: Readonly<Partial<Record<MissingFact, MissingCount>>>;
  readonly lacking: readonly LackingItem[];
  readonly lackingOmitted: number;
  readonly failures: readonly ImportFailure[];
  readonly failuresOmitted: number;
}

export type ImportSums = Pick<
  MemberReport,
  'records' | 'alerts' | 'incidents' | 'informationalSkipped' | 'quarantined'
> & {
  readonly texts: number;
  readonly refused: number;
  readonly failures: number;
};

export function sumReports(reports: readonly MemberReport[]): ImportSums {
  const sum = (of: (report: MemberReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  return {
    texts: reports.length,
    refused: sum(({ refused }) => (refused === null ? 0 : 1)),
    records: sum(({ records }) => records),
    alerts: sum(({ alerts }) => alerts),
    incidents: sum(({ incidents }) => incidents),
    informationalSkipped: sum(({ informationalSkipped }) => informationalSkipped),
    quarantined: sum(({ quarantined }) => quarantined),
    failures: sum(({ failures, failuresOmitted }) => failures.length + failuresOmitted),
  };
}

export type ImportEnd =
  | { readonly kind: 'done' }
  /** What was stored until then stays. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface ImportSummary {
  readonly id: string;
  /** What was imported, as a person would name it. */
  readonly name: string;
  /** The watched folder that it came from; null for what somebody dropped or chose. */
  readonly watchedFolder: string | null;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly end: ImportEnd;
  readonly sums: ImportSums;
  readonly stored: CommitOutcome;
}

export interface ImportReport extends ImportSummary {
  /** Those with trouble come first where not all are kept. */
  readonly texts: readonly MemberReport[];
  readonly textsOmitted: number;
}

/** What a person dropped or chose, until its report is there under the same id. */
export interface ImportJob {
  readonly id: string;
  readonly name: string;
  readonly files: number;
  /** Of all files, packed as they are. */
  readonly bytes: number;
  readonly stage:
    | { readonly kind: 'looking' }
    | {
        /** Recognised; waits for the person's word. */
        readonly kind: 'recognised';
        readonly texts: readonly MemberReport[];
        /** Files that were not looked at, for their number. */
        readonly filesOmitted: number;
        /** That what names none can belong to. */
        readonly tenants: readonly Tenant[];
      }
    /** Behind an import of a watched folder. */
    | { readonly kind: 'waiting' }
    | ({ readonly kind: 'importing'; readonly elapsedMs: number } & ImportProgress);
}

export interface ImportProgress {
  /** The text that is being read. */
  readonly file: string;
  readonly records: number;
  /** Of the files, packed as they are. */
  readonly bytesRead: number;
  readonly stored: CommitOutcome;
}

export interface WatchedFolder {
  readonly id: string;
  readonly path: string;
  readonly isPaused: boolean;
  readonly isImporting: boolean;
  /** Files of it that were imported, or refused: each once. */
  readonly filesDone: number;
  /** Files that are still being written, or whose turn has not come. */
  readonly filesWaiting: number;
  /** Why the folder cannot be read; it is looked at again all the same. */
  readonly failure: Failure | null;
  readonly lastReportId: string | null;
}

export interface ImportRefusal {
  readonly id: string;
  readonly failure: Failure;
}

export interface ImportsState {
  readonly job: ImportJob | null;
  /** Why what was dropped or chosen last cannot be imported; null once something can. */
  readonly refusal: ImportRefusal | null;
  /** Newest first. */
  readonly reports: readonly ImportSummary[];
  readonly folders: readonly WatchedFolder[];
}

type OneImport = { readonly id: string };

/** Part of ShellCalls. Those that open a dialog of the system resolve when it is closed. */
export type ImportCalls = {
  readonly 'imports.read': { readonly argument: null; readonly result: ImportsState };
  /** What is chosen becomes the job, and is looked at. */
  readonly 'imports.choose': {
    readonly argument: { readonly what: 'files' | 'folder' };
    readonly result: null;
  };
  readonly 'imports.start': {
    /** `tenantId` is for what names none: one of the job's tenants, or null for none of them. */
    readonly argument: OneImport & { readonly tenantId: string | null };
    readonly result: null;
  };
  /** Ends the job at whatever stage. What is stored stays, and a report says so. */
  readonly 'imports.cancel': { readonly argument: OneImport; readonly result: null };
  readonly 'imports.report': { readonly argument: OneImport; readonly result: ImportReport };
  /** False where the person named no file. */
  readonly 'imports.saveReport': {
    readonly argument: OneImport & { readonly format: 'json' | 'csv' };
    readonly result: boolean;
  };
  /** A dialog of the system asks which folder. */
  readonly 'imports.watch': { readonly argument: null; readonly result: null };
  readonly 'imports.pause': {
    readonly argument: OneImport & { readonly isPaused: boolean };
    readonly result: null;
  };
  /** What it brought stays. */
  readonly 'imports.unwatch': { readonly argument: OneImport; readonly result: null };
};

export type ImportEvents = { readonly 'imports.changed': ImportsState };
