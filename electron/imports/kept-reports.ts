// Reports of imports in the profile, a file each, so that one can be opened again later.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportReport, ImportSummary } from '../../shared/contract/imports.ts';
import { FailureError } from '../../shared/failure.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { readJsonFile, writeJsonFile } from '../shell/json-file.ts';

export interface KeptReports {
  /** Newest first. */
  list(): readonly ImportSummary[];
  /** The oldest goes where there are too many. A disk that refuses it costs the report only. */
  add(report: ImportReport): Promise<void>;
  /** Throws FailureError where it is there no more. */
  read(id: string): Promise<ImportReport>;
}

const KEPT_MAX = 50;

export async function openReports(
  folder: string,
  onTrouble: (error: unknown) => void,
): Promise<KeptReports> {
  const pathOf = (id: string): string => join(folder, `${id}.json`);
  const unsaved = new Map<string, ImportReport>();
  let summaries = await readSummaries(folder);

  return {
    list: () => summaries,
    async add(report) {
      summaries = [summaryOf(report), ...summaries];
      const dropped = summaries.slice(KEPT_MAX);
      summaries = summaries.slice(0, KEPT_MAX);
      try {
        await mkdir(folder, { recursive: true });
        await writeJsonFile(pathOf(report.id), report);
        for (const { id } of dropped) await rm(pathOf(id), { force: true });
      } catch (error) {
        unsaved.set(report.id, report);
        onTrouble(error);
      }
    },
    async read(id) {
      const isKnown = summaries.some((summary) => summary.id === id);
      const report = isKnown ? (unsaved.get(id) ?? (await readReport(pathOf(id)))) : null;
      if (report !== null) return report;
      const summary = 'This report is not kept any more.';
      throw new FailureError({ kind: 'rejected', summary, action: 'What was imported stays.' });
    },
  };
}

async function readSummaries(folder: string): Promise<readonly ImportSummary[]> {
  const names = await readdir(folder).catch(() => []);
  const reports = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => readReport(join(folder, name))),
  );
  return reports
    .filter((report) => report !== null)
    .map(summaryOf)
    .sort((a, b) => b.endedAt - a.endedAt);
}

/** Null for a file that is gone, damaged, or of another version. */
async function readReport(path: string): Promise<ImportReport | null> {
  const json = await readJsonFile(path).catch(() => null);
  const isReport =
    isJsonObject(json) &&
    typeof json['id'] === 'string' &&
    typeof json['endedAt'] === 'number' &&
    isJsonObject(json['end']) &&
    isJsonObject(json['sums']) &&
    isJsonObject(json['stored']) &&
    Array.isArray(json['texts']);
  return isReport ? (json as unknown as ImportReport) : null;
}

function summaryOf(report: ImportReport): ImportSummary {
  const { texts: _texts, textsOmitted: _omitted, ...summary } = report;
  return summary;
}
