// A column as its saver sees it.
import type { Chunks } from './chunks.ts';
import type { DistinctLists } from './distinct-lists.ts';
import type { TextDictionary } from './text-dictionary.ts';

type Layer =
  | Chunks<number, Int32Array>
  | Chunks<number, Float64Array>
  | Chunks<number, Uint32Array>
  | Chunks<bigint, BigInt64Array>;
/** What a column consists of: layers by a name that stays the same, texts and lists that grow. */
export interface ColumnParts {
  readonly layers: Readonly<Record<string, Layer>>;
  readonly texts?: TextDictionary;
  readonly lists?: DistinctLists;
}
