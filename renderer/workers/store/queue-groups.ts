// The groups of a queue's rows: their values and sizes, and which rows are in one.
import { severityRank } from '../../../shared/model/severity.ts';
import type { GroupOrder } from '../../../shared/queue/group-columns.ts';
import { Bits, intersection } from '../../../shared/table/bits.ts';
import { isBetween } from '../../../shared/table/condition.ts';
import type { NumberColumn } from '../../../shared/table/number-column.ts';
import { rowsWithoutNumber } from '../../../shared/table/select.ts';
import { conditionOn, countCodes, valueAt } from './filter-column.ts';
import type { FilterColumn } from './filter-column.ts';
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

export type GroupZone = 'local' | 'utc';

const HOUR_MS = 3_600_000;

/** Only those that have rows, in no particular order. */
export function groupsOf(source: GroupSource, rows: Bits, zone: GroupZone): readonly Group[] {
  const countByValue = new Map<string, number>();
  const add = (value: string, count: number): void => {
    if (count > 0) countByValue.set(value, (countByValue.get(value) ?? 0) + count);
  };
  switch (source.kind) {
    case 'values': {
      const codes = countCodes(source.column, rows);
      codes?.counts.forEach((count, code) => {
        if (count > 0) add(valueAt(source.column, code), count);
      });
      add('', codes?.empty ?? 0);
      break;
    }
    case 'days': {
      const dayOf = dayNamer(zone);
      forEachNumber(source.column, rows, (at) => add(at === null ? '' : dayOf(at), 1));
      break;
    }
    case 'numbers':
      forEachNumber(source.column, rows, (number) =>
        add(number === null ? '' : String(Math.floor(number)), 1),
      );
      break;
    case 'found':
      for (const row of rows.toRows()) add(source.valueOf(row), 1);
      break;
    default:
      return source satisfies never;
  }
  return [...countByValue].map(([value, count]) => ({ value, count }));
}

/** Of these rows, the ones in the group of the value. */
export function rowsOfGroup(
  source: GroupSource,
  rows: Bits,
  { value, zone }: { readonly value: string; readonly zone: GroupZone },
): Bits {
  const within = (others: Bits): Bits => intersection(rows.length, [rows, others]);
  if (source.kind === 'values') {
    const condition = { kind: 'values', filter: 'tag', values: [value] } as const;
    return within(conditionOn(source.column, condition, 0).rows());
  }
  if (source.kind === 'found') {
    const found = new Bits(rows.length);
    for (const row of rows.toRows()) if (source.valueOf(row) === value) found.add(row);
    return found;
  }
  if (value === '') return within(rowsWithoutNumber(source.column));
  const [from, to] =
    source.kind === 'days' ? dayOf(value, zone) : [Number(value), Number(value) + 1];
  return within(isBetween(source.column, from, to).rows());
}

/** By value: the more severe, the more open, the later, the greater first, texts from A. No value is last. */
export function inGroupOrder(
  groups: readonly Group[],
  by: { readonly column: string; readonly kind: GroupSource['kind']; readonly order: GroupOrder },
): readonly Group[] {
  const compareValues = valueOrder(by.column, by.kind, groups.length);
  const byValue = (a: Group, b: Group): number => {
    if (a.value === '' || b.value === '') return Number(a.value === '') - Number(b.value === '');
    return compareValues(a.value, b.value) || (a.value < b.value ? -1 : 1);
  };
  return groups.toSorted((a, b) =>
    by.order === 'count' ? b.count - a.count || byValue(a, b) : byValue(a, b),
  );
}

const { compare: collate } = new Intl.Collator('en', { numeric: true });
/** To collate more of them would take longer than a person waits; they come in the order of their codes. */
const MOST_COLLATED = 5_000;

function valueOrder(
  column: string,
  kind: GroupSource['kind'],
  count: number,
): (a: string, b: string) => number {
  if (column === 'severity') return (a, b) => severityRank(b) - severityRank(a);
  if (column === 'status') return (a, b) => statusRank(a) - statusRank(b);
  if (kind === 'numbers') return (a, b) => Number(b) - Number(a);
  if (kind === 'days') return (a, b) => compareCodes(b, a);
  return count <= MOST_COLLATED ? collate : compareCodes;
}

function compareCodes(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

function forEachNumber(
  column: NumberColumn,
  rows: Bits,
  visit: (value: number | null) => void,
): void {
  for (const row of rows.toRows()) visit(column.value(row));
}

/** `2026-11-24`. Looks each hour up once: no zone changes its day within one, but at half hours. */
function dayNamer(zone: GroupZone): (at: number) => string {
  const dayByHalfHour = new Map<number, string>();
  return (at) => {
    const halfHour = Math.floor(at / (HOUR_MS / 2));
    const known = dayByHalfHour.get(halfHour);
    if (known !== undefined) return known;
    const day = dayText(at, zone);
    dayByHalfHour.set(halfHour, day);
    return day;
  };
}

function dayText(at: number, zone: GroupZone): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const [year, month, day] =
    zone === 'utc'
      ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
      : [date.getFullYear(), date.getMonth(), date.getDate()];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(day)}`;
}

/** From its midnight to the next. */
function dayOf(day: string, zone: GroupZone): readonly [from: number, to: number] {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const midnight = (at: number): number =>
    zone === 'utc' ? Date.UTC(year, month - 1, at) : new Date(year, month - 1, at).getTime();
  return [midnight(date), midnight(date + 1)];
}
