// The filter of a queue: union inside a condition, intersection between them, and for a filter that
// is asked for the counts its values would show under all the others. Histograms, groups and exports
// build on QueueSource and on `rows`.
import { FACET_VALUES } from '../../../shared/contract/queue.ts';
import type {
  Facet,
  FacetRequest,
  FilterCondition,
  QueueFilter,
} from '../../../shared/contract/queue.ts';
import { findFilter } from '../../../shared/queue/queue-filters.ts';
import type { FilterId, QueueName } from '../../../shared/queue/queue-filters.ts';
import { intersection } from '../../../shared/table/bits.ts';
import type { Bits } from '../../../shared/table/bits.ts';
import type { NumberColumn } from '../../../shared/table/number-column.ts';
import { any } from '../../../shared/table/condition.ts';
import type { Condition } from '../../../shared/table/condition.ts';
import type { CodeCounts } from '../../../shared/table/facet.ts';
import { searchNeedles } from '../../../shared/queue/search-text.ts';
import { codeOfNothing, conditionOn, countCodes, isInRange, valueAt } from './filter-column.ts';
import type { FilterColumn } from './filter-column.ts';
import type { KeptConditions } from './kept-conditions.ts';
import { MostFrequent } from './most-frequent.ts';
import type { Matches } from './most-frequent.ts';

/** What a queue offers to the filter. */
export interface QueueSource {
  readonly queue: QueueName;
  /** Rows of the columns. */
  readonly rowCount: number;
  /** Those that the queue has; the others are hidden behind one of them. */
  readonly present: Bits;
  /** One for each filter of the queue. */
  readonly filters: Readonly<Partial<Record<FilterId, FilterColumn>>>;
  /** What the time range is about, in UTC epoch milliseconds. */
  readonly time: NumberColumn;
  /** Rows that show `needle`, which is in lower case. */
  search(needle: string): Condition;
}

/** How many rows of the queue have each value, counted once between two changes of the columns. */
export class PresentCounts {
  readonly #countsByFilter = new Map<FilterId, CodeCounts | null>();

  of(filter: FilterId, count: () => CodeCounts | null): CodeCounts | null {
    const known = this.#countsByFilter.get(filter);
    if (known !== undefined) return known;
    const counted = count();
    this.#countsByFilter.set(filter, counted);
    return counted;
  }
}

/** Valid until the columns change. */
export class QueueSelection {
  readonly rows: Bits;
  readonly #source: QueueSource;
  readonly #always: readonly Bits[];
  readonly #conditions: readonly {
    readonly condition: FilterCondition;
    readonly rows: Bits;
  }[];
  readonly #facets = new Map<string, Facet>();
  readonly #present: PresentCounts;

  constructor(
    source: QueueSource,
    filter: QueueFilter,
    now: number,
    kept: { readonly conditions: KeptConditions; readonly present: PresentCounts },
  ) {
    const { rowCount } = source;
    const rowsOf = (about: unknown, make: () => Condition, movesWithClock: boolean): Bits =>
      kept.conditions.rows(JSON.stringify(about), make, { rowCount, now, movesWithClock });
    const { range } = filter;
    const inRange = () => isInRange(source.time, range, now);
    const always = [source.present, rowsOf(range, inRange, range.kind === 'days')];
    const needles = searchNeedles(filter.text ?? '');
    if (needles.length > 0) always.push(rowsOf(needles, () => searchFor(source, needles), false));
    this.#source = source;
    this.#present = kept.present;
    this.#always = always;
    this.#conditions = filter.conditions.map((condition) => {
      const make = () => conditionOn(columnOf(source, condition.filter), condition, now);
      const movesWithClock = condition.kind === 'time' && condition.range.kind === 'days';
      return { condition, rows: rowsOf(condition, make, movesWithClock) };
    });
    this.rows = this.rowsWithout(null);
  }

  facet(request: FacetRequest): Facet {
    const asked = JSON.stringify(request);
    const known = this.#facets.get(asked);
    if (known !== undefined) return known;
    const facet = this.#count(request);
    this.#facets.set(asked, facet);
    return facet;
  }

  #count({ filter, search = '' }: FacetRequest): Facet {
    const column = columnOf(this.#source, filter);
    const own = this.#conditions.find(({ condition }) => condition.filter === filter)?.condition;
    const chosen = new Set(own?.kind === 'values' ? own.values : []);
    const rows = own === undefined ? this.rows : this.rowsWithout(filter);
    const present = this.#present.of(filter, () => countCodes(column, this.#source.present));
    const shown = countCodes(column, rows);
    const matches = matcher(this.#source.queue, filter, search);
    const found = new MostFrequent(FACET_VALUES, chosen);
    if (present !== null && shown !== null) {
      const nothing = codeOfNothing(column);
      present.counts.forEach((count, code) => {
        if (count === 0 || code === nothing) return;
        found.offer(shown.counts[code] ?? 0, () => valueAt(column, code), matches);
      });
      if (present.empty + (present.counts[nothing] ?? 0) > 0) {
        found.offer(shown.empty + (shown.counts[nothing] ?? 0), () => '', matches);
      }
    }
    return found.facet(matches);
  }

  /** Under all conditions but that of this filter. */
  rowsWithout(filter: FilterId | null): Bits {
    const others = this.#conditions.filter(({ condition }) => condition.filter !== filter);
    const rows = others.map((one) => one.rows);
    return intersection(this.#source.rowCount, [...this.#always, ...rows]);
  }
}

function searchFor(source: QueueSource, needles: readonly string[]): Condition {
  return any(
    () => source.rowCount,
    needles.map((needle) => source.search(needle)),
  );
}

function columnOf({ filters, queue }: QueueSource, filter: FilterId): FilterColumn {
  const column = Object.hasOwn(filters, filter) ? filters[filter] : undefined;
  if (column === undefined) throw new RangeError(`${queue} have no filter ${filter}`);
  return column;
}

/** Whether a value's words have the text in them; null where there is no text. */
function matcher(queue: QueueName, filter: FilterId, search: string): Matches {
  const needle = search.trim().toLowerCase();
  const definition = findFilter(queue, filter);
  if (needle === '' || definition?.kind !== 'values') return null;
  return (value) => definition.nameOf(value).toLowerCase().includes(needle);
}
