// One import from its files to its report. What is stored when it ends early stays stored.
import {
  sumReports,
  type ImportEnd,
  type ImportProgress,
  type ImportReport,
  type MemberReport,
} from '../../shared/contract/imports.ts';
import type { CommitOutcome, IngestPage } from '../../shared/contract/store-ingest.ts';
import type { Clock } from '../../shared/clock.ts';
import { failureIn } from '../../shared/failure.ts';
import type { TenantId } from '../../shared/model/tenant.ts';
import { importFiles } from '../sources/files/import-files.ts';

export interface ImportRequest {
  readonly id: string;
  /** As a person would name it. */
  readonly name: string;
  readonly watchedFolder: string | null;
  readonly paths: readonly string[];
  /** Where what names no tenant of its own belongs. */
  readonly tenantId: TenantId;
  readonly keepsInformational: boolean;
}

export interface ImportParts {
  /** Resolves when the page is on the disk. */
  readonly commit: (page: IngestPage) => Promise<CommitOutcome>;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Told after every page that is stored. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

const nothingStored: CommitOutcome = { inserted: 0, updated: 0, unchanged: 0 };

export const nothingRead: ImportProgress = {
  file: '',
  records: 0,
  bytesRead: 0,
  stored: nothingStored,
};

/** Texts in a report. */
const TEXTS_MAX = 1_000;

/** Rejects for bugs only: trouble and cancelling are the report's end. */
export async function runImport(
  { id, name, watchedFolder, paths, tenantId, keepsInformational }: ImportRequest,
  { commit, clock, signal, onProgress }: ImportParts,
): Promise<ImportReport> {
  const startedAt = clock.now();
  let progress = nothingRead;
  const { pages, reports } = importFiles(paths, {
    tenantId,
    keepsInformational,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (reading) => (progress = { ...progress, ...reading }),
  });
  let end: ImportEnd = { kind: 'done' };
  try {
    for await (const page of pages) {
      progress = { ...progress, stored: sumOf(progress.stored, await commit(page)) };
      onProgress?.(progress);
    }
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null) throw error;
    end = failure.kind === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', failure };
  }
  const texts = reports();
  return {
    id,
    name,
    watchedFolder,
    startedAt,
    endedAt: clock.now(),
    end,
    sums: sumReports(texts),
    stored: progress.stored,
    texts: texts.length > TEXTS_MAX ? troubledFirst(texts).slice(0, TEXTS_MAX) : texts,
    textsOmitted: Math.max(0, texts.length - TEXTS_MAX),
  };
}

function sumOf(a: CommitOutcome, b: CommitOutcome): CommitOutcome {
  return {
    inserted: a.inserted + b.inserted,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
  };
}

function troubledFirst(texts: readonly MemberReport[]): readonly MemberReport[] {
  const isTroubled = ({ refused, failures }: MemberReport): boolean =>
    refused !== null || failures.length > 0;
  return [...texts.filter(isTroubled), ...texts.filter((text) => !isTroubled(text))];
}
