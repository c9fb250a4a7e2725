// A column of short lists of texts. Distinct texts and distinct lists are held once, so that a test
// on a text runs once per distinct text and then once per distinct list.
import { int32s, rowsUpTo, withRoom } from './growing.ts';
import { packTexts, unpackTexts } from './text-block.ts';
import type { TextBlock } from './text-block.ts';
import { TextDictionary } from './text-dictionary.ts';

export interface TextListChunk {
  readonly kind: 'texts';
  /** Per row, the number of its list. */
  readonly lists: Int32Array<ArrayBuffer>;
  /** Where each list ends in `items`. */
  readonly listEnds: Uint32Array<ArrayBuffer>;
  /** Codes into `texts`. */
  readonly items: Int32Array<ArrayBuffer>;
  readonly texts: TextBlock;
}

/** There is no null: a row without texts has the empty list. */
export class TextListColumn {
  readonly kind = 'texts';
  /** The distinct texts of all lists. */
  readonly items: TextDictionary;
  readonly #lists = new DistinctLists();
  #codes = int32s(0);
  #length = 0;

  /** Columns that are derived from one another can share a dictionary, and so their codes. */
  constructor(items = new TextDictionary()) {
    this.items = items;
  }

  get length(): number {
    return this.#length;
  }

  get listCount(): number {
    return this.#lists.count;
  }

  /** Per row, the number of its list. Valid until the next write. */
  get codes(): Int32Array {
    return this.#codes.subarray(0, this.#length);
  }

  /** Codes into `items`, by the number of a list. */
  list(code: number): Int32Array {
    return this.#lists.list(code);
  }

  itemCodes(row: number): Int32Array {
    return this.#lists.list(this.#codes[row] ?? 0);
  }

  value(row: number): readonly string[] {
    return Array.from(this.itemCodes(row), (code) => this.items.text(code));
  }

  /** `row` is an existing row or the next one. */
  set(row: number, texts: readonly string[]): void {
    this.setItemCodes(
      row,
      Int32Array.from(texts, (text) => this.items.intern(text)),
    );
  }

  /** For lists derived from columns that share the dictionary. */
  setItemCodes(row: number, itemCodes: Int32Array): void {
    this.#codes = withRoom(this.#codes, row + 1, int32s);
    this.#codes[row] = this.#lists.intern(itemCodes);
    if (row >= this.#length) this.#length = row + 1;
  }

  pack(rows: Int32Array): TextListChunk {
    const usedTexts = new TextDictionary();
    const usedLists = new DistinctLists();
    const lists = Int32Array.from(rows, (row) =>
      usedLists.intern(Int32Array.from(this.value(row), (text) => usedTexts.intern(text))),
    );
    return {
      kind: 'texts',
      lists,
      ...usedLists.pack(),
      texts: packTexts(usedTexts.map((text) => text)),
    };
  }

  /** Writes chunk row i into row `targets[i]`, or nowhere where that is negative. */
  unpack(chunk: TextListChunk, targets: Int32Array): void {
    const texts = unpackTexts(chunk.texts);
    const codeByChunkList = new Int32Array(chunk.listEnds.length).fill(-1);
    this.#length = Math.max(this.#length, rowsUpTo(targets));
    this.#codes = withRoom(this.#codes, this.#length, int32s);
    for (let index = 0; index < targets.length; index++) {
      const row = targets[index] ?? -1;
      if (row < 0) continue;
      const chunkList = chunk.lists[index] ?? 0;
      let code = codeByChunkList[chunkList] ?? -1;
      if (code < 0) {
        const start = chunkList === 0 ? 0 : (chunk.listEnds[chunkList - 1] ?? 0);
        const items = chunk.items.subarray(start, chunk.listEnds[chunkList]);
        code = this.#lists.intern(items.map((item) => this.items.intern(texts[item] ?? '')));
        codeByChunkList[chunkList] = code;
      }
      this.#codes[row] = code;
    }
  }
}

/** List 0 is the empty one. */
class DistinctLists {
  readonly #lists: Int32Array[] = [new Int32Array(0)];
  readonly #codeBySpelling = new Map<string, number>([['', 0]]);

  get count(): number {
    return this.#lists.length;
  }

  list(code: number): Int32Array {
    const list = this.#lists[code];
    if (list === undefined) throw new RangeError(`no list has the number ${code}`);
    return list;
  }

  intern(list: Int32Array): number {
    const spelling = list.join();
    const known = this.#codeBySpelling.get(spelling);
    if (known !== undefined) return known;
    const code = this.#lists.push(list) - 1;
    this.#codeBySpelling.set(spelling, code);
    return code;
  }

  pack(): Pick<TextListChunk, 'listEnds' | 'items'> {
    const listEnds = new Uint32Array(this.#lists.length);
    let length = 0;
    this.#lists.forEach((list, code) => {
      length += list.length;
      listEnds[code] = length;
    });
    const items = new Int32Array(length);
    this.#lists.forEach((list, code) => items.set(list, (listEnds[code] ?? 0) - list.length));
    return { listEnds, items };
  }
}
