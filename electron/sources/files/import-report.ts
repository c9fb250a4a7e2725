// What an import has read of each text, what it could not, and what was missing. Counts are exact; the lists
// beside them are cut, since a file may be endless.
import type { MissingFact } from '../../../shared/model/files/missing-facts.ts';
import { formatName, type FileFormat } from '../../../shared/model/files/record-format.ts';
import type { Syntax } from '../../../shared/model/files/choose-reader.ts';
import type { TextEncoding } from './decode-text.ts';
import type { Container } from './file-members.ts';

const KEPT = 100;
const EXAMPLES = 5;
const LONGEST_NAME = 200;

export interface ImportFailure {
  readonly line: number;
  readonly reason: string;
}

export interface MissingCount {
  readonly count: number;
  /** Ids of the first that lack it. */
  readonly examples: readonly string[];
}

/** One text: a file, or a file of an archive. */
export interface MemberReport {
  readonly file: string;
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

/** Collects one text's report. */
export class MemberLog {
  readonly file: string;
  readonly #container: Container;
  readonly #formats = new Set<FileFormat>();
  readonly #titles: string[] = [];
  readonly #tenantIds = new Set<string>();
  readonly #unknownColumns = new Map<string, number>();
  readonly #missing = new Map<MissingFact, { count: number; readonly examples: string[] }>();
  readonly #failures: ImportFailure[] = [];
  #failureCount = 0;
  encoding: TextEncoding | null = null;
  syntax: Syntax | null = null;
  refused: string | null = null;
  isCut = false;
  records = 0;
  alerts = 0;
  incidents = 0;
  informationalSkipped = 0;
  quarantined = 0;
  invalidSequences = 0;

  constructor(file: string, container: Container) {
    this.file = file;
    this.#container = container;
  }

  addFormat(format: FileFormat): void {
    this.#formats.add(format);
  }

  hasFormat(): boolean {
    return this.#formats.size > 0;
  }

  addTitle(title: string | null | undefined): void {
    if (this.#titles.length < EXAMPLES && title) this.#titles.push(title.slice(0, LONGEST_NAME));
  }

  addTenant(tenantId: string): void {
    if (this.#tenantIds.size < KEPT) this.#tenantIds.add(tenantId);
  }

  addUnknownColumn(name: string): void {
    const short = name.slice(0, LONGEST_NAME);
    const isKept = this.#unknownColumns.has(short) || this.#unknownColumns.size < KEPT;
    const kept = isKept ? short : '(others)';
    this.#unknownColumns.set(kept, (this.#unknownColumns.get(kept) ?? 0) + 1);
  }

  addMissing(facts: readonly MissingFact[], id: string): void {
    for (const fact of facts) {
      const entry = this.#missing.get(fact) ?? { count: 0, examples: [] };
      entry.count += 1;
      if (entry.examples.length < EXAMPLES) entry.examples.push(id.slice(0, LONGEST_NAME));
      this.#missing.set(fact, entry);
    }
  }

  addFailure(failure: ImportFailure): void {
    this.#failureCount += 1;
    if (this.#failures.length < KEPT) this.#failures.push(failure);
  }

  get failureCount(): number {
    return this.#failureCount;
  }

  report(): MemberReport {
    return {
      file: this.file,
      container: this.#container,
      encoding: this.encoding,
      syntax: this.syntax,
      formats: [...this.#formats].map(formatName),
      refused: this.refused,
      isCut: this.isCut,
      records: this.records,
      alerts: this.alerts,
      incidents: this.incidents,
      informationalSkipped: this.informationalSkipped,
      quarantined: this.quarantined,
      invalidSequences: this.invalidSequences,
      firstTitles: this.#titles,
      tenantIds: [...this.#tenantIds],
      unknownColumns: Object.fromEntries(this.#unknownColumns),
      missing: Object.fromEntries(this.#missing),
      failures: this.#failures,
      failuresOmitted: this.#failureCount - this.#failures.length,
    };
  }
}

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
