// Tells how a text is written, by its beginning and never by a file's name.
import { cellsOf, columnNames, CsvReader, delimiterOf } from './csv-reader.ts';
import type { RecordReader } from './file-record.ts';
import { JsonLinesReader } from './json-lines-reader.ts';
import { JsonReader } from './json-reader.ts';

export type Syntax = 'JSON' | 'NDJSON' | 'CSV';

export type ReaderChoice =
  | {
      readonly ok: true;
      readonly syntax: Syntax;
      readonly reader: RecordReader;
      /** Of CSV, the names in its first row. */
      readonly columns: readonly string[] | null;
    }
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** Characters that are enough to choose by. */
export const headLength = 64 * 2 ** 10;

/** `head` is the first headLength characters, or the whole text where it is shorter. */
export function chooseReader(head: string): ReaderChoice {
  const first = /\S/.exec(head);
  if (first === null) return refusal(head, 0, head === '' ? 'the file is empty' : 'only blanks');
  if (isBinary(head)) return refusal(head, 0, 'not text');
  if (first[0] === '<') return refusal(head, first.index, 'a web page or XML, not JSON or CSV');
  if (first[0] === '{' || first[0] === '[') {
    const isLines = isJsonLines(head);
    const reader = isLines ? new JsonLinesReader() : new JsonReader();
    return { ok: true, syntax: isLines ? 'NDJSON' : 'JSON', reader, columns: null };
  }
  const end = head.indexOf('\n', first.index);
  if (end === -1 && head.length >= headLength) {
    const reason = 'neither JSON nor a row of column names';
    return refusal(
      head,
      first.index,
      `${reason}: the line is longer than ${headLength} characters`,
    );
  }
  const line = head.slice(first.index, end === -1 ? head.length : end);
  const delimiter = delimiterOf(line);
  const columns = columnNames(cellsOf(line, delimiter));
  return { ok: true, syntax: 'CSV', reader: new CsvReader(delimiter), columns };
}

/** One NUL or broken character costs its record; where they are many, nothing is text. */
function isBinary(head: string): boolean {
  const odd = head.match(/(?![\t\n\f\r])\p{Cc}|\uFFFD/gu)?.length ?? 0;
  return odd > head.length / 20;
}

/** More than one line, and the first is a whole value, or two of the next four where it is broken. */
function isJsonLines(head: string): boolean {
  const lines = head.split('\n');
  const unfinished = lines.pop() ?? '';
  const [first, ...others] = lines.filter((line) => line.trim() !== '').slice(0, 5);
  if (first === undefined) return false;
  if (isWhole(first)) return others.length > 0 || unfinished.trim() !== '';
  return first.trim().length > 1 && others.filter(isWhole).length >= 2;
}

function isWhole(line: string): boolean {
  const records = new JsonReader();
  const all = [...records.push(line), ...records.end()];
  return all.length > 0 && all.every(({ kind }) => kind === 'value');
}

function refusal(head: string, at: number, reason: string): ReaderChoice {
  return { ok: false, line: head.slice(0, at).split('\n').length, reason };
}
