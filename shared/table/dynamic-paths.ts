// Paths into a column of JSON texts as columns of their own: each distinct text is read once for a
// path, and again never, however many rows have it and however often the path is asked for.
import { jsonAt } from './json-path.ts';
import type { PathStep } from './json-path.ts';
import { StringColumn } from './string-column.ts';
import { TextDictionary } from './text-dictionary.ts';

interface KnownPath {
  readonly values: TextDictionary;
  /** By code of the JSON text: the code of its value in `values`, or -1. */
  readonly codes: number[];
}

export class DynamicPaths {
  readonly #column: StringColumn<'dynamic'>;
  readonly #knownByPath = new Map<string, KnownPath>();

  constructor(column: StringColumn<'dynamic'>) {
    this.#column = column;
  }

  /** The raw JSON at the path per row, null where there is none. The column is the caller's own. */
  column(path: readonly PathStep[]): StringColumn<'dynamic'> {
    const { values, codes } = this.#known(path);
    const result = new StringColumn('dynamic', undefined, values);
    for (let row = 0; row < this.#column.length; row++) {
      result.cells.set(row, codes[this.#column.code(row)] ?? -1);
    }
    return result;
  }

  #known(path: readonly PathStep[]): KnownPath {
    const name = JSON.stringify(path);
    const known = this.#knownByPath.get(name) ?? { values: new TextDictionary(), codes: [] };
    this.#knownByPath.set(name, known);
    const { dictionary } = this.#column;
    for (let code = known.codes.length; code < dictionary.size; code++) {
      const value = jsonAt(dictionary.text(code), path);
      known.codes.push(value === null ? -1 : known.values.intern(value));
    }
    return known;
  }
}
