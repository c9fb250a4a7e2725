// The groups of a queue's rows: their values and sizes, and which rows are in one. By an asset there are
// hundreds of thousands, so that values are looked up only where they are asked for.
import type { GroupOrder } from '../../../shared/queue/group-columns.ts';
import { severityRank } from '../../../shared/model/severity.ts';
import { Bits, intersection } from '../../../shared/table/bits.ts';
import { isBetween } from '../../../shared/table/condition.ts';
import type { NumberColumn } from '../../../shared/table/number-column.ts';
import { rowsWithList, rowsWithoutNumber } from '../../../shared/table/select.ts';
import { codeOfNothing, conditionOn, countCodes, valueAt } from './filter-column.ts';
import type { FilterColumn } from './filter-column.ts';
import { dayNamer, dayOf } from './group-days.ts';
import type { GroupZone } from './group-days.ts';
import { statusRank } from './status-rank.ts';

/** A column to group by, and how its values lie in it. */
export type GroupSource =
  | { readonly kind: 'values'; readonly column: Exclude<FilterColumn, NumberColumn> }
  | { readonly kind: 'days'; readonly column: NumberColumn }
  | { readonly kind: 'numbers'; readonly column: NumberColumn }
  /** What no column holds; "" for nothing. */
  | { readonly kind: 'found'; valueOf(row: number): string };

export interface Group {
  readonly value: string;
  readonly count: number;
}

/** In their order; only those that have rows. */
export interface Groups {
  readonly length: number;
  at(place: number): Group;
  /** -1 where no group has the value. */
  placeOf(value: string): number;
}

export interface GroupsView {
  /** Id of the group column. */
  readonly column: string;
  readonly order: GroupOrder;
  readonly zone: GroupZone;
}

/**
 * By value: the more severe, the more open, the later, the greater first, texts from A; no value is
 * last. The largest first, else, and then by value, but beyond 5,000 groups as their values came.
 */
export function groupsOf(source: GroupSource, rows: Bits, view: GroupsView): Groups {
  if (source.kind !== 'values') return listed(countFound(source, rows, view.zone), source, view);
  const counted = countValues(source.column, rows);
  const isFew = counted.codes.length <= MOST_COLLATED;
  if (view.order === 'count' && !isFew) return largestFirst(source.column, counted);
  const groups = Array.from(counted.codes, (code, index) => ({
    value: code === NOTHING ? '' : valueAt(source.column, code),
    count: counted.counts[index] ?? 0,
  }));
  return listed(groups, source, view);
}

/** Of these rows, the ones in the group of the value. */
export function rowsOfGroup(source: GroupSource, rows: Bits, value: string, zone: GroupZone): Bits {
  const within = (others: Bits): Bits => intersection(rows.length, [rows, others]);
  switch (source.kind) {
    case 'values':
      return within(rowsWithValue(source.column, value));
    case 'found': {
      const found = new Bits(rows.length);
      for (const row of rows.toRows()) if (source.valueOf(row) === value) found.add(row);
      return found;
    }
    case 'days':
    case 'numbers': {
      if (value === '') return within(rowsWithoutNumber(source.column));
      const number = Number(value);
      const [from, to] = source.kind === 'days' ? dayOf(value, zone) : [number, number + 1];
      return within(isBetween(source.column, from, to).rows());
    }
    default:
      return source satisfies never;
  }
}

/** Stands for no value, and for a text "", which some write where others write nothing. */
const NOTHING = -1;

interface CountedCodes {
  readonly codes: Int32Array;
  /** By place in `codes`. */
  readonly counts: Int32Array;
}

function countValues(column: Exclude<FilterColumn, NumberColumn>, rows: Bits): CountedCodes {
  const { counts: all, empty } = countCodes(column, rows) ?? { counts: [], empty: 0 };
  const nothing = codeOfNothing(column);
  const codes: number[] = [];
  all.forEach((count, code) => {
    if (count > 0 && code !== nothing) codes.push(code);
  });
  const counts = codes.map((code) => all[code] ?? 0);
  const without = empty + (all[nothing] ?? 0);
  if (without > 0) {
    codes.push(NOTHING);
    counts.push(without);
  }
  return { codes: Int32Array.from(codes), counts: Int32Array.from(counts) };
}

/** Places below this fit a double beside a count of all rows that there can be. */
const PLACES = 2 ** 27;

function largestFirst(
  column: Exclude<FilterColumn, NumberColumn>,
  { codes, counts }: CountedCodes,
): Groups {
  // Numbers sort a hundred times faster than through a comparison.
  const keys = Float64Array.from(counts, (count, place) => place - count * PLACES).sort();
  const order = Int32Array.from(keys, (key) => ((key % PLACES) + PLACES) % PLACES);
  const codeAt = (place: number): number => codes[order[place] ?? 0] ?? NOTHING;
  const valueOf = (code: number): string => (code === NOTHING ? '' : valueAt(column, code));
  return {
    length: order.length,
    at: (place) => ({ value: valueOf(codeAt(place)), count: counts[order[place] ?? 0] ?? 0 }),
    placeOf: (value) => {
      const code = value === '' ? NOTHING : codeOf(column, value);
      const index = code === null ? -1 : codes.indexOf(code);
      return index === -1 ? -1 : order.indexOf(index);
    },
  };
}

/** null where no row has the value. */
function codeOf(column: Exclude<FilterColumn, NumberColumn>, value: string): number | null {
  const code = findCode(column, value);
  return code < 0 ? null : code;
}

function findCode(column: Exclude<FilterColumn, NumberColumn>, value: string): number {
  switch (column.kind) {
    case 'text':
      return column.dictionary.find(value);
    case 'texts':
      return column.items.find(value);
    case 'named':
      return column.codeOf(value);
    case 'several':
      return -1;
    default:
      return column satisfies never;
  }
}

function rowsWithValue(column: Exclude<FilterColumn, NumberColumn>, value: string): Bits {
  if (column.kind === 'named' && value !== '') {
    const slots = column.slots();
    const code = column.codeOf(value);
    return rowsWithList(column.column, (items) => items.some((item) => slots[item] === code));
  }
  return conditionOn(column, { kind: 'values', filter: 'tag', values: [value] }, 0).rows();
}

function countFound(
  source: Exclude<GroupSource, { readonly kind: 'values' }>,
  rows: Bits,
  zone: GroupZone,
): readonly Group[] {
  const countByValue = new Map<string, number>();
  const valueOf = valueReader(source, zone);
  for (const row of rows.toRows()) {
    const value = valueOf(row);
    countByValue.set(value, (countByValue.get(value) ?? 0) + 1);
  }
  return Array.from(countByValue, ([value, count]) => ({ value, count }));
}

function valueReader(
  source: Exclude<GroupSource, { readonly kind: 'values' }>,
  zone: GroupZone,
): (row: number) => string {
  if (source.kind === 'found') return (row) => source.valueOf(row);
  const textOf = source.kind === 'days' ? dayNamer(zone) : (at: number) => String(Math.floor(at));
  return (row) => {
    const number = source.column.value(row);
    return number === null ? '' : textOf(number);
  };
}

function listed(groups: readonly Group[], source: GroupSource, view: GroupsView): Groups {
  const compareValues = valueOrder(view.column, source.kind, groups.length);
  const byValue = (a: Group, b: Group): number => {
    if (a.value === '' || b.value === '') return Number(a.value === '') - Number(b.value === '');
    return compareValues(a.value, b.value) || compareCodeUnits(a.value, b.value);
  };
  const ordered = groups.toSorted((a, b) =>
    view.order === 'count' ? b.count - a.count || byValue(a, b) : byValue(a, b),
  );
  return {
    length: ordered.length,
    at: (place) => ordered[place] ?? { value: '', count: 0 },
    placeOf: (value) => ordered.findIndex((group) => group.value === value),
  };
}

const { compare: collate } = new Intl.Collator('en', { numeric: true });
/** To collate more of them would take longer than a person waits. */
const MOST_COLLATED = 5_000;

function valueOrder(
  column: string,
  kind: GroupSource['kind'],
  count: number,
): (a: string, b: string) => number {
  if (column === 'severity') return (a, b) => severityRank(b) - severityRank(a);
  if (column === 'status') return (a, b) => statusRank(a) - statusRank(b);
  if (kind === 'numbers') return (a, b) => Number(b) - Number(a);
  if (kind === 'days') return (a, b) => compareCodeUnits(b, a);
  return count <= MOST_COLLATED ? collate : compareCodeUnits;
}

function compareCodeUnits(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
