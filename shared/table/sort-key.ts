// What a sort key says of rows, in the two forms sorting needs: words for counting, a comparison for
// a few rows. Both agree. Nulls are outermost, NaN stands between them and the values.
import type { LongColumn } from './long-column.ts';
import type { NumberColumn } from './number-column.ts';
import type { SortWords } from './radix.ts';
import type { StringColumn, TextKind } from './string-column.ts';
import { compareTexts } from './text-ranks.ts';
import type { TextOrder } from './text-ranks.ts';

interface Direction {
  readonly descending: boolean;
  readonly nullsFirst?: boolean;
}

interface NumberKey extends Direction {
  readonly kind: 'number';
  readonly column: NumberColumn;
}

interface LongKey extends Direction {
  readonly kind: 'long';
  readonly column: LongColumn;
}

interface TextKey extends Direction {
  readonly kind: 'text';
  readonly column: StringColumn<TextKind>;
  /** Unless it is said, a decimal's own, and collated for all other kinds. */
  readonly order?: TextOrder;
  /** Where the texts have an order of their own. */
  readonly rank?: (text: string) => number;
}

/** Ascending by code unit; the last key. Only rows that tie in all others are compared by it. */
interface IdKey {
  readonly kind: 'id';
  readonly column: StringColumn<TextKind>;
}

export type RankedKey = NumberKey | LongKey | TextKey;
export type SortKey = RankedKey | IdKey;
export type Compare = (a: number, b: number) => number;

/** By row number; only those of `rows`, which ascend, are filled in. */
export function sortWords(key: RankedKey, rows: Int32Array): SortWords {
  switch (key.kind) {
    case 'number':
      return wordsOfNumbers(key, key.column, rows);
    case 'long':
      return wordsOfLongs(key, rows);
    case 'text':
      return wordsOfRanks(key, rows);
    default:
      return key satisfies never;
  }
}

/** Rows that tie in all keys are equal. */
export function compareBy(keys: readonly SortKey[]): Compare {
  const compares = keys.map(comparison);
  return (a, b) => {
    for (const compare of compares) {
      const difference = compare(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

const NULL_LAST = 0xffffffff;
const NULL_FIRST = 0;

/**
 * Bits of a double, turned so that they compare as it does. From -Infinity to Infinity the high
 * word leaves room at both ends for NaN and null.
 */
function wordsOfNumbers(direction: Direction, column: NumberColumn, rows: Int32Array): SortWords {
  const values = column.cells.flat();
  const high = wordsFor(rows);
  const low = wordsFor(rows);
  const one = new Float64Array(1);
  const halves = new Uint32Array(one.buffer);
  const { descending, nullsFirst = false } = direction;
  const nullWord = nullsFirst ? NULL_FIRST : NULL_LAST;
  const nanWord = nullsFirst ? NULL_FIRST + 1 : NULL_LAST - 1;
  const turned = descending ? 0xffffffff : 0;
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    // A row that the column was never told of is null.
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) {
      high[row] = column.isNull(row) ? nullWord : nanWord;
      continue;
    }
    // Adding 0 makes -0 a 0.
    one[0] = value + 0;
    const top = halves[1] ?? 0;
    const sign = top >>> 31 === 1 ? 0xffffffff : 0;
    high[row] = top ^ (sign | 0x80000000) ^ turned;
    low[row] = (halves[0] ?? 0) ^ sign ^ turned;
  }
  return [high, low];
}

/** Up to the last row; they are in ascending order. */
function wordsFor(rows: Int32Array): Uint32Array {
  return new Uint32Array((rows.at(-1) ?? -1) + 1);
}

function wordsOfLongs(key: LongKey, rows: Int32Array): SortWords {
  const { doubles, wide, epoch } = key.column;
  const words = wordsOfNumbers(key, doubles, rows);
  if (wide.chunkCount === 0) return words;
  // What rounding to a double took away: at most 2^10 in either direction.
  const rest = wordsFor(rows);
  for (const row of rows) {
    const value = key.column.value(row);
    const double = doubles.value(row);
    if (value === null || double === null) continue;
    const difference = Number(value - epoch - BigInt(double));
    rest[row] = 0x80000000 + (key.descending ? -difference : difference);
  }
  return [...words, rest];
}

function wordsOfRanks(key: TextKey, rows: Int32Array): SortWords {
  const { column, descending, nullsFirst = false } = key;
  const codes = column.cells.flat();
  const ranks = ranksOf(key);
  const high = wordsFor(rows);
  const nullWord = nullsFirst ? NULL_FIRST : NULL_LAST;
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    const code = codes[row] ?? -1;
    const rank = (ranks[code] ?? 0) + 1;
    high[row] = code < 0 ? nullWord : descending ? NULL_LAST - rank : rank;
  }
  return [high];
}

function ranksOf(key: TextKey): Int32Array {
  const { column, rank } = key;
  if (rank === undefined) return column.dictionary.ranks(orderOf(key));
  const numbers = column.dictionary.map(rank);
  const placeByNumber = new Map([...new Set(numbers)].sort((a, b) => a - b).map((n, i) => [n, i]));
  return Int32Array.from(numbers, (number) => placeByNumber.get(number) ?? 0);
}

/** What a key without a rank of its own is ordered by. */
export function orderOf({ column, order }: TextKey): TextOrder {
  return order ?? (column.kind === 'decimal' ? 'decimal' : 'collated');
}

function comparison(key: SortKey): Compare {
  switch (key.kind) {
    case 'number':
      return directed(key, (row) => key.column.value(row), compareValues);
    case 'long':
      return directed(key, (row) => key.column.value(row), compareValues);
    case 'text': {
      const { rank } = key;
      const valueOf = (row: number) => key.column.value(row);
      return rank
        ? directed(key, valueOf, (a, b) => rank(a) - rank(b))
        : directed(key, valueOf, compareTexts[orderOf(key)]);
    }
    case 'id':
      return directed({ descending: false }, (row) => key.column.value(row), compareTexts.ordinal);
    default:
      return key satisfies never;
  }
}

function directed<V>(
  { descending, nullsFirst = false }: Direction,
  valueOf: (row: number) => V | null,
  compare: (a: V, b: V) => number,
): Compare {
  const sign = descending ? -1 : 1;
  const outward = nullsFirst ? -1 : 1;
  return (a, b) => {
    const left = valueOf(a);
    const right = valueOf(b);
    const apart = outerness(left) - outerness(right);
    if (apart !== 0) return outward * apart;
    return left === null || right === null ? 0 : sign * compare(left, right);
  };
}

function outerness(value: unknown): number {
  if (value === null) return 2;
  return Number.isNaN(value) ? 1 : 0;
}

function compareValues<V extends number | bigint>(a: V, b: V): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
