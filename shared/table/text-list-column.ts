// A column of short lists of texts. Distinct texts and distinct lists are held once, so that a test
// on a text runs once per distinct text and then once per distinct list.
import { Chunks, int32Cells } from './chunks.ts';
import type { ChunkSummary, WriteStamp } from './chunks.ts';
import type { ColumnParts } from './column-parts.ts';
import { DistinctLists } from './distinct-lists.ts';
import { summaryOfCodes } from './string-column.ts';
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
  readonly chunkKind = 'texts';
  /** The distinct texts of all lists. */
  readonly items: TextDictionary;
  readonly lists: DistinctLists;
  /** Per row, the number of its list. */
  readonly cells: Chunks<number, Int32Array>;

  /** Columns that are derived from one another can share a dictionary, and so their codes. */
  constructor(
    items = new TextDictionary(),
    stamp?: WriteStamp,
    lists = new DistinctLists(),
    cells: Chunks<number, Int32Array> = new Chunks(int32Cells, stamp),
  ) {
    this.items = items;
    this.lists = lists;
    this.cells = cells;
  }

  get length(): number {
    return this.cells.length;
  }

  /** Codes into `items`. */
  itemCodes(row: number): Int32Array {
    return this.lists.list(this.cells.at(row) ?? 0);
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
    this.cells.set(row, this.lists.intern(itemCodes));
  }

  /** Of the numbers of lists. */
  summary(chunk: number): ChunkSummary {
    return this.cells.summary(chunk, summaryOfCodes);
  }

  /** What the column consists of, for the disk. */
  parts(): ColumnParts {
    return { layers: { cells: this.cells }, texts: this.items, lists: this.lists };
  }

  fork(): TextListColumn {
    return new TextListColumn(this.items, undefined, this.lists, this.cells.fork());
  }

  release(): void {
    this.cells.release();
  }

  pack(rows: Int32Array): TextListChunk {
    const usedTexts = new TextDictionary();
    const usedLists = new DistinctLists();
    const lists = new Int32Array(rows.length);
    rows.forEach((row, index) => {
      const codes = Int32Array.from(this.value(row), (text) => usedTexts.intern(text));
      lists[index] = usedLists.intern(codes);
    });
    const { ends, items } = usedLists.pack(0);
    return { kind: 'texts', lists, listEnds: ends, items, texts: packTexts(usedTexts.texts()) };
  }

  /** Writes chunk row i into row `targets[i]`, or nowhere where that is negative. */
  unpack(chunk: TextListChunk, targets: Int32Array): void {
    const texts = unpackTexts(chunk.texts);
    const numberByChunkList = new Int32Array(chunk.listEnds.length).fill(-1);
    for (let index = 0; index < targets.length; index++) {
      const row = targets[index] ?? -1;
      if (row < 0) continue;
      const chunkList = chunk.lists[index] ?? 0;
      let number = numberByChunkList[chunkList] ?? -1;
      if (number < 0) {
        const start = chunkList === 0 ? 0 : (chunk.listEnds[chunkList - 1] ?? 0);
        const items = chunk.items.subarray(start, chunk.listEnds[chunkList]);
        number = this.lists.intern(items.map((item) => this.items.intern(texts[item] ?? '')));
        numberByChunkList[chunkList] = number;
      }
      this.cells.set(row, number);
    }
  }
}
