// A row of an export, made readable: JSON that stands in a cell as text is parsed, times are respelled.
import { setMember, type Json, type JsonObject } from '../json.ts';
import { LooseObject } from '../loose-object.ts';
import { deepestItem } from './json-reader.ts';
import { rowTime } from './row-time.ts';

export interface ExportRow {
  /** As it was in the file. */
  readonly json: JsonObject;
  readonly cells: LooseObject;
  /** Columns whose text begins as JSON and is none; Excel cuts cells at 32,767 characters. */
  readonly unreadable: readonly string[];
}

/** Names in any letter case. Columns that are not named in `times` keep their text. */
export function readExportRow(json: JsonObject, times: ReadonlySet<string>): ExportRow {
  const cells: Record<string, Json> = {};
  const unreadable: string[] = [];
  for (const [name, cell] of Object.entries(json)) {
    const parsed = typeof cell === 'string' ? readCell(cell) : cell;
    if (parsed === undefined) unreadable.push(name);
    const isTime = typeof parsed === 'string' && times.has(name.toLowerCase());
    setMember(cells, name, isTime ? (rowTime(parsed) ?? parsed) : (parsed ?? null));
  }
  return { json, cells: new LooseObject(cells), unreadable };
}

/** Undefined for broken JSON, or what is nested too deep. */
function readCell(cell: string): Json | undefined {
  const start = cell.trimStart().slice(0, 1);
  if (start !== '{' && start !== '[') return cell;
  try {
    const json = JSON.parse(cell) as Json;
    return isDeep(json) ? undefined : json;
  } catch {
    // Only a text that ends as JSON ought to was meant as such; `[URGENT] call me` was not.
    return /^\s*(?:\{\s*"|\[\s*[{"])/.test(cell) ? undefined : cell;
  }
}

function isDeep(json: Json): boolean {
  const pending: (readonly [Json, number])[] = [[json, 1]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [value, depth] = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > deepestItem) return true;
    for (const member of Object.values(value) as Json[]) pending.push([member, depth + 1]);
  }
  return false;
}
