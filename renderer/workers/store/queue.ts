// Answers views of one queue: filter, order, window. Conditions and orders are kept and follow the
// changed rows, so that a view that was asked before costs a walk of its order.
import { MOST_SELECTED } from '../../../shared/contract/queue.ts';
import type {
  Facets,
  QueueFilter,
  QueueKeys,
  QueueKeysRequest,
  QueueView,
  QueueWindow,
  SearchMatch,
} from '../../../shared/contract/queue.ts';
import type { Clock } from '../../../shared/clock.ts';
import { FailureError } from '../../../shared/failure.ts';
import type { Bits } from '../../../shared/table/bits.ts';
import { KeptOrder } from '../../../shared/table/kept-order.ts';
import type { NumberColumn } from '../../../shared/table/number-column.ts';
import type { SortKey } from '../../../shared/table/sort-key.ts';
import { searchNeedles, searchTrouble } from '../../../shared/queue/search-text.ts';
import { topRows } from '../../../shared/table/top.ts';
import { FRESH_MS, KeptConditions } from './kept-conditions.ts';
import { PresentCounts, QueueSelection } from './queue-selection.ts';
import type { QueueSource } from './queue-selection.ts';

/** What is particular to the queue of incidents or of alerts. */
export interface QueueDefinition<Column extends string, Row> {
  /** Asked anew for each evaluation. */
  source(): QueueSource;
  /** The last key tells all rows apart. */
  sortKeys(column: Column, descending: boolean): readonly SortKey[];
  row(row: number): Row;
  /** Makes what the first uses would have to make, with pauses. */
  warmUp(): Generator<void>;
  /** Orders that are likely to be asked for. */
  readonly likelySorts: readonly {
    readonly column: Column;
    readonly descending: boolean;
  }[];
  /** Where the row shows one of the needles, of which it has one. */
  match(row: number, needles: readonly string[]): SearchMatch | null;
  key(row: number): string;
}

interface KeptSelection {
  readonly revision: number;
  readonly evaluatedAt: number;
  readonly selection: QueueSelection;
  readonly total: number;
  readonly stored: number;
}

type Sort<Column extends string> = QueueView<Column>['sort'];

/** Filters whose rows and facets are kept until something changes. */
const KEPT_SELECTIONS = 8;
/** Four megabytes each at a million rows. */
const KEPT_ORDERS = 6;
/** No view needs more, and a mistaken one must not copy the whole queue. */
const WINDOW_ROWS = 1_000;
/** So few rows at the top are found without sorting all. */
const TOP_ROWS = 1_000;

export class Queue<Column extends string, Row extends { readonly match?: SearchMatch }> {
  readonly definition: QueueDefinition<Column, Row>;
  readonly #clock: Clock;
  readonly #conditions = new KeptConditions();
  readonly #selectionByFilter = new Map<string, KeptSelection>();
  readonly #orderBySort = new Map<string, KeptOrder>();
  #present = new PresentCounts();
  #revision = 0;

  constructor(definition: QueueDefinition<Column, Row>, clock: Clock) {
    this.definition = definition;
    this.#clock = clock;
  }

  /**
   * To be called after every change of the tables, with all rows whose cells may be others, and with
   * none when only other rows are present.
   */
  changed(rows: ReadonlySet<number>): void {
    this.#revision++;
    this.#present = new PresentCounts();
    this.#conditions.rowsChanged(rows);
    for (const order of this.#orderBySort.values()) order.rowsChanged(rows);
  }

  window(view: QueueView<Column>): QueueWindow<Row> {
    const needles = neededNeedles(view.filter.text ?? '');
    const { selection, total, stored } = this.#selected(view.filter);
    const facets = view.facets.map(
      (request) => [request.filter, selection.facet(request)] as const,
    );
    const offset = Math.max(0, Math.floor(view.window.offset));
    const limit = Math.min(Math.max(0, Math.floor(view.window.limit)), WINDOW_ROWS);
    const rows = this.#ordered(selection.rows, view.sort, offset, limit);
    return {
      offset,
      rows: Array.from(rows, (row) => this.#row(row, needles)),
      total,
      stored,
      facets: Object.fromEntries(facets) satisfies Facets,
    };
  }

  /** What the time range is about, in UTC epoch milliseconds. */
  get time(): NumberColumn {
    return this.definition.source().time;
  }

  /** Makes what first uses would wait for, with pauses in which rows may change. */
  *warmUp(): Generator<void> {
    yield* this.definition.warmUp();
    for (const sort of this.definition.likelySorts) {
      const name = JSON.stringify(sort);
      const kept = this.#orderBySort.get(name);
      const order = kept ?? new KeptOrder(this.definition.sortKeys(sort.column, sort.descending));
      if (kept === undefined) keepLast(this.#orderBySort, name, order, KEPT_ORDERS);
      yield* order.preparing(this.definition.source().rowCount);
    }
  }

  /** Those of all rows of the filter, in their order, as far as the limit goes. */
  keys({ filter, sort, limit }: QueueKeysRequest<Column>): QueueKeys {
    const { selection, total } = this.#selected(filter);
    const rows = this.#ordered(selection.rows, sort, 0, Math.min(limit, MOST_SELECTED));
    return { keys: Array.from(rows, (row) => this.definition.key(row)), total };
  }

  /** All of the filter in their order. */
  rows(filter: QueueFilter, sort: Sort<Column>): Int32Array {
    const { selection, total } = this.#selected(filter);
    return this.#ordered(selection.rows, sort, 0, total);
  }

  /** `rows` as they stand in the queue. */
  inOrder(rows: Bits, sort: Sort<Column>): Int32Array {
    return this.#ordered(rows, sort, 0, rows.count());
  }

  /** With what a search of the filter finds in it. */
  row(row: number, filter: QueueFilter): Row {
    return this.#row(row, neededNeedles(filter.text ?? ''));
  }

  #row(row: number, needles: readonly string[]): Row {
    const found = this.definition.row(row);
    const match = needles.length === 0 ? null : this.definition.match(row, needles);
    return match === null ? found : { ...found, match };
  }

  /** Valid until the next change. */
  selection(filter: QueueFilter): QueueSelection {
    return this.#selected(filter).selection;
  }

  #ordered(rows: Bits, sort: Sort<Column>, offset: number, limit: number): Int32Array {
    const name = JSON.stringify(sort);
    const kept = this.#orderBySort.get(name);
    const keys = this.definition.sortKeys(sort.column, sort.descending);
    const isTop = keys[0]?.kind === 'number' && offset + limit <= TOP_ROWS;
    if (isTop && (kept?.isOutdated ?? true)) {
      return topRows(rows, keys, offset + limit).subarray(offset);
    }
    const order = kept ?? new KeptOrder(keys);
    keepLast(this.#orderBySort, name, order, KEPT_ORDERS);
    return order.window(rows, offset, limit);
  }

  #selected(filter: QueueFilter): KeptSelection {
    const name = JSON.stringify(filter);
    const now = this.#clock.now();
    const kept = this.#selectionByFilter.get(name);
    const selected =
      kept?.revision === this.#revision && Math.abs(now - kept.evaluatedAt) < FRESH_MS
        ? kept
        : this.#select(filter, now);
    keepLast(this.#selectionByFilter, name, selected, KEPT_SELECTIONS);
    return selected;
  }

  #select(filter: QueueFilter, now: number): KeptSelection {
    const source = this.definition.source();
    const selection = new QueueSelection(source, filter, now, {
      conditions: this.#conditions,
      present: this.#present,
    });
    return {
      revision: this.#revision,
      evaluatedAt: now,
      selection,
      total: selection.rows.count(),
      stored: source.present.count(),
    };
  }
}

/** Throws a `query` failure for a text that is too long to search for. */
function neededNeedles(text: string): readonly string[] {
  const trouble = searchTrouble(text);
  if (trouble !== null) {
    throw new FailureError({ kind: 'query', summary: trouble });
  }
  return searchNeedles(text);
}

/** The least recently used is first, and lost beyond `most`. */
function keepLast<V>(map: Map<string, V>, name: string, value: V, most: number): void {
  map.delete(name);
  map.set(name, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) break;
    map.delete(oldest);
  }
}
