// The filter of a queue: union inside a condition, intersection between them, and for each condition
// the counts its values would show under all the others.
import type { FacetCounts, QueueFilter, TimeRange } from '../../../shared/contract/queue.ts';
import { intersection, union } from '../../../shared/table/bits.ts';
import type { Bits } from '../../../shared/table/bits.ts';
import { countListTexts, countTexts } from '../../../shared/table/facet.ts';
import type { NumberColumn } from '../../../shared/table/number-column.ts';
import {
  rowsBetween,
  rowsWithAnyText,
  rowsWithText,
  rowsWithoutNumber,
} from '../../../shared/table/select.ts';
import type { StringColumn } from '../../../shared/table/string-column.ts';
import type { TextListColumn } from '../../../shared/table/text-list-column.ts';

export type FacetName = keyof FacetCounts;

/** What a queue offers to the filter; null in a facet's column counts as the empty string. */
export interface QueueSource {
  /** Rows of the columns. */
  readonly rowCount: number;
  /** Those that the queue has; the others are hidden behind one of them. */
  readonly present: Bits;
  readonly facets: Readonly<Record<FacetName, StringColumn | TextListColumn>>;
  /** What the time range is about, in UTC epoch milliseconds. */
  readonly time: NumberColumn;
  /** Rows that show `needle`, which is in lower case. */
  search(needle: string): Bits;
}

export interface QueueSelection {
  readonly rows: Bits;
  readonly facets: FacetCounts;
}

const FACETS: readonly FacetName[] = [
  'statuses',
  'severities',
  'clouds',
  'serviceSources',
  'assignees',
  'accountIds',
];

const DAY_MS = 86_400_000;

export function selectQueue(source: QueueSource, filter: QueueFilter, now: number): QueueSelection {
  const { rowCount, present } = source;
  const always = [present, rowsInRange(source.time, filter.range, now)];
  const needle = filter.text?.trim().toLowerCase() ?? '';
  if (needle !== '') always.push(source.search(needle));

  const rowsByFacet = new Map<FacetName, Bits>();
  for (const name of FACETS) {
    const wanted = filter[name];
    if (wanted !== undefined) rowsByFacet.set(name, rowsWith(source.facets[name], new Set(wanted)));
  }
  const rows = intersection(rowCount, [...always, ...rowsByFacet.values()]);

  const countFacet = (name: FacetName) => {
    const others = [...rowsByFacet].filter(([other]) => other !== name).map(([, bits]) => bits);
    const counted = rowsByFacet.has(name) ? intersection(rowCount, [...always, ...others]) : rows;
    return facetCounts(source.facets[name], counted, present, filter[name] ?? []);
  };
  const facets = Object.fromEntries(FACETS.map((name) => [name, countFacet(name)]));
  return { rows, facets: facets as FacetCounts };
}

function rowsInRange(time: NumberColumn, range: TimeRange, now: number): Bits {
  switch (range.kind) {
    case 'days':
      // What the service gave no time is not known to be old: it stays in sight.
      return union(time.length, [
        rowsBetween(time, now - range.days * DAY_MS, Number.POSITIVE_INFINITY),
        rowsWithoutNumber(time),
      ]);
    case 'between':
      return rowsBetween(time, range.fromAt, range.toAt);
    default:
      return range satisfies never;
  }
}

function rowsWith(column: StringColumn | TextListColumn, wanted: ReadonlySet<string>): Bits {
  return column.kind === 'text'
    ? rowsWithText(column, (text) => wanted.has(text ?? ''))
    : rowsWithAnyText(column, (text) => wanted.has(text));
}

/** Values that some stored row has or that are chosen; the most frequent first, then by name. */
function facetCounts(
  column: StringColumn | TextListColumn,
  rows: Bits,
  stored: Bits,
  chosen: readonly string[],
): FacetCounts[FacetName] {
  const counts = new Map<string, number>(chosen.map((value) => [value, 0]));
  for (const value of countsOf(column, stored).keys()) counts.set(value ?? '', 0);
  for (const [value, count] of countsOf(column, rows)) counts.set(value ?? '', count);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function countsOf(
  column: StringColumn | TextListColumn,
  rows: Bits,
): ReadonlyMap<string | null, number> {
  return column.kind === 'text' ? countTexts(column, rows) : countListTexts(column, rows);
}
