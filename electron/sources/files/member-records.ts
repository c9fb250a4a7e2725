// One text, from its bytes to its records.
import {
  chooseReader,
  headLength,
  type ReaderChoice,
} from '../../../shared/model/files/choose-reader.ts';
import type { FileRecord, RecordReader } from '../../../shared/model/files/file-record.ts';
import {
  tableFormat,
  unknownColumns,
  type FileFormat,
} from '../../../shared/model/files/record-format.ts';
import { TextReader } from './decode-text.ts';
import type { MemberLog } from './import-report.ts';

export interface MemberRecord {
  readonly record: FileRecord;
  /** Of a CSV's table; null where each record tells for itself. */
  readonly table: FileFormat | null;
}

/** Tells the log how the text is written, or why it is refused. Throws what the bytes throw. */
export async function* memberRecords(
  bytes: AsyncIterable<Uint8Array>,
  log: MemberLog,
): AsyncGenerator<MemberRecord> {
  const text = new TextReader();
  let head = '';
  let read = 0;
  let chosen: { readonly reader: RecordReader; readonly table: FileFormat | null } | null = null;
  try {
    for await (const chunk of bytes) {
      read += chunk.length;
      const piece = text.push(chunk);
      if (chosen === null) {
        head += piece;
        if (head.length < headLength) continue;
        chosen = choose(head, log, text);
        if (chosen === null) return;
        yield* records(chosen.reader.push(head), chosen.table);
        head = '';
      } else {
        yield* records(chosen.reader.push(piece), chosen.table);
      }
      log.bytes = read;
    }
    head += text.end();
    chosen ??= choose(head, log, text);
    if (chosen === null) return;
    yield* records(chosen.reader.push(head), chosen.table);
    yield* records(chosen.reader.end(), chosen.table);
    log.bytes = read;
  } finally {
    log.invalidSequences = text.invalidSequences;
  }
}

function choose(
  head: string,
  log: MemberLog,
  text: TextReader,
): { readonly reader: RecordReader; readonly table: FileFormat | null } | null {
  log.encoding = text.encoding;
  const choice: ReaderChoice = chooseReader(head.slice(0, headLength));
  if (!choice.ok) {
    log.refused = `line ${choice.line}: ${choice.reason}`;
    return null;
  }
  const { columns, reader } = choice;
  log.syntax = choice.syntax;
  if (columns === null) return { reader, table: null };
  const table = tableFormat(columns);
  if (table === null) {
    log.syntax = null;
    log.refused = `line 1: no table of alerts or incidents has these columns: ${listed(columns)}`;
    return null;
  }
  for (const name of unknownColumns(table, columns)) log.addUnknownColumn(name);
  return { reader, table };
}

function listed(columns: readonly string[]): string {
  const shown = columns.slice(0, 12).map((name) => JSON.stringify(name.slice(0, 60)));
  return columns.length > shown.length ? `${shown.join(', ')}, ...` : shown.join(', ');
}

function* records(all: readonly FileRecord[], table: FileFormat | null): Generator<MemberRecord> {
  for (const record of all) yield { record, table };
}
