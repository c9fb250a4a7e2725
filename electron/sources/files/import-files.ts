// Files as a source: streams any number of them into pages for the store, and tells what was read, what was
// not, and what was missing. Formats are recognised by content; nothing is ever held whole.
import type { IngestPage } from '../../../shared/contract/store-ingest.ts';
import { FailureError } from '../../../shared/failure.ts';
import { formatName } from '../../../shared/model/files/record-format.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import { fileMembers, type FileInput } from './file-members.ts';
import { fileTrouble } from './file-trouble.ts';
import { MemberLog, type MemberReport } from './import-report.ts';
import { memberRecords } from './member-records.ts';
import { RecordIntake, type IntakeOptions } from './record-intake.ts';

export interface ImportOptions extends IntakeOptions {
  readonly signal?: AbortSignal;
  /** Told after every page. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Stops each text after so many records, for a preview. */
  readonly recordsMax?: number;
}

export interface ImportProgress {
  readonly file: string;
  /** Of all files so far. */
  readonly records: number;
}

/** An import under way; it reads as far as its pages are asked for. */
export interface FileImport {
  /** To be iterated once. Throws FailureError, kind `cancelled`, when the signal aborts. */
  readonly pages: AsyncIterable<IngestPage>;
  /** Of what was read so far; one entry a text. */
  readonly reports: () => readonly MemberReport[];
}

/** A file that cannot be read is told in its report, and the others are read. */
export function importFiles(inputs: readonly FileInput[], options: ImportOptions): FileImport {
  const reading = new Reading(options);
  return {
    pages: reading.pages(inputs),
    reports: () => reading.logs.map((log) => log.report()),
  };
}

const PREVIEW_RECORDS = 200;

/** What files are, by their first records. Nothing is kept. */
export function recogniseFiles(
  inputs: readonly FileInput[],
  options: Pick<ImportOptions, 'tenantId' | 'signal'>,
): Promise<readonly MemberReport[]> {
  return firstRecords(inputs, { ...options, recordsMax: PREVIEW_RECORDS });
}

async function firstRecords(
  inputs: readonly FileInput[],
  options: ImportOptions,
): Promise<readonly MemberReport[]> {
  const { pages, reports } = importFiles(inputs, options);
  const iterator = pages[Symbol.asyncIterator]();
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next());
  return reports();
}

class Reading {
  readonly logs: MemberLog[] = [];
  readonly #options: ImportOptions;
  readonly #intake: RecordIntake;

  constructor(options: ImportOptions) {
    this.#options = options;
    this.#intake = new RecordIntake(options);
  }

  async *pages(inputs: readonly FileInput[]): AsyncGenerator<IngestPage> {
    for (const input of await this.#ordered(inputs)) yield* this.#readInput(input);
    for (const log of this.#intake.joined()) {
      this.#stopIfCancelled();
      yield* this.#fullPages(log);
    }
    yield* this.#intake.takePages();
  }

  /** Sentinel's incidents name their alerts, and not the other way round: they are read first. */
  async #ordered(inputs: readonly FileInput[]): Promise<readonly FileInput[]> {
    if (inputs.length < 2 || this.#options.recordsMax !== undefined) return inputs;
    const first: FileInput[] = [];
    const others: FileInput[] = [];
    for (const input of inputs) {
      this.#stopIfCancelled();
      const isOfIncidents = typeof input === 'string' && (await holdsSentinelIncidents(input));
      (isOfIncidents ? first : others).push(input);
    }
    return [...first, ...others];
  }

  async *#readInput(input: FileInput): AsyncGenerator<IngestPage> {
    const name = typeof input === 'string' ? input : input.name;
    let log: MemberLog | null = null;
    try {
      for await (const member of fileMembers(input)) {
        log = this.#startLog(member.label, member.container);
        if ('reason' in member) log.refused = member.reason;
        else yield* this.#readMember(member.bytes, log);
      }
    } catch (error) {
      const trouble = fileTrouble(error);
      if (trouble === null || this.#options.signal?.aborted === true) throw error;
      (log ?? this.#startLog(name, 'none')).refused = trouble;
    }
  }

  async *#readMember(bytes: AsyncIterable<Uint8Array>, log: MemberLog): AsyncGenerator<IngestPage> {
    const { recordsMax = Infinity } = this.#options;
    try {
      for await (const record of memberRecords(this.#cancellable(bytes), log)) {
        this.#intake.take(record, log);
        yield* this.#fullPages(log);
        if (log.refused !== null) return;
        if (log.records >= recordsMax) {
          log.isCut = true;
          return;
        }
      }
    } catch (error) {
      // What was read before the damage is kept; the other members can still be read.
      const trouble = fileTrouble(error);
      if (trouble === null || this.#options.signal?.aborted === true) throw error;
      log.refused = log.records === 0 ? trouble : `${trouble} ${log.records} records were read.`;
    }
  }

  *#fullPages(log: MemberLog): Generator<IngestPage> {
    if (!this.#intake.isPageFull) return;
    yield* this.#intake.takePages();
    const records = this.logs.reduce((sum, each) => sum + each.records, 0);
    this.#options.onProgress?.({ file: log.file, records });
  }

  #startLog(...[file, container]: ConstructorParameters<typeof MemberLog>): MemberLog {
    const log = new MemberLog(file, container);
    this.logs.push(log);
    return log;
  }

  /** Also while no record comes: a single one may be endless. */
  async *#cancellable(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.#stopIfCancelled();
      yield chunk;
    }
  }

  #stopIfCancelled(): void {
    if (this.#options.signal?.aborted !== true) return;
    throw new FailureError({ kind: 'cancelled', summary: 'The import was cancelled.' });
  }
}

async function holdsSentinelIncidents(path: string): Promise<boolean> {
  const [report] = await firstRecords([path], { tenantId: NO_TENANT, recordsMax: 1 });
  return report?.formats.includes(formatName('securityIncident')) === true;
}

const NO_TENANT = tenantId('00000000-0000-0000-0000-000000000000');
