// What an import has read of each text, what it could not, and what was missing. Counts are exact; the lists
// beside them are cut, since a file may be endless.
import type {
  Container,
  ImportFailure,
  LackingItem,
  MemberReport,
  TextEncoding,
} from '../../../shared/contract/imports.ts';
import type { Syntax } from '../../../shared/model/files/choose-reader.ts';
import type { MissingFact } from '../../../shared/model/files/missing-facts.ts';
import { formatName, type FileFormat } from '../../../shared/model/files/record-format.ts';

const KEPT = 100;
const EXAMPLES = 5;
const LONGEST_NAME = 200;

/** Collects one text's report. */
export class MemberLog {
  readonly file: string;
  readonly name: string;
  readonly #container: Container;
  readonly #size: number | null;
  readonly #formats = new Set<FileFormat>();
  readonly #titles: string[] = [];
  readonly #tenantIds = new Set<string>();
  readonly #unknownColumns = new Map<string, number>();
  readonly #missing = new Map<MissingFact, { count: number; readonly examples: string[] }>();
  readonly #lacking: LackingItem[] = [];
  #lackingCount = 0;
  readonly #failures: ImportFailure[] = [];
  #failureCount = 0;
  encoding: TextEncoding | null = null;
  syntax: Syntax | null = null;
  refused: string | null = null;
  isCut = false;
  bytes = 0;
  records = 0;
  alerts = 0;
  incidents = 0;
  informationalSkipped = 0;
  quarantined = 0;
  invalidSequences = 0;

  constructor({
    file,
    name = file,
    container,
    size = null,
  }: Pick<MemberReport, 'file' | 'container'> & Partial<Pick<MemberReport, 'name' | 'size'>>) {
    this.file = file;
    this.name = name;
    this.#container = container;
    this.#size = size;
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

  addMissing(missing: readonly MissingFact[], { id, title }: Omit<LackingItem, 'missing'>): void {
    if (missing.length === 0) return;
    this.#lackingCount += 1;
    if (this.#lacking.length < KEPT) {
      this.#lacking.push({
        id: id.slice(0, LONGEST_NAME),
        title: title.slice(0, LONGEST_NAME),
        missing,
      });
    }
    for (const fact of missing) {
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
      name: this.name,
      container: this.#container,
      encoding: this.encoding,
      syntax: this.syntax,
      formats: [...this.#formats].map(formatName),
      refused: this.refused,
      isCut: this.isCut,
      bytes: this.bytes,
      size: this.#size,
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
      lacking: this.#lacking,
      lackingOmitted: this.#lackingCount - this.#lacking.length,
      failures: this.#failures,
      failuresOmitted: this.#failureCount - this.#failures.length,
    };
  }
}
