// Runs imports one after the other, whoever asks for them, and keeps their reports.
import type { ImportReport } from '../../shared/contract/imports.ts';
import type { KeptReports } from './kept-reports.ts';
import { runImport, type ImportParts, type ImportRequest } from './run-import.ts';

export interface ImportWatch extends Pick<ImportParts, 'signal' | 'onProgress'> {
  /** Its turn has come. */
  readonly onStart?: () => void;
}

export interface Importer {
  /** Resolves when the report is kept. Rejects for bugs only. */
  run(
    request: Omit<ImportRequest, 'keepsInformational'>,
    watch: ImportWatch,
  ): Promise<ImportReport>;
}

export interface ImporterParts extends Pick<ImportParts, 'commit' | 'clock'> {
  readonly reports: KeptReports;
  /** As the setting is when an import begins. */
  readonly keepsInformational: () => boolean;
}

export function createImporter(parts: ImporterParts): Importer {
  const { commit, clock, reports, keepsInformational } = parts;
  let lastTurn: Promise<unknown> = Promise.resolve();
  return {
    run(request, { onStart, ...watch }) {
      const turn = lastTurn.then(async () => {
        onStart?.();
        const asked = { ...request, keepsInformational: keepsInformational() };
        const report = await runImport(asked, { commit, clock, ...watch });
        await reports.add(report);
        return report;
      });
      lastTurn = turn.catch(() => undefined);
      return turn;
    },
  };
}
