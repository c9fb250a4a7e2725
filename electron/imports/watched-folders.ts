// Folders whose files are imported as they come: each once, when it is no longer written to. Nothing in them
// is ever moved, changed or deleted.
import { randomUUID } from 'node:crypto';
import { basename, isAbsolute, relative } from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import type { WatchedFolder } from '../../shared/contract/imports.ts';
import { failureIn, FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import { noTenant } from '../../shared/model/tenant.ts';
import { fileTrouble } from '../sources/files/file-trouble.ts';
import { filesIn, type FoundFile } from './find-files.ts';
import type { Importer } from './importer.ts';
import type { KeptFolder, WatchedFolderFile } from './watched-folder-file.ts';

export interface WatchedFoldersParts {
  readonly file: WatchedFolderFile;
  readonly importer: Importer;
  readonly clock: Clock;
  readonly onChange: () => void;
  readonly onBug: (error: unknown) => void;
  readonly pace?: WatchPace;
}

export interface WatchPace {
  readonly lookEveryMs: number;
  /** A file that has not changed for so long is whole. */
  readonly stableAfterMs: number;
}

/** Looked at by listing: the system's notices of changes fail on network drives. */
const usualPace: WatchPace = { lookEveryMs: 3_000, stableAfterMs: 2_000 };

/** What a folder is doing; gone with the app. */
interface Activity {
  readonly abort: AbortController;
  /** Since when each file that is not done with is as it is. */
  readonly sinceByStamp: ReadonlyMap<string, number>;
  readonly isImporting: boolean;
  readonly filesWaiting: number;
  readonly failure: Failure | null;
}

export class WatchedFolders {
  readonly #parts: WatchedFoldersParts;
  readonly #pace: WatchPace;
  readonly #activityById = new Map<string, Activity>();
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;

  constructor(parts: WatchedFoldersParts) {
    this.#parts = parts;
    this.#pace = parts.pace ?? usualPace;
  }

  state(): readonly WatchedFolder[] {
    return this.#parts.file.read().map(({ id, path, isPaused, lastReportId, doneByPath }) => {
      const { isImporting, filesWaiting, failure } = this.#activityOf(id);
      const filesDone = doneByPath.size;
      return { id, path, isPaused, isImporting, filesDone, filesWaiting, failure, lastReportId };
    });
  }

  /** Looks at all folders now, and again and again. */
  start(): void {
    void this.#lookAtAll();
  }

  /** Resolves when that is kept. Throws FailureError where the folder is watched already. */
  async add(path: string): Promise<void> {
    const folders = this.#parts.file.read();
    if (folders.some((folder) => isWithin(folder.path, path) || isWithin(path, folder.path))) {
      throw new FailureError({
        kind: 'conflict',
        summary: 'This folder is watched already, or one in it or around it is.',
        action: 'Remove that one first.',
        place: path,
      });
    }
    const folder = {
      id: randomUUID(),
      path,
      isPaused: false,
      lastReportId: null,
      doneByPath: new Map<string, string>(),
    };
    await this.#keep([...folders, folder]);
  }

  /** A paused one is not looked at; an import of it that is under way ends. */
  async pause(id: string, isPaused: boolean): Promise<void> {
    if (isPaused) this.#end(id);
    await this.#change(id, { isPaused });
  }

  /** What it brought stays. */
  async remove(id: string): Promise<void> {
    this.#end(id);
    await this.#keep(this.#parts.file.read().filter((folder) => folder.id !== id));
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const id of this.#activityById.keys()) this.#end(id);
  }

  async #lookAtAll(): Promise<void> {
    for (const { id } of this.#parts.file.read()) {
      const folder = this.#folder(id);
      if (folder === null || folder.isPaused || this.#isStopped) continue;
      try {
        await this.#look(folder);
      } catch (error) {
        this.#parts.onBug(error);
      }
    }
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => void this.#lookAtAll(), this.#pace.lookEveryMs);
  }

  async #look(folder: KeptFolder): Promise<void> {
    const { id, path } = folder;
    const activity = this.#activityOf(id);
    let files: readonly FoundFile[];
    try {
      files = await filesIn(path, activity.abort.signal);
    } catch (error) {
      const trouble = fileTrouble(error);
      if (trouble === null) throw error;
      this.#show(id, { failure: unreadable(trouble) });
      return;
    }
    const now = this.#parts.clock.now();
    const undone = files.filter((file) => folder.doneByPath.get(file.path) !== stampOf(file));
    const sinceByStamp = new Map(
      undone.map((file) => {
        const key = `${file.path} ${stampOf(file)}`;
        return [key, activity.sinceByStamp.get(key) ?? now] as const;
      }),
    );
    const whole = undone.filter((file) => {
      const since = sinceByStamp.get(`${file.path} ${stampOf(file)}`) ?? now;
      return now - since >= this.#pace.stableAfterMs;
    });
    this.#show(id, { sinceByStamp, filesWaiting: undone.length, failure: null });
    if (whole.length === 0 || activity.abort.signal.aborted) return;
    const present = new Set(files.map((file) => file.path));
    const doneByPath = new Map([...folder.doneByPath].filter(([file]) => present.has(file)));
    await this.#import({ ...folder, doneByPath }, whole);
  }

  async #import(folder: KeptFolder, files: readonly FoundFile[]): Promise<void> {
    const { id, path } = folder;
    const { signal } = this.#activityOf(id).abort;
    this.#show(id, { isImporting: true });
    try {
      const report = await this.#parts.importer.run(
        {
          id: randomUUID(),
          name: nameOf(path, files),
          watchedFolder: path,
          paths: files.map((file) => file.path),
          tenantId: noTenant,
        },
        { signal },
      );
      if (report.end.kind === 'done') {
        const done = files.map((file) => [file.path, stampOf(file)] as const);
        const doneByPath = new Map([...folder.doneByPath, ...done]);
        await this.#change(id, { doneByPath, lastReportId: report.id });
        this.#show(id, { filesWaiting: this.#activityOf(id).filesWaiting - files.length });
      } else {
        await this.#change(id, { lastReportId: report.id });
        if (report.end.kind === 'failed') this.#show(id, { failure: report.end.failure });
      }
    } catch (error) {
      const failure = failureIn(error) ?? notKept(error);
      if (failure === null) throw error;
      this.#show(id, { failure });
    } finally {
      this.#show(id, { isImporting: false });
    }
  }

  #folder(id: string): KeptFolder | null {
    return this.#parts.file.read().find((folder) => folder.id === id) ?? null;
  }

  async #change(id: string, change: Partial<KeptFolder>): Promise<void> {
    const folders = this.#parts.file.read();
    await this.#keep(
      folders.map((folder) => (folder.id === id ? { ...folder, ...change } : folder)),
    );
  }

  async #keep(folders: readonly KeptFolder[]): Promise<void> {
    const written = this.#parts.file.write(folders);
    this.#parts.onChange();
    await written;
  }

  #activityOf(id: string): Activity {
    const activity = this.#activityById.get(id) ?? {
      abort: new AbortController(),
      sinceByStamp: new Map(),
      isImporting: false,
      filesWaiting: 0,
      failure: null,
    };
    this.#activityById.set(id, activity);
    return activity;
  }

  #show(id: string, change: Partial<Activity>): void {
    if (this.#folder(id) === null) return;
    const before = this.#activityOf(id);
    this.#activityById.set(id, { ...before, ...change });
    const isNews = (['isImporting', 'filesWaiting', 'failure'] as const).some(
      (member) => change[member] !== undefined && change[member] !== before[member],
    );
    if (isNews) this.#parts.onChange();
  }

  #end(id: string): void {
    this.#activityById.get(id)?.abort.abort();
    this.#activityById.delete(id);
  }
}

function stampOf({ size, modifiedAt }: FoundFile): string {
  return `${size} ${modifiedAt}`;
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

function nameOf(folder: string, files: readonly FoundFile[]): string {
  const [first] = files;
  return first !== undefined && files.length === 1
    ? basename(first.path)
    : `${files.length} files of ${basename(folder)}`;
}

function unreadable(trouble: string): Failure {
  return {
    kind: 'rejected',
    summary: `The folder cannot be read: ${trouble}.`,
    action: 'It is looked at again and again. What it brought stays.',
  };
}

/** Null for a bug. */
function notKept(error: unknown): Failure | null {
  if (fileTrouble(error) === null) return null;
  return {
    kind: 'storage',
    summary: 'The files were imported, but that could not be kept.',
    action: 'They are imported once more, which changes nothing. Check the disk of the profile.',
  };
}
