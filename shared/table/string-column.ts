// A column of texts: an Int32 code into a dictionary per row, -1 for null. Values that no machine
// type holds are spelled as texts too (their spelling is canonical, so that equal values are equal
// texts), and what they mean is worked out once per distinct text.
import { CHUNK_ROWS, Chunks, int32Cells } from './chunks.ts';
import type { ChunkSummary, WriteStamp } from './chunks.ts';
import type { ColumnParts } from './column-parts.ts';
import { int32s } from './growing.ts';
import { packTexts, unpackTexts } from './text-block.ts';
import type { TextBlock } from './text-block.ts';
import { TextDictionary } from './text-dictionary.ts';

export interface StringChunk {
  readonly kind: 'text';
  /** Per row, into `texts`; -1 is null. */
  readonly codes: Int32Array<ArrayBuffer>;
  readonly texts: TextBlock;
}

/** `guid` is spelled in lower case, `decimal` without superfluous zeros, `dynamic` as its JSON. */
export type TextKind = 'text' | 'guid' | 'decimal' | 'dynamic';

const NULL_CODE = -1;

export class StringColumn<K extends TextKind = 'text'> {
  readonly kind: K;
  readonly chunkKind = 'text';
  readonly dictionary: TextDictionary;
  readonly cells: Chunks<number, Int32Array>;

  constructor(
    kind: K,
    stamp?: WriteStamp,
    dictionary = new TextDictionary(),
    cells: Chunks<number, Int32Array> = new Chunks(int32Cells, stamp),
  ) {
    this.kind = kind;
    this.dictionary = dictionary;
    this.cells = cells;
  }

  get length(): number {
    return this.cells.length;
  }

  /** Into the dictionary; -1 for null. */
  code(row: number): number {
    return this.cells.at(row) ?? NULL_CODE;
  }

  value(row: number): string | null {
    const code = this.code(row);
    return code === NULL_CODE ? null : this.dictionary.text(code);
  }

  /** `row` is an existing row or the next one. */
  set(row: number, value: string | null): void {
    if (value !== null && this.dictionary.isPlain && this.value(row) === value) return;
    this.cells.set(row, value === null ? NULL_CODE : this.dictionary.intern(value));
    this.#becomePlainPastHalf();
  }

  /** Of codes. */
  summary(chunk: number): ChunkSummary {
    return this.cells.summary(chunk, summaryOfCodes);
  }

  /** What the column consists of, for the disk. */
  parts(): ColumnParts {
    return { layers: { cells: this.cells }, texts: this.dictionary };
  }

  fork(): StringColumn<K> {
    return new StringColumn(this.kind, undefined, this.dictionary, this.cells.fork());
  }

  release(): void {
    this.cells.release();
  }

  pack(rows: Int32Array): StringChunk {
    const used = new TextDictionary();
    const codes = new Int32Array(rows.length);
    rows.forEach((row, index) => {
      const value = this.value(row);
      codes[index] = value === null ? NULL_CODE : used.intern(value);
    });
    return { kind: 'text', codes, texts: packTexts(used.texts()) };
  }

  /** Writes chunk row i into row `targets[i]`, or nowhere where that is negative. */
  unpack(chunk: StringChunk, targets: Int32Array): void {
    const texts = unpackTexts(chunk.texts);
    const codeByChunkCode = int32s(texts.length).fill(NULL_CODE);
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
      this.cells.set(row, code);
    }
    this.#becomePlainPastHalf();
  }

  /** Small columns keep their dictionary whatever they hold: it costs little and finds equals. */
  #becomePlainPastHalf(): void {
    const { size, isPlain } = this.dictionary;
    if (!isPlain && size >= CHUNK_ROWS && size * 2 > this.length) this.dictionary.becomePlain();
  }
}

export function summaryOfCodes(cells: Int32Array): ChunkSummary {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let nulls = 0;
  for (let row = 0; row < cells.length; row++) {
    const code = cells[row] ?? NULL_CODE;
    if (code < 0) {
      nulls++;
      continue;
    }
    if (code < min) min = code;
    if (code > max) max = code;
  }
  return { min, max, nulls };
}

/** A chunk's texts by row, without a column to hold them. */
export function chunkTexts(chunk: StringChunk): readonly (string | null)[] {
  const texts = unpackTexts(chunk.texts);
  return Array.from(chunk.codes, (code) => texts[code] ?? null);
}
