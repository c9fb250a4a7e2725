// The ids of rows that bring none: made of what they say, so that the same row read again is the same alert.
import type { Json, JsonObject } from '../json.ts';

/** A digest of a text in hexadecimal that nobody can make two texts for; SHA-256 where the app runs. */
export type Digest = (text: string) => string;

/**
 * `file-` and 32 hexadecimal digits. Columns may come in any order; any other difference between two rows
 * makes two ids.
 */
export function rowId(row: JsonObject, digest: Digest): string {
  return `file-${digest(canonicalText(row)).slice(0, 32)}`;
}

/** Nesting is bounded by whoever read the row. */
function canonicalText(json: Json): string {
  if (typeof json !== 'object' || json === null) return JSON.stringify(json);
  if (Array.isArray(json)) return `[${(json as readonly Json[]).map(canonicalText).join()}]`;
  const members = Object.entries(json as JsonObject)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${JSON.stringify(name)}:${canonicalText(value)}`);
  return `{${members.join()}}`;
}
