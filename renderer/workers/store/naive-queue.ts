// What a queue must show, told without columns, kept orders or increments: every row is looked at for
// every view. The oracle of the tests over random views.
import { FACET_VALUES } from '../../../shared/contract/queue.ts';
import type {
  Facet,
  FacetRequest,
  FilterCondition,
  QueueFilter,
  QueueView,
  TimeRange,
} from '../../../shared/contract/queue.ts';
import { findFilter } from '../../../shared/queue/queue-filters.ts';
import type { FilterId, QueueName } from '../../../shared/queue/queue-filters.ts';
import { searchNeedles } from '../../../shared/queue/search-text.ts';

export type Cell = string | number | null | readonly string[];

/** A row as the queue has it. */
export interface NaiveRow {
  readonly key: string;
  /** By filter: the values of a choice (none where empty), a time, a score, or how many of a kind. */
  readonly filters: Readonly<Partial<Record<FilterId, Cell>>>;
  /** By column; a rank where the column is ordered by meaning. */
  readonly sorts: Readonly<Record<string, string | number | null>>;
  /** What breaks ties, the latest first, and what the range of a view is about. */
  readonly breakTie: number | null;
  readonly time: number | null;
  /** What a search looks through. */
  readonly texts: readonly string[];
}

export interface NaiveWindow {
  readonly keys: readonly string[];
  readonly total: number;
  readonly stored: number;
  readonly facets: Readonly<Record<string, Facet>>;
}

const DAY_MS = 86_400_000;
const { compare: collate } = new Intl.Collator('en', { numeric: true });

export function naiveWindow(
  queue: QueueName,
  rows: readonly NaiveRow[],
  view: QueueView<string>,
  now: number,
): NaiveWindow {
  const { offset, limit } = view.window;
  const shown = rows.filter((row) => passes(row, view.filter, now));
  const ordered = shown.toSorted((a, b) => compareRows(a, b, view.sort));
  const facets = view.facets.map((request) => {
    const conditions = view.filter.conditions.filter(({ filter }) => filter !== request.filter);
    const others = rows.filter((row) => passes(row, { ...view.filter, conditions }, now));
    return [request.filter, facetOf(queue, rows, others, request, view.filter)] as const;
  });
  return {
    keys: ordered.slice(offset, offset + limit).map(({ key }) => key),
    total: shown.length,
    stored: rows.length,
    facets: Object.fromEntries(facets),
  };
}

function passes(row: NaiveRow, { range, text = '', conditions }: QueueFilter, now: number) {
  const needles = searchNeedles(text);
  return (
    isIn(range, row.time, now) &&
    (needles.length === 0 ||
      row.texts.some((one) => needles.some((needle) => one.toLowerCase().includes(needle)))) &&
    conditions.every((condition) => meets(row, condition, now))
  );
}

function meets({ filters }: NaiveRow, condition: FilterCondition, now: number): boolean {
  const cell = filters[condition.filter] ?? null;
  switch (condition.kind) {
    case 'values':
      return valuesOf(cell).some((value) => condition.values.includes(value));
    case 'number': {
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = condition;
      return typeof cell === 'number' && cell >= from && cell <= to;
    }
    case 'time':
      return isIn(condition.range, typeof cell === 'number' ? cell : null, now);
    case 'flag':
      return Number(cell) > 1 === condition.value;
    default:
      return condition satisfies never;
  }
}

/** No value is the value "". */
function valuesOf(cell: Cell): readonly string[] {
  const values = Array.isArray(cell) ? (cell as readonly string[]) : [String(cell ?? '')];
  return values.length === 0 ? [''] : values;
}

function isIn(range: TimeRange, at: number | null, now: number): boolean {
  if (range.kind === 'days') return at === null || at >= now - range.days * DAY_MS;
  return at !== null && at >= range.fromAt && at < range.toAt;
}

function compareRows(a: NaiveRow, b: NaiveRow, { column, descending }: QueueView<string>['sort']) {
  return (
    compareCells(a.sorts[column] ?? null, b.sorts[column] ?? null, descending) ||
    compareCells(a.breakTie, b.breakTie, true) ||
    (a.key < b.key ? -1 : 1)
  );
}

/** Nothing comes last in either direction. */
function compareCells(a: string | number | null, b: string | number | null, descending: boolean) {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const difference = typeof a === 'string' ? collate(a, String(b)) : a - Number(b);
  return descending ? -difference : difference;
}

function facetOf(
  queue: QueueName,
  rows: readonly NaiveRow[],
  others: readonly NaiveRow[],
  { filter, search = '' }: FacetRequest,
  { conditions }: QueueFilter,
): Facet {
  const own = conditions.find((condition) => condition.filter === filter);
  const chosen = new Set(own?.kind === 'values' ? own.values : []);
  const countByValue = new Map<string, number>();
  const valuesIn = (row: NaiveRow) => valuesOf(row.filters[filter] ?? null);
  for (const value of [...rows.flatMap(valuesIn), ...chosen]) countByValue.set(value, 0);
  for (const value of others.flatMap(valuesIn)) {
    countByValue.set(value, (countByValue.get(value) ?? 0) + 1);
  }
  const definition = findFilter(queue, filter);
  const nameOf = (value: string) =>
    definition?.kind === 'values' ? definition.nameOf(value) : value;
  const needle = search.trim().toLowerCase();
  const matching = [...countByValue]
    .map(([value, count]) => ({ value, count }))
    .filter(({ value }) => nameOf(value).toLowerCase().includes(needle))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const values = matching.filter(({ value }, place) => place < FACET_VALUES || chosen.has(value));
  return { values, more: matching.length - values.length };
}
