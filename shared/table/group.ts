// Puts rows into groups by the values of several columns, and sums up each group. Keys become small
// whole numbers first; pairs of those are numbered again, key by key, so that any number of keys
// costs no more than one lookup per row and key.
import type { Bits } from './bits.ts';
import type { BoolColumn } from './bool-column.ts';
import type { LongColumn } from './long-column.ts';
import type { NumberColumn } from './number-column.ts';
import type { StringColumn, TextKind } from './string-column.ts';
import type { TextListColumn } from './text-list-column.ts';

export type GroupKey =
  | StringColumn<TextKind>
  | BoolColumn
  | TextListColumn
  | NumberColumn
  | LongColumn
  /** Doubles rounded down to a multiple of `width`. */
  | { readonly kind: 'bin'; readonly column: NumberColumn; readonly width: number };

export interface Grouping {
  /** The grouped rows, in ascending order. */
  readonly rows: Int32Array;
  /** By place in `rows`; groups are numbered in order of their first row. */
  readonly groups: Int32Array;
  readonly count: number;
  /** By group: it has the group's values in every key. These rows are the distinct ones. */
  readonly firstRows: Int32Array;
}

export function groupRows(selected: Bits, keys: readonly GroupKey[]): Grouping {
  const rows = selected.toRows();
  let numbering: Numbering = { numbers: new Int32Array(rows.length), count: 1 };
  for (const key of keys) numbering = pairs(numbering, numbersOf(key, rows));
  return inOrderOfFirst(rows, numbering);
}

/** Numbers from 0 up to `count`, by place; not every one need occur. */
interface Numbering {
  readonly numbers: Int32Array;
  readonly count: number;
}

function numbersOf(key: GroupKey, rows: Int32Array): Numbering {
  switch (key.kind) {
    case 'text':
    case 'guid':
    case 'decimal':
    case 'dynamic':
      return codesOf(key.cells.flat(), rows, key.dictionary.size, key.dictionary.canonicalCodes());
    case 'bool':
      return codesOf(key.cells.flat(), rows, 2, null);
    case 'texts':
      return codesOf(key.cells.flat(), rows, key.lists.count, null);
    case 'number':
      return doublesOf(key, rows, (value) => value);
    case 'bin':
      return doublesOf(key.column, rows, (value) => Math.floor(value / key.width) * key.width);
    case 'long':
    case 'datetime':
    case 'timespan':
      return key.wide.chunkCount === 0
        ? doublesOf(key.doubles, rows, (value) => value)
        : longsOf(key, rows);
    default:
      return key satisfies never;
  }
}

/** Null, which is -1, becomes 0. */
function codesOf(
  codes: Int32Array,
  rows: Int32Array,
  size: number,
  canonical: Int32Array | null,
): Numbering {
  const numbers = new Int32Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    const code = codes[rows[place] ?? 0] ?? -1;
    numbers[place] = 1 + (canonical === null || code < 0 ? code : (canonical[code] ?? code));
  }
  return { numbers, count: size + 1 };
}

/** Null is a value of its own, and so is NaN. */
function doublesOf(
  column: NumberColumn,
  rows: Int32Array,
  rounded: (value: number) => number,
): Numbering {
  const values = column.cells.flat();
  const keys = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    keys[place] = rounded(values[rows[place] ?? 0] ?? Number.NaN);
  }
  const numbers = new Int32Array(rows.length);
  const seen = new DistinctNumbers();
  for (let place = 0; place < rows.length; place++) {
    const key = keys[place] ?? Number.NaN;
    if (!Number.isNaN(key)) numbers[place] = 2 + seen.numberOf(key);
    else if (!column.isNull(rows[place] ?? 0)) numbers[place] = 1;
  }
  return { numbers, count: seen.count + 2 };
}

function longsOf(column: LongColumn, rows: Int32Array): Numbering {
  const numberByValue = new Map<bigint | null, number>();
  const numbers = Int32Array.from(rows, (row) => {
    const value = column.value(row);
    const known = numberByValue.get(value) ?? numberByValue.size;
    if (known === numberByValue.size) numberByValue.set(value, known);
    return known;
  });
  return { numbers, count: numberByValue.size };
}

/** Up to this many pairs have a cell each, which is faster than looking for them. */
const MOST_CELLS = 1 << 22;

function pairs(left: Numbering, right: Numbering): Numbering {
  const count = left.count * right.count;
  if (left.count === 1) return right;
  const numbers = new Int32Array(left.numbers.length);
  if (count <= MOST_CELLS) {
    for (let place = 0; place < numbers.length; place++) {
      numbers[place] = (left.numbers[place] ?? 0) * right.count + (right.numbers[place] ?? 0);
    }
    return { numbers, count };
  }
  const seen = new DistinctNumbers();
  for (let place = 0; place < numbers.length; place++) {
    const pair = (left.numbers[place] ?? 0) * right.count + (right.numbers[place] ?? 0);
    numbers[place] = seen.numberOf(pair);
  }
  return { numbers, count: seen.count };
}

function inOrderOfFirst(rows: Int32Array, { numbers, count }: Numbering): Grouping {
  const groupByNumber = new Int32Array(count).fill(-1);
  const groups = new Int32Array(rows.length);
  const firstRows: number[] = [];
  for (let place = 0; place < rows.length; place++) {
    const number = numbers[place] ?? 0;
    let group = groupByNumber[number] ?? -1;
    if (group < 0) {
      group = firstRows.push(rows[place] ?? 0) - 1;
      groupByNumber[number] = group;
    }
    groups[place] = group;
  }
  return { rows, groups, count: firstRows.length, firstRows: Int32Array.from(firstRows) };
}

/** Numbers doubles as they come: open addressing, a slot holds a number + 1. */
class DistinctNumbers {
  #keys = new Float64Array(1024);
  #slots = new Int32Array(1024);
  readonly #bits = new Float64Array(1);
  readonly #words = new Uint32Array(this.#bits.buffer);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  numberOf(key: number): number {
    const mask = this.#slots.length - 1;
    let slot = this.#hash(key) & mask;
    for (;;) {
      const known = this.#slots[slot] ?? 0;
      if (known === 0) break;
      if (this.#keys[slot] === key) return known - 1;
      slot = (slot + 1) & mask;
    }
    this.#keys[slot] = key;
    this.#slots[slot] = ++this.#count;
    const number = this.#count - 1;
    if (this.#count * 2 > this.#slots.length) this.#grow();
    return number;
  }

  #hash(key: number): number {
    // Adding 0 makes -0 a 0.
    this.#bits[0] = key + 0;
    const mixed = Math.imul((this.#words[0] ?? 0) ^ ((this.#words[1] ?? 0) * 31), 0x9e3779b1);
    return mixed ^ (mixed >>> 15);
  }

  #grow(): void {
    const [keys, slots] = [this.#keys, this.#slots];
    const mask = slots.length * 2 - 1;
    this.#keys = new Float64Array(slots.length * 2);
    this.#slots = new Int32Array(slots.length * 2);
    slots.forEach((number, old) => {
      if (number === 0) return;
      const key = keys[old] ?? 0;
      let slot = this.#hash(key) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#keys[slot] = key;
      this.#slots[slot] = number;
    });
  }
}
