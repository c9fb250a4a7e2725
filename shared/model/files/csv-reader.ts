// Reads CSV (RFC 4180, also with semicolons or tabs): one object a row, by the names in the first. Our own
// and not a package's, since rows need line numbers and a quote that never closes needs a limit.
import {
  namedRow,
  rawMax,
  recordMax,
  tooLong,
  type FileRecord,
  type RecordReader,
} from './file-record.ts';
import { LineReader, type Line } from './line-reader.ts';

export class CsvReader implements RecordReader {
  readonly #rows: CsvRows;
  #names: readonly string[] | null = null;

  constructor(delimiter: string) {
    this.#rows = new CsvRows(delimiter);
  }

  push(text: string): readonly FileRecord[] {
    return this.#rows.push(text).flatMap((row) => this.#recordOf(row));
  }

  end(): readonly FileRecord[] {
    return this.#rows.end().flatMap((row) => this.#recordOf(row));
  }

  #recordOf(row: CsvRow): readonly FileRecord[] {
    if (row.kind === 'broken') {
      // Behind a broken first row no row can be named: each is refused.
      this.#names ??= [];
      return [row];
    }
    if (this.#names === null) {
      this.#names = columnNames(row.cells);
      return [];
    }
    const { line, cells } = row;
    if (cells.length !== this.#names.length) {
      const reason = `${cells.length} cells where the first row names ${this.#names.length}`;
      const raw = JSON.stringify(cells).slice(0, rawMax);
      return [{ kind: 'broken', line, reason, raw }];
    }
    return [{ kind: 'value', line, json: namedRow(this.#names, cells) }];
  }
}

/** Without the zone that the portal adds: `StartTime [UTC]`. */
export function columnNames(cells: readonly string[]): readonly string[] {
  return cells.map((cell) => cell.trim().replace(/ \[UTC\]$/i, ''));
}

/** What parts the cells of a first line: what parts it into most. */
export function delimiterOf(firstLine: string): string {
  const [best = ','] = [',', ';', '\t']
    .map((delimiter) => ({ delimiter, count: cellsOf(firstLine, delimiter).length }))
    .toSorted((a, b) => b.count - a.count)
    .map(({ delimiter }) => delimiter);
  return best;
}

/** The cells of one line; a quote that is still open ends with it. */
export function cellsOf(line: string, delimiter: string): readonly string[] {
  const row = new RowInProgress(delimiter);
  row.read(line.replace(/\r$/, ''));
  return row.finish();
}

type CsvRow =
  | { readonly kind: 'row'; readonly line: number; readonly cells: readonly string[] }
  | Extract<FileRecord, { kind: 'broken' }>;

/** Lines of one row; more are the sign of a quote that never closes, and each costs memory. */
const LINES_MAX = 100_000;

/** Joins lines while a quote is open. A quote that never closes costs its own line, not those behind it. */
class CsvRows {
  readonly #delimiter: string;
  readonly #lines = new LineReader();
  /** The lines of the row under way; none between rows. */
  #pending: Line[] = [];
  #pendingLength = 0;
  #row: RowInProgress;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
    this.#row = new RowInProgress(delimiter);
  }

  push(text: string): readonly CsvRow[] {
    return this.#lines.push(text).flatMap((line) => this.#readLine(line));
  }

  end(): readonly CsvRow[] {
    const rows = this.#lines.end().flatMap((line) => this.#readLine(line));
    return this.#pending.length === 0 ? rows : [...rows, ...this.#giveUp()];
  }

  #readLine(line: Line): readonly CsvRow[] {
    if (line.isTooLong) return [...this.#giveUp(), tooLong(line.number, line.text) as CsvRow];
    const isFirst = this.#pending.length === 0;
    const text = line.text.replace(/\r$/, '');
    if (isFirst && text.trim() === '') return [];
    if (!isFirst) this.#row.read('\n');
    this.#pending.push(line);
    this.#pendingLength += line.text.length;
    this.#row.read(text);
    if (this.#row.isOpen) {
      if (text !== line.text) this.#row.read('\r');
      const isTooMuch = this.#pendingLength > recordMax || this.#pending.length > LINES_MAX;
      return isTooMuch ? this.#giveUp() : [];
    }
    const number = this.#pending[0]?.number ?? line.number;
    const cells = this.#row.finish();
    this.#startRow();
    return [{ kind: 'row', line: number, cells }];
  }

  #giveUp(): readonly CsvRow[] {
    const lines = this.#pending;
    this.#startRow();
    const [first, ...others] = lines;
    return first === undefined
      ? []
      : [openQuote(first), ...others.flatMap((line) => this.#readAlone(line))];
  }

  #readAlone(line: Line): readonly CsvRow[] {
    const row = new RowInProgress(this.#delimiter);
    const text = line.text.replace(/\r$/, '');
    if (text.trim() === '') return [];
    row.read(text);
    return [row.isOpen ? openQuote(line) : { kind: 'row', line: line.number, cells: row.finish() }];
  }

  #startRow(): void {
    this.#pending = [];
    this.#pendingLength = 0;
    this.#row = new RowInProgress(this.#delimiter);
  }
}

/** Cells as they are read. Lenient where RFC 4180 is silent: text behind a closing quote is kept. */
class RowInProgress {
  readonly #delimiter: string;
  readonly #cells: string[] = [];
  #cell: string[] = [];
  #state: 'start' | 'plain' | 'quoted' | 'quoteSeen' = 'start';

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  get isOpen(): boolean {
    return this.#state === 'quoted';
  }

  /** Takes no line end outside quotes. */
  read(text: string): void {
    let at = 0;
    while (at < text.length) {
      if (this.#state === 'quoted') {
        const to = indexOrEnd(text, text.indexOf('"', at));
        this.#cell.push(text.slice(at, to));
        if (to < text.length) this.#state = 'quoteSeen';
        at = to + 1;
      } else if (text.charAt(at) === '"' && this.#state !== 'plain') {
        if (this.#state === 'quoteSeen') this.#cell.push('"');
        this.#state = 'quoted';
        at += 1;
      } else {
        const to = indexOrEnd(text, text.indexOf(this.#delimiter, at));
        this.#cell.push(text.slice(at, to));
        this.#state = 'plain';
        if (to < text.length) this.#finishCell();
        at = to + 1;
      }
    }
  }

  finish(): readonly string[] {
    this.#finishCell();
    return this.#cells;
  }

  #finishCell(): void {
    this.#cells.push(this.#cell.join(''));
    this.#cell = [];
    this.#state = 'start';
  }
}

function indexOrEnd(text: string, index: number): number {
  return index === -1 ? text.length : index;
}

function openQuote({ number, text }: Line): CsvRow {
  const reason = 'a quote opens in this row and never closes';
  return { kind: 'broken', line: number, reason, raw: text.slice(0, rawMax) };
}
