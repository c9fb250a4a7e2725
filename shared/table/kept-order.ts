// The order of all rows of a table, kept while filters come and go: a view of it is one walk. Rows
// that changed are taken out and put where they belong, which costs their comparisons and one walk.
import { Bits } from './bits.ts';
import { orderingRows, orderRows } from './order.ts';
import { compareBy } from './sort-key.ts';
import type { SortKey } from './sort-key.ts';

/** Past this part of the rows, sorting all of them anew is cheaper than placing each. */
const MOST_PLACED = 0.02;

export class KeptOrder {
  readonly #keys: readonly SortKey[];
  #order = new Int32Array(0);
  readonly #changed = new Set<number>();
  /** Counts what it was told. */
  #writes = 0;
  /** More rows changed than are worth placing; which ones need not be held. */
  #isOutdated = true;

  constructor(keys: readonly SortKey[]) {
    this.#keys = keys;
  }

  /** Whether the next window costs a sort of all rows. */
  get isOutdated(): boolean {
    return this.#isOutdated;
  }

  /** To be told of every row whose cells in the keys' columns were written; new rows are seen. */
  rowsChanged(rows: Iterable<number>): void {
    this.#writes++;
    if (this.#isOutdated) return;
    for (const row of rows) this.#changed.add(row);
    if (this.#changed.size <= this.#order.length * MOST_PLACED) return;
    this.#isOutdated = true;
    this.#changed.clear();
  }

  /** Sorts all rows with pauses, before they are asked for; gives up where one is written meanwhile. */
  *preparing(rowCount: number): Generator<void> {
    if (!this.#isOutdated) return;
    const writes = this.#writes;
    const sorting = orderingRows(Bits.all(rowCount), this.#keys);
    for (let step = sorting.next(); ; step = sorting.next()) {
      if (!this.#isOutdated || this.#writes !== writes) return;
      if (step.done === true) {
        this.#order = step.value;
        this.#isOutdated = false;
        return;
      }
      yield;
    }
  }

  /** `rows` in this order. */
  rows(rows: Bits): Int32Array<ArrayBuffer> {
    return this.window(rows, 0, rows.count());
  }

  /** As rows().subarray(offset, offset + limit). */
  window(rows: Bits, offset: number, limit: number): Int32Array<ArrayBuffer> {
    const order = this.#current(rows.length);
    const found = new Int32Array(Math.max(0, Math.min(limit, order.length)));
    let place = 0;
    let skipped = 0;
    for (let index = 0; index < order.length && place < found.length; index++) {
      const row = order[index] ?? 0;
      if (!rows.has(row)) continue;
      if (skipped < offset) skipped++;
      else found[place++] = row;
    }
    return found.slice(0, place);
  }

  #current(rowCount: number): Int32Array {
    for (let row = this.#order.length; row < rowCount; row++) {
      if (this.#isOutdated) break;
      this.rowsChanged([row]);
    }
    if (this.#isOutdated) {
      this.#order = orderRows(Bits.all(rowCount), this.#keys);
      this.#isOutdated = false;
    } else if (this.#changed.size > 0) {
      this.#order = this.#withChangedPlaced(rowCount);
    }
    this.#changed.clear();
    return this.#order;
  }

  #withChangedPlaced(rowCount: number): Int32Array<ArrayBuffer> {
    const compareKeys = compareBy(this.#keys);
    const compare = (a: number, b: number) => compareKeys(a, b) || a - b;
    const changed = Int32Array.from(this.#changed).sort(compare);
    const isChanged = new Bits(rowCount);
    for (const row of changed) isChanged.add(row);
    const rest = without(this.#order, isChanged);
    const order = new Int32Array(rowCount);
    let taken = 0;
    changed.forEach((row, index) => {
      const place = placeOf(rest, row, taken, compare);
      order.set(rest.subarray(taken, place), taken + index);
      order[place + index] = row;
      taken = place;
    });
    order.set(rest.subarray(taken), taken + changed.length);
    return order;
  }
}

function without(order: Int32Array, rows: Bits): Int32Array {
  const rest = new Int32Array(order.length);
  let length = 0;
  for (let place = 0; place < order.length; place++) {
    const row = order[place] ?? 0;
    if (!rows.has(row)) rest[length++] = row;
  }
  return rest.subarray(0, length);
}

/** The first place, from `low` on, whose row comes after `row`. */
function placeOf(
  order: Int32Array,
  row: number,
  from: number,
  compare: (a: number, b: number) => number,
): number {
  let low = from;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(order[middle] ?? 0, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
