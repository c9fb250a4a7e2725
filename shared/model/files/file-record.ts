// What a file's text is taken apart into, before anyone says what it means.
import { isJsonObject, setMember, type Json, type JsonObject } from '../json.ts';
import { LooseObject } from '../loose-object.ts';

export type FileRecord =
  | { readonly kind: 'value'; readonly line: number; readonly json: Json }
  | {
      readonly kind: 'broken';
      readonly line: number;
      /** Why it cannot be read, to follow a place: "nested deeper than 512 levels". */
      readonly reason: string;
      /** Its text, cut at rawMax. */
      readonly raw: string;
    };

/** Takes text as it comes; any split of the text gives the same records. Lines count from 1. */
export interface RecordReader {
  push(text: string): readonly FileRecord[];
  end(): readonly FileRecord[];
}

/** Characters of one record; a longer one is passed over without being held. */
export const recordMax = 16 * 2 ** 20;

/** Characters kept of a record that cannot be read. */
export const rawMax = 4096;

export function tooLong(line: number, start: string): FileRecord {
  const reason = `longer than ${recordMax / 2 ** 20} million characters`;
  return { kind: 'broken', line, reason, raw: start.slice(0, rawMax) };
}

/**
 * The rows of a value that wraps them: a Log Analytics answer (`tables` of columns and rows) and the
 * payload of an example file. Any other value is its own only row.
 */
export function rowsIn(json: Json): readonly Json[] {
  if (!isJsonObject(json)) return [json];
  const object = new LooseObject(json);
  const tables = object.objects('tables');
  if (tables.length > 0 && tables.every((table) => Array.isArray(table.value('rows')))) {
    return tables.flatMap(tableRows);
  }
  const payload = object.value('payload');
  if (payload === null || object.object('provenance') === null) return [json];
  const page =
    isJsonObject(payload) && Object.hasOwn(payload, 'value') ? payload['value'] : payload;
  return Array.isArray(page) ? (page as readonly Json[]) : [payload];
}

function tableRows(table: LooseObject): readonly Json[] {
  const names = table.list('columns').map((column, index) => {
    const name = isJsonObject(column) ? new LooseObject(column).text('name', 'columnName') : column;
    return typeof name === 'string' ? name : `column ${index + 1}`;
  });
  return table
    .list('rows')
    .map((row) => (Array.isArray(row) ? namedRow(names, row as readonly Json[]) : row));
}

/** Cells by their column's name; those past the last name are left to the caller to refuse. */
export function namedRow(names: readonly string[], cells: readonly Json[]): JsonObject {
  const row: Record<string, Json> = {};
  names.forEach((name, index) => setMember(row, name, cells[index] ?? null));
  return row;
}
