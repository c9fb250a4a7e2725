// What a person imports: looked at first, then imported on their word, one job at a time.
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import type { ImportJob, ImportRefusal, ImportsState } from '../../shared/contract/imports.ts';
import { failureIn, FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import { noTenant, tenantId } from '../../shared/model/tenant.ts';
import type { Tenant } from '../../shared/model/tenant.ts';
import { recogniseFiles } from '../sources/files/import-files.ts';
import { findFiles, type FoundFile } from './find-files.ts';
import type { Importer } from './importer.ts';
import { nothingRead } from './run-import.ts';

export interface ImportDeskParts {
  readonly importer: Importer;
  readonly clock: Clock;
  /** That what names none can belong to. */
  readonly tenants: () => Promise<readonly Tenant[]>;
  readonly onChange: () => void;
  readonly onBug: (error: unknown) => void;
}

/** Files that are looked at; the others are as they are. */
const PREVIEWED_MAX = 100;

/** Between two tellings of the progress. */
const TELL_MS = 200;

const busy: Failure = {
  kind: 'conflict',
  summary: 'An import is under way.',
  action: 'Wait for its end, or cancel it, and then drop or choose these files again.',
};

const nothingThere: Failure = {
  kind: 'rejected',
  summary: 'There is no file in it.',
  action: 'Choose a folder that holds exports, or the files themselves.',
};

const noSuchTenant: Failure = { kind: 'rejected', summary: 'This tenant is not known here.' };

const gone: Failure = { kind: 'rejected', summary: 'This import has ended.' };

interface OpenJob {
  readonly job: ImportJob;
  readonly files: readonly FoundFile[];
  readonly abort: AbortController;
}

export class ImportDesk {
  readonly #parts: ImportDeskParts;
  #open: OpenJob | null = null;
  #refusal: ImportRefusal | null = null;

  constructor(parts: ImportDeskParts) {
    this.#parts = parts;
  }

  state(): Pick<ImportsState, 'job' | 'refusal'> {
    return { job: this.#open?.job ?? null, refusal: this.#refusal };
  }

  /** Looks at what is behind the paths; a former job that waits for the person's word gives way. */
  offer(paths: readonly string[]): void {
    const kind = this.#open?.job.stage.kind;
    if (kind === 'waiting' || kind === 'importing') {
      this.#refuse(busy);
      return;
    }
    this.#open?.abort.abort();
    const job: ImportJob = {
      id: randomUUID(),
      name: nameOf(paths),
      files: 0,
      bytes: 0,
      stage: { kind: 'looking' },
    };
    this.#refusal = null;
    this.#become({ job, files: [], abort: new AbortController() });
    void this.#look(job, paths).catch(this.#parts.onBug);
  }

  /** `chosenTenant` is one of the job's, or null for none of them. Throws FailureError. */
  start(id: string, chosenTenant: string | null): void {
    const open = this.#jobOf(id);
    const { stage } = open.job;
    if (stage.kind !== 'recognised') throw new FailureError(gone);
    if (chosenTenant !== null && !stage.tenants.some((one) => one.tenantId === chosenTenant)) {
      throw new FailureError(noSuchTenant);
    }
    void this.#import(open, chosenTenant).catch(this.#parts.onBug);
  }

  /** Throws FailureError where it has ended. */
  cancel(id: string): void {
    const open = this.#jobOf(id);
    open.abort.abort();
    const { kind } = open.job.stage;
    if (kind === 'looking' || kind === 'recognised') this.#become(null);
  }

  stop(): void {
    this.#open?.abort.abort();
  }

  async #look(job: ImportJob, paths: readonly string[]): Promise<void> {
    const abort = this.#open?.abort ?? new AbortController();
    const { signal } = abort;
    const files = await findFiles(paths, signal);
    if (signal.aborted) return;
    if (files.length === 0) {
      this.#open = null;
      this.#refuse(nothingThere);
      return;
    }
    const counted = {
      ...job,
      files: files.length,
      bytes: files.reduce((sum, { size }) => sum + size, 0),
    };
    this.#become({ job: counted, files, abort });
    const seen = files.slice(0, PREVIEWED_MAX).map(({ path }) => path);
    try {
      const texts = await recogniseFiles(seen, { tenantId: noTenant, signal });
      const tenants = await this.#parts.tenants();
      if (signal.aborted) return;
      const filesOmitted = files.length - seen.length;
      const stage = { kind: 'recognised', texts, filesOmitted, tenants } as const;
      this.#become({ job: { ...counted, stage }, files, abort });
    } catch (error) {
      if (failureIn(error)?.kind !== 'cancelled') throw error;
    }
  }

  async #import({ job, files, abort }: OpenJob, chosenTenant: string | null): Promise<void> {
    const { importer, clock } = this.#parts;
    const enter = (stage: ImportJob['stage']): void =>
      this.#become({ job: { ...job, stage }, files, abort });
    enter({ kind: 'waiting' });
    let startedAt = clock.now();
    let toldAt = 0;
    try {
      const request = {
        id: job.id,
        name: job.name,
        watchedFolder: null,
        paths: files.map(({ path }) => path),
        tenantId: chosenTenant === null ? noTenant : tenantId(chosenTenant),
      };
      await importer.run(request, {
        signal: abort.signal,
        onStart: () => {
          startedAt = clock.now();
          enter({ kind: 'importing', elapsedMs: 0, ...nothingRead });
        },
        onProgress: (progress) => {
          if (clock.now() - toldAt < TELL_MS) return;
          toldAt = clock.now();
          enter({ kind: 'importing', elapsedMs: toldAt - startedAt, ...progress });
        },
      });
    } finally {
      this.#become(null);
    }
  }

  #jobOf(id: string): OpenJob {
    if (this.#open?.job.id !== id) throw new FailureError(gone);
    return this.#open;
  }

  #refuse(failure: Failure): void {
    this.#refusal = { id: randomUUID(), failure };
    this.#parts.onChange();
  }

  #become(open: OpenJob | null): void {
    this.#open = open;
    this.#parts.onChange();
  }
}

function nameOf(paths: readonly string[]): string {
  const [first = '', ...others] = paths.map((path) => basename(path) || path);
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
