// Files as a source: streams any number of them into pages for the store, and tells what was read, what was
// not, and what was missing. Formats are recognised by content; nothing is ever held whole.
import { basename } from 'node:path';
import type { MemberReport } from '../../../shared/contract/imports.ts';
import type { IngestPage } from '../../../shared/contract/store-ingest.ts';
import { cancellable, stopIfCancelled } from './cancellation.ts';
import { fileMembers, type FileInput } from './file-members.ts';
import { fileTrouble } from './file-trouble.ts';
import { MemberLog } from './import-report.ts';
import { memberRecords } from './member-records.ts';
import { RecordIntake, type IntakeOptions } from './record-intake.ts';
import { SentinelLinks } from './sentinel-links.ts';

export interface ImportOptions extends IntakeOptions {
  readonly signal?: AbortSignal;
  /** Told before every page. */
  readonly onProgress?: (progress: ReadingProgress) => void;
  /** Stops each text soon after so many records, for a preview. */
  readonly recordsMax?: number;
}

export interface ReadingProgress {
  /** The text that is being read. */
  readonly file: string;
  /** Of all files so far. */
  readonly records: number;
  /** Of the files, packed as they are. */
  readonly bytesRead: number;
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
export async function recogniseFiles(
  inputs: readonly FileInput[],
  options: IntakeOptions & Pick<ImportOptions, 'signal'>,
): Promise<readonly MemberReport[]> {
  const { pages, reports } = importFiles(inputs, { ...options, recordsMax: PREVIEW_RECORDS });
  const iterator = pages[Symbol.asyncIterator]();
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next());
  return reports();
}

class Reading {
  readonly logs: MemberLog[] = [];
  readonly #options: ImportOptions;
  readonly #links = new SentinelLinks();
  readonly #intake: RecordIntake;
  #bytesRead = 0;

  constructor(options: ImportOptions) {
    this.#options = options;
    this.#intake = new RecordIntake(options, this.#links);
  }

  async *pages(inputs: readonly FileInput[]): AsyncGenerator<IngestPage> {
    await this.#learnLinks(inputs);
    for (const input of inputs) yield* this.#readInput(input);
    for (const log of this.#intake.joined()) {
      stopIfCancelled(this.#options.signal);
      yield* this.#fullPages(log);
    }
    yield* this.#intake.takePages();
  }

  /** A stream can be read once only, and a preview has no use for links. */
  async #learnLinks(inputs: readonly FileInput[]): Promise<void> {
    const { recordsMax, tenantId, signal } = this.#options;
    if (recordsMax !== undefined) return;
    for (const input of inputs) {
      stopIfCancelled(signal);
      if (typeof input === 'string') await this.#links.learn(input, { tenantId, signal });
    }
  }

  async *#readInput(input: FileInput): AsyncGenerator<IngestPage> {
    const path = typeof input === 'string' ? input : input.name;
    const nameOf = (label: string): string => basename(path) + label.slice(path.length);
    let log: MemberLog | null = null;
    try {
      const onRead = (bytes: number): void => {
        this.#bytesRead += bytes;
      };
      for await (const member of fileMembers(input, onRead)) {
        const { label: file, container } = member;
        const size = 'size' in member ? member.size : null;
        log = this.#startLog({ file, name: nameOf(file), container, size });
        if ('reason' in member) log.refused = member.reason;
        else yield* this.#readMember(member.bytes, log);
      }
    } catch (error) {
      const trouble = fileTrouble(error);
      if (trouble === null || this.#options.signal?.aborted === true) throw error;
      log ??= this.#startLog({ file: path, name: nameOf(path), container: 'none' });
      log.refused = trouble;
    }
  }

  async *#readMember(bytes: AsyncIterable<Uint8Array>, log: MemberLog): AsyncGenerator<IngestPage> {
    const { recordsMax = Infinity, signal } = this.#options;
    let bytesAtMax = Infinity;
    try {
      for await (const record of memberRecords(cancellable(bytes, signal), log)) {
        // At the end of a chunk, so that records and bytes are of the same part of the text.
        log.isCut = log.bytes > bytesAtMax;
        if (log.isCut) return;
        this.#intake.take(record, log);
        yield* this.#fullPages(log);
        if (log.refused !== null) return;
        if (log.records === recordsMax) bytesAtMax = log.bytes;
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
    const records = this.logs.reduce((sum, each) => sum + each.records, 0);
    this.#options.onProgress?.({ file: log.file, records, bytesRead: this.#bytesRead });
    yield* this.#intake.takePages();
  }

  #startLog(named: ConstructorParameters<typeof MemberLog>[0]): MemberLog {
    const log = new MemberLog(named);
    this.logs.push(log);
    return log;
  }
}
