// Imports as the app runs them: what a person drops or chooses, and folders that are watched.
import { join } from 'node:path';
import type { Clock } from '../shared/clock.ts';
import type { ImportCalls, ImportsState } from '../shared/contract/imports.ts';
import { ImportDesk } from './imports/import-desk.ts';
import { createImporter } from './imports/importer.ts';
import { openReports } from './imports/kept-reports.ts';
import { reportCsv } from './imports/report-csv.ts';
import { StoreDoor } from './imports/store-door.ts';
import { openWatchedFolderFile } from './imports/watched-folder-file.ts';
import { WatchedFolders, type WatchPace } from './imports/watched-folders.ts';

export interface ImportingParts {
  readonly profileFolder: string;
  readonly clock: Clock;
  readonly keepsInformational: () => boolean;
  /** Asks the person; an empty list when they gave up. */
  readonly choosePaths: (what: 'files' | 'folder') => Promise<readonly string[]>;
  /** Asks the person where to; null when they gave up. */
  readonly saveText: (fileName: string, text: string) => Promise<string | null>;
  readonly onState: (state: ImportsState) => void;
  /** Of the system's log: ids and counts only. */
  readonly onBug: (error: unknown) => void;
  /** Fast enough for a person when absent. */
  readonly watchPace?: WatchPace;
}

export interface Importing {
  readonly handlers: {
    readonly [N in keyof ImportCalls]: (
      argument: ImportCalls[N]['argument'],
    ) => Promise<ImportCalls[N]['result']>;
  };
  /** What a person dropped or chose is looked at. */
  offer(paths: readonly string[]): void;
  /** A dialog of the system, and what is chosen there is looked at. */
  choose(what: 'files' | 'folder'): Promise<void>;
  /** To be called for each worker whose store is open; watched folders are looked at from the first on. */
  attachStore(store: Parameters<StoreDoor['attach']>[0]): void;
  stop(): void;
}

export async function openImporting(parts: ImportingParts): Promise<Importing> {
  const { profileFolder, clock, keepsInformational, onBug } = parts;
  const folder = join(profileFolder, 'imports');
  const store = new StoreDoor();
  const reports = await openReports(join(folder, 'reports'), onBug);
  const importer = createImporter({
    commit: (page) => store.commit(page),
    clock,
    reports,
    keepsInformational,
  });
  const state = (): ImportsState => ({
    ...desk.state(),
    reports: reports.list(),
    folders: folders.state(),
  });
  const onChange = (): void => parts.onState(state());
  const desk = new ImportDesk({
    importer,
    clock,
    tenants: () => store.tenants(),
    onChange,
    onBug,
  });
  const folders = new WatchedFolders({
    file: await openWatchedFolderFile(join(folder, 'watched-folders.json')),
    importer,
    clock,
    onChange,
    onBug,
    ...(parts.watchPace === undefined ? {} : { pace: parts.watchPace }),
  });
  let isWatching = false;

  async function choose(what: 'files' | 'folder'): Promise<void> {
    const paths = await parts.choosePaths(what);
    if (paths.length > 0) desk.offer(paths);
  }

  return {
    handlers: {
      'imports.read': async () => state(),
      'imports.choose': async ({ what }) => {
        await choose(what);
        return null;
      },
      'imports.start': async ({ id, tenantId }) => {
        desk.start(id, tenantId);
        return null;
      },
      'imports.cancel': async ({ id }) => {
        desk.cancel(id);
        return null;
      },
      'imports.report': ({ id }) => reports.read(id),
      'imports.saveReport': async ({ id, format }) => {
        const report = await reports.read(id);
        const text = format === 'csv' ? reportCsv(report) : JSON.stringify(report, null, 2);
        return (await parts.saveText(`import-report.${format}`, text)) !== null;
      },
      'imports.watch': async () => {
        const [path] = await parts.choosePaths('folder');
        if (path !== undefined) await folders.add(path);
        return null;
      },
      'imports.pause': async ({ id, isPaused }) => {
        await folders.pause(id, isPaused);
        return null;
      },
      'imports.unwatch': async ({ id }) => {
        await folders.remove(id);
        return null;
      },
    },
    offer: (paths) => desk.offer(paths),
    choose,
    attachStore(next) {
      store.attach(next);
      if (!isWatching) folders.start();
      isWatching = true;
    },
    stop() {
      desk.stop();
      folders.stop();
    },
  };
}
