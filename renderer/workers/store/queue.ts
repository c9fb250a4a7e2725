// Answers views of one queue: filter, order, window. The ordered rows of the views asked last are
// kept, so that scrolling costs only the rows of its window.
import type { Facets, QueueView, QueueWindow } from '../../../shared/contract/queue.ts';
import type { Clock } from '../../../shared/clock.ts';
import { orderRows } from '../../../shared/table/order.ts';
import type { SortKey } from '../../../shared/table/sort-key.ts';
import { QueueSelection } from './queue-selection.ts';
import type { QueueSource } from './queue-selection.ts';

/** What is particular to the queue of incidents or of alerts. */
export interface QueueDefinition<Column extends string, Row> {
  /** Asked anew for each evaluation. */
  source(): QueueSource;
  /** The last key tells all rows apart. */
  sortKeys(column: Column, descending: boolean): readonly SortKey[];
  row(row: number): Row;
}

interface OrderedRows {
  readonly revision: number;
  readonly evaluatedAt: number;
  readonly rows: Int32Array;
  readonly stored: number;
  readonly selection: QueueSelection;
}

/** Views whose order is kept. */
const KEPT_VIEWS = 8;
/** A range in days moves with the clock, but not with every scroll. */
const FRESH_MS = 30_000;
/** No view needs more, and a mistaken one must not copy the whole queue. */
const WINDOW_ROWS = 1_000;

export class Queue<Column extends string, Row> {
  readonly #definition: QueueDefinition<Column, Row>;
  readonly #clock: Clock;
  /** By filter and sort; least recently used first. */
  readonly #orderedByView = new Map<string, OrderedRows>();
  #revision = 0;

  constructor(definition: QueueDefinition<Column, Row>, clock: Clock) {
    this.#definition = definition;
    this.#clock = clock;
  }

  /** To be called after every change of the tables. */
  invalidate(): void {
    this.#revision++;
  }

  window(view: QueueView<Column>): QueueWindow<Row> {
    const { rows, stored, selection } = this.#ordered(view);
    const facets = view.facets.map(
      (request) => [request.filter, selection.facet(request)] as const,
    );
    const offset = Math.max(0, Math.floor(view.window.offset));
    const limit = Math.min(Math.max(0, Math.floor(view.window.limit)), WINDOW_ROWS);
    return {
      offset,
      rows: Array.from(rows.subarray(offset, offset + limit), (row) => this.#definition.row(row)),
      total: rows.length,
      stored,
      facets: Object.fromEntries(facets) satisfies Facets,
    };
  }

  #ordered({ filter, sort }: QueueView<Column>): OrderedRows {
    const view = JSON.stringify([filter, sort]);
    const now = this.#clock.now();
    const kept = this.#orderedByView.get(view);
    this.#orderedByView.delete(view);
    const ordered =
      kept?.revision === this.#revision && Math.abs(now - kept.evaluatedAt) < FRESH_MS
        ? kept
        : this.#evaluate(filter, sort, now);
    this.#orderedByView.set(view, ordered);
    for (const oldest of this.#orderedByView.keys()) {
      if (this.#orderedByView.size <= KEPT_VIEWS) break;
      this.#orderedByView.delete(oldest);
    }
    return ordered;
  }

  #evaluate(
    filter: QueueView<Column>['filter'],
    sort: QueueView<Column>['sort'],
    now: number,
  ): OrderedRows {
    const source = this.#definition.source();
    const selection = new QueueSelection(source, filter, now);
    const keys = this.#definition.sortKeys(sort.column, sort.descending);
    return {
      revision: this.#revision,
      evaluatedAt: now,
      rows: orderRows(selection.rows, keys),
      stored: source.present.count(),
      selection,
    };
  }
}
