// What a filter of a queue looks at: a column, and how the values of a filter lie in it.
import type { FilterCondition, TimeRange } from '../../../shared/contract/queue.ts';
import type { Bits } from '../../../shared/table/bits.ts';
import { any, isBetween, textPasses } from '../../../shared/table/condition.ts';
import type { Condition } from '../../../shared/table/condition.ts';
import { countListItems, countTextCodes } from '../../../shared/table/facet.ts';
import type { CodeCounts } from '../../../shared/table/facet.ts';
import { int32s, withRoom } from '../../../shared/table/growing.ts';
import type { NumberColumn } from '../../../shared/table/number-column.ts';
import { rowsWithList, rowsWithoutNumber } from '../../../shared/table/select.ts';
import type { StringColumn } from '../../../shared/table/string-column.ts';
import type { TextListColumn } from '../../../shared/table/text-list-column.ts';

const NAMES_A_PIECE = 2_048;

/** What stands in a list of codes, in other words than its texts; null where it is no value. */
export class NamedItems {
  readonly kind = 'named';
  readonly column: TextListColumn;
  readonly nameOf: (code: number) => string | null;
  readonly #codeByName = new Map<string, number>();
  #slots = int32s(0);
  #known = 0;

  constructor(column: TextListColumn, nameOf: (code: number) => string | null) {
    this.column = column;
    this.nameOf = nameOf;
  }

  /** Names the codes that came, a piece at a time, before they are counted. */
  *warmUp(): Generator<void> {
    const { size } = this.column.items;
    while (this.#known < size) {
      this.#name(Math.min(this.#known + NAMES_A_PIECE, size));
      yield;
    }
  }

  /** Per code, the first code that has its name; -1 where it has none. */
  slots(): Int32Array {
    this.#name(this.column.items.size);
    return this.#slots;
  }

  #name(end: number): void {
    this.#slots = withRoom(this.#slots, end, int32s);
    for (; this.#known < end; this.#known++) {
      const name = this.nameOf(this.#known);
      const first = name === null ? -1 : (this.#codeByName.get(name) ?? this.#known);
      if (name !== null && first === this.#known) this.#codeByName.set(name, first);
      this.#slots[this.#known] = first;
    }
  }

  /** -1 where no code has the name. */
  codeOf(name: string): number {
    this.slots();
    return this.#codeByName.get(name) ?? -1;
  }
}

/** A yes where a row's list has two items or more. */
export interface Several {
  readonly kind: 'several';
  readonly column: TextListColumn;
}

/** Null, and a list without any value of the filter, are the value "". */
export type FilterColumn = StringColumn | TextListColumn | NamedItems | Several | NumberColumn;

const DAY_MS = 86_400_000;

/** Throws on a condition of another kind than the column's: a filter's table and its column differ. */
export function conditionOn(
  column: FilterColumn,
  condition: FilterCondition,
  now: number,
): Condition {
  if (condition.kind === 'values' && column.kind !== 'number' && column.kind !== 'several') {
    return hasValue(column, new Set(condition.values));
  }
  if (condition.kind === 'flag' && column.kind === 'several') {
    const test = ({ length }: Int32Array) => length > 1 === condition.value;
    return listPasses(column.column, test);
  }
  if (condition.kind === 'time' && column.kind === 'number') {
    return isInRange(column, condition.range, now);
  }
  if (condition.kind === 'number' && column.kind === 'number') {
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = condition;
    return isBetween(column, from, Math.floor(to) + 1);
  }
  throw new TypeError(`the filter ${condition.filter} is not by ${condition.kind}`);
}

export function isInRange(time: NumberColumn, range: TimeRange, now: number): Condition {
  switch (range.kind) {
    case 'days':
      // What the service gave no time is not known to be old: it stays in sight.
      return any(
        () => time.length,
        [
          isBetween(time, now - range.days * DAY_MS, Number.POSITIVE_INFINITY),
          {
            rows: () => rowsWithoutNumber(time),
            holds: (row) => time.value(row) === null,
          },
        ],
      );
    case 'between':
      return isBetween(time, range.fromAt, range.toAt);
    default:
      return range satisfies never;
  }
}

/** How many of the rows have each value, by its code; null of a column without values to choose from. */
export function countCodes(column: FilterColumn, rows: Bits): CodeCounts | null {
  switch (column.kind) {
    case 'text':
      return countTextCodes(column, rows);
    case 'texts':
      return countListItems(column, rows, null);
    case 'named':
      return countListItems(column.column, rows, column.slots());
    case 'number':
    case 'several':
      return null;
    default:
      return column satisfies never;
  }
}

/** The code of a text "", which some write where others write nothing; -1 where there is none. */
export function codeOfNothing(column: FilterColumn): number {
  switch (column.kind) {
    case 'text':
      return column.dictionary.find('');
    case 'texts':
      return column.items.find('');
    case 'named':
      return column.codeOf('');
    case 'number':
    case 'several':
      return -1;
    default:
      return column satisfies never;
  }
}

/** The value of a code that was counted. */
export function valueAt(column: FilterColumn, code: number): string {
  switch (column.kind) {
    case 'text':
      return column.dictionary.text(code);
    case 'texts':
      return column.items.text(code);
    case 'named':
      return column.nameOf(code) ?? '';
    case 'number':
    case 'several':
      return '';
    default:
      return column satisfies never;
  }
}

function hasValue(
  column: Exclude<FilterColumn, NumberColumn | Several>,
  wanted: ReadonlySet<string>,
): Condition {
  if (column.kind === 'text') return textPasses(column, (text) => wanted.has(text ?? ''));
  const list = column.kind === 'texts' ? column : column.column;
  const nameOf = namesOf(column);
  /** Null of what is no value of this filter. */
  const verdictOn = (code: number): boolean | null => {
    const name = nameOf(code);
    return name === null ? null : wanted.has(name);
  };
  const passes = (items: Int32Array, verdict: (code: number) => boolean | null): boolean => {
    let hasNone = true;
    for (const code of items) {
      const isWanted = verdict(code);
      if (isWanted === true) return true;
      if (isWanted === false) hasNone = false;
    }
    return hasNone && wanted.has('');
  };
  return {
    rows() {
      const verdicts = Array.from({ length: list.items.size }, (_, code) => verdictOn(code));
      return rowsWithList(list, (items) => passes(items, (code) => verdicts[code] ?? null));
    },
    holds: (row) => passes(list.itemCodes(row), verdictOn),
  };
}

function listPasses(column: TextListColumn, test: (items: Int32Array) => boolean): Condition {
  return {
    rows: () => rowsWithList(column, test),
    holds: (row) => test(column.itemCodes(row)),
  };
}

function namesOf(column: TextListColumn | NamedItems): (code: number) => string | null {
  return column.kind === 'texts' ? (code) => column.items.text(code) : column.nameOf;
}
