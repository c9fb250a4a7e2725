// Reads JSON whose writers do not agree on spelling: members in any letter case, numbers as texts, one
// item where a list is meant. Made for Azure's alerts, of which two spellings are on the wire at once.
import { isJsonObject, type Json, type JsonObject } from './json.ts';
import { parseTimestamp, type Timestamp } from './timestamp.ts';

/** A JSON object by its members' names in any letter case. Of several spellings, one with a value wins. */
export class LooseObject {
  readonly json: JsonObject;
  #valueByFoldedName: ReadonlyMap<string, Json> | undefined;

  constructor(json: JsonObject) {
    this.json = json;
  }

  /** The value under the first of the names that states one; null and `''` state nothing. */
  value(...names: readonly string[]): Json | null {
    for (const name of names) {
      const value = this.#exact(name) ?? this.#folded().get(name.toLowerCase());
      if (isStated(value)) return value ?? null;
    }
    return null;
  }

  /** Most members are spelled as they are asked for: that is told without folding all. */
  #exact(name: string): Json | undefined {
    const value = Object.hasOwn(this.json, name) ? this.json[name] : undefined;
    return isStated(value) ? value : undefined;
  }

  #folded(): ReadonlyMap<string, Json> {
    return (this.#valueByFoldedName ??= foldedMembers(this.json));
  }

  /** A text that is not blank, untrimmed; numbers are written out. */
  text(...names: readonly string[]): string | null {
    for (const name of names) {
      const value = this.value(name);
      if (typeof value === 'string' && value.trim() !== '') return value;
      if (typeof value === 'number') return String(value);
    }
    return null;
  }

  /** Also from decimal and, for process ids, hexadecimal text such as `0xbc8`. */
  number(...names: readonly string[]): number | null {
    for (const name of names) {
      const value = this.value(name);
      const number =
        typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value.trim()) : value;
      if (typeof number === 'number' && Number.isFinite(number)) return number;
    }
    return null;
  }

  boolean(...names: readonly string[]): boolean | null {
    for (const name of names) {
      const value = this.value(name);
      if (typeof value === 'boolean') return value;
      if (typeof value !== 'string') continue;
      const folded = value.trim().toLowerCase();
      if (folded === 'true' || folded === 'false') return folded === 'true';
    }
    return null;
  }

  /** Also where a space stands for the T, as logs have it. */
  time(...names: readonly string[]): Timestamp | null {
    for (const name of names) {
      const value = this.value(name);
      if (typeof value !== 'string') continue;
      const time = parseTimestamp(value.trim().replace(/^(\d{4}-\d\d-\d\d) /, '$1T'));
      if (time !== null) return time;
    }
    return null;
  }

  object(...names: readonly string[]): LooseObject | null {
    for (const name of names) {
      const value = this.value(name);
      if (isJsonObject(value)) return new LooseObject(value);
    }
    return null;
  }

  /** A single value is a list of one. */
  list(...names: readonly string[]): readonly Json[] {
    const value = this.value(...names);
    if (value === null) return [];
    return isList(value) ? value : [value];
  }

  objects(...names: readonly string[]): readonly LooseObject[] {
    return this.list(...names)
      .filter(isJsonObject)
      .map((json) => new LooseObject(json));
  }

  /** The texts of a list; a single text is taken apart at its commas. */
  words(...names: readonly string[]): readonly string[] {
    const value = this.value(...names);
    const words = typeof value === 'string' ? value.split(',') : this.list(...names);
    return words.flatMap((word) =>
      typeof word === 'string' && word.trim() !== '' ? [word.trim()] : [],
    );
  }

  /** The texts of a list as they are; a single text is one of them. */
  texts(...names: readonly string[]): readonly string[] {
    return this.list(...names).filter(
      (text) => typeof text === 'string' && text.trim() !== '',
    ) as readonly string[];
  }
}

function foldedMembers(json: JsonObject): ReadonlyMap<string, Json> {
  const valueByName = new Map<string, Json>();
  for (const name of Object.keys(json)) {
    const folded = name.toLowerCase();
    if (!isStated(valueByName.get(folded))) valueByName.set(folded, json[name] as Json);
  }
  return valueByName;
}

const NUMBER = /^(?:0x[\da-f]{1,13}|-?\d{1,16}(?:\.\d{1,20})?)$/i;

function isStated(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
