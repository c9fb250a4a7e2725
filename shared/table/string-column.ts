// A column of texts: an Int32 code into a dictionary per row, -1 for null.
import { int32s, rowsUpTo, withRoom } from './growing.ts';
import { packTexts, unpackTexts } from './text-block.ts';
import type { TextBlock } from './text-block.ts';
import { TextDictionary } from './text-dictionary.ts';

export interface StringChunk {
  readonly kind: 'text';
  /** Per row, into `texts`; -1 is null. */
  readonly codes: Int32Array<ArrayBuffer>;
  readonly texts: TextBlock;
}

const NULL_CODE = -1;

export class StringColumn {
  readonly kind = 'text';
  readonly dictionary = new TextDictionary();
  #codes = int32s(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Valid until the next write. */
  get codes(): Int32Array {
    return this.#codes.subarray(0, this.#length);
  }

  /** Into the dictionary; -1 for null. */
  code(row: number): number {
    return row < this.#length ? (this.#codes[row] ?? NULL_CODE) : NULL_CODE;
  }

  value(row: number): string | null {
    const code = this.#codes[row] ?? NULL_CODE;
    return code === NULL_CODE ? null : this.dictionary.text(code);
  }

  /** `row` is an existing row or the next one. */
  set(row: number, value: string | null): void {
    this.#codes = withRoom(this.#codes, row + 1, int32s);
    this.#codes[row] = value === null ? NULL_CODE : this.dictionary.intern(value);
    if (row >= this.#length) this.#length = row + 1;
  }

  pack(rows: Int32Array): StringChunk {
    const used = new TextDictionary();
    const codes = new Int32Array(rows.length);
    rows.forEach((row, index) => {
      const value = this.value(row);
      codes[index] = value === null ? NULL_CODE : used.intern(value);
    });
    return { kind: 'text', codes, texts: packTexts(used.map((text) => text)) };
  }

  /** Writes chunk row i into row `targets[i]`, or nowhere where that is negative. */
  unpack(chunk: StringChunk, targets: Int32Array): void {
    const texts = unpackTexts(chunk.texts);
    const codeByChunkCode = new Int32Array(texts.length).fill(NULL_CODE);
    this.#length = Math.max(this.#length, rowsUpTo(targets));
    this.#codes = withRoom(this.#codes, this.#length, int32s);
    for (let index = 0; index < targets.length; index++) {
      const row = targets[index] ?? -1;
      if (row < 0) continue;
      const chunkCode = chunk.codes[index] ?? NULL_CODE;
      let code = codeByChunkCode[chunkCode] ?? NULL_CODE;
      const text = texts[chunkCode];
      if (code === NULL_CODE && text !== undefined) {
        code = this.dictionary.intern(text);
        codeByChunkCode[chunkCode] = code;
      }
      this.#codes[row] = code;
    }
  }
}

/** A chunk's texts by row, without a column to hold them. */
export function chunkTexts(chunk: StringChunk): readonly (string | null)[] {
  const texts = unpackTexts(chunk.texts);
  return Array.from(chunk.codes, (code) => texts[code] ?? null);
}
