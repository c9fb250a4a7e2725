// A condition on rows that is compiled once and asked again as rows change: for all rows, or for one.
import { complement, intersection, resized, union } from './bits.ts';
import type { Bits } from './bits.ts';
import type { LongColumn } from './long-column.ts';
import type { NumberColumn } from './number-column.ts';
import { rowsBetween, rowsWithAnyText, rowsWithLongBetween, rowsWithText } from './select.ts';
import type { StringColumn, TextKind } from './string-column.ts';
import type { TextListColumn } from './text-list-column.ts';

export interface Condition {
  /** All rows that satisfy it, of the columns as they are now. */
  rows(): Bits;
  /** Agrees with rows(). */
  holds(row: number): boolean;
}

export function textPasses(
  column: StringColumn<TextKind>,
  test: (text: string | null) => boolean,
): Condition {
  return { rows: () => rowsWithText(column, test), holds: (row) => test(column.value(row)) };
}

export function anyTextPasses(column: TextListColumn, test: (text: string) => boolean): Condition {
  return {
    rows: () => rowsWithAnyText(column, test),
    holds: (row) => column.value(row).some(test),
  };
}

export function isBetween(column: NumberColumn, from: number, to: number): Condition {
  return {
    rows: () => rowsBetween(column, from, to),
    holds(row) {
      const value = column.value(row);
      return value !== null && value >= from && value < to;
    },
  };
}

export function isLongBetween(column: LongColumn, from: bigint, to: bigint): Condition {
  return {
    rows: () => rowsWithLongBetween(column, from, to),
    holds(row) {
      const value = column.value(row);
      return value !== null && value >= from && value < to;
    },
  };
}

/** `rowCount` tells how many rows there are when it is asked. */
export function all(rowCount: () => number, conditions: readonly Condition[]): Condition {
  return {
    rows: () =>
      intersection(
        rowCount(),
        conditions.map((one) => one.rows()),
      ),
    holds: (row) => conditions.every((one) => one.holds(row)),
  };
}

export function any(rowCount: () => number, conditions: readonly Condition[]): Condition {
  return {
    rows: () =>
      union(
        rowCount(),
        conditions.map((one) => one.rows()),
      ),
    holds: (row) => conditions.some((one) => one.holds(row)),
  };
}

export function not(rowCount: () => number, condition: Condition): Condition {
  return {
    rows: () => complement(rowCount(), [condition.rows()]),
    holds: (row) => !condition.holds(row),
  };
}

/** What a change of rows did to a selection. */
export interface SelectionChange {
  readonly entered: readonly number[];
  readonly left: readonly number[];
  readonly stayed: readonly number[];
}

/** The rows of a condition, kept up to date row by row. */
export class LiveSelection {
  readonly #condition: Condition;
  #rows: Bits;

  constructor(condition: Condition) {
    this.#condition = condition;
    this.#rows = condition.rows();
  }

  /** Valid until the next update. */
  get rows(): Bits {
    return this.#rows;
  }

  /** `changed` are all rows that were written, appended or removed since, of `rowCount` now. */
  update(changed: Iterable<number>, rowCount: number): SelectionChange {
    if (rowCount !== this.#rows.length) this.#rows = resized(this.#rows, rowCount);
    const entered: number[] = [];
    const left: number[] = [];
    const stayed: number[] = [];
    for (const row of new Set(changed)) {
      const was = this.#rows.has(row);
      const is = this.#condition.holds(row);
      if (was && is) stayed.push(row);
      else if (is) entered.push(row);
      else if (was) left.push(row);
    }
    for (const row of entered) this.#rows.add(row);
    for (const row of left) this.#rows.remove(row);
    return { entered, left, stayed };
  }
}
