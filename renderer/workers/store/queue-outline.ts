// A queue as an outline: its rows in groups of which some are open, and beneath open rows what is in
// them. Only the places of the window are made; what is closed costs its head alone.
import type {
  OutlinedView,
  OutlineRow,
  QueueOutline,
} from '../../../shared/contract/queue-outline.ts';
import type { QueueWindow, SearchMatch } from '../../../shared/contract/queue.ts';
import type { Bits } from '../../../shared/table/bits.ts';
import type { Queue } from './queue.ts';
import type { QueueSelection } from './queue-selection.ts';
import { groupsOf, rowsOfGroup } from './queue-groups.ts';
import type { Group, Groups, GroupSource } from './queue-groups.ts';

/** What is particular to the outline of a queue. */
export interface OutlineDefinition {
  /** By the id of a group column. */
  readonly groups: Readonly<Record<string, GroupSource>>;
  /** In other words than the value's own, null where there are none. */
  nameOf(column: string, value: string): string | null;
  /** undefined where there is no such row. */
  rowOf(key: string): number | undefined;
  /** What stands beneath an open row; 0 where it does not open. */
  countWithin(row: number): number;
  /** Places from `from` up to `to` of those beneath a row. */
  within(row: number, from: number, to: number): readonly OutlineRow[];
}

/** Places in a run: closed heads, an open one, rows in their order, or what is beneath one of them. */
type Run =
  | { readonly kind: 'heads'; readonly first: number; readonly length: number }
  | { readonly kind: 'openHead'; readonly group: Group; readonly length: 1 }
  | { readonly kind: 'rows'; readonly rows: Int32Array; readonly length: number }
  | { readonly kind: 'within'; readonly row: number; readonly length: number };

/** What was worked out of a selection of rows, by what it was worked out from. */
interface KeptParts {
  readonly groups: Map<string, Groups>;
  readonly rows: Map<string, Int32Array>;
}

/** No view needs more. */
const WINDOW_PLACES = 1_000;
/** Far more than a person opens, and each is looked for in the order of its group. */
const MOST_OPEN = 200;

type View<Column extends string> = OutlinedView<Column> & { readonly outline: QueueOutline };

export class QueueOutlines<Column extends string, Row extends { readonly match?: SearchMatch }> {
  readonly #queue: Queue<Column, Row>;
  readonly #definition: OutlineDefinition;
  /** A selection is made anew whenever something changes. */
  readonly #keptBySelection = new WeakMap<QueueSelection, KeptParts>();

  constructor(queue: Queue<Column, Row>, definition: OutlineDefinition) {
    this.#queue = queue;
    this.#definition = definition;
  }

  window(view: View<Column>): QueueWindow<Row | OutlineRow> {
    const { filter, outline } = view;
    const summary = this.#queue.window({ ...view, window: { offset: 0, limit: 0 } });
    const source = this.#sourceOf(outline);
    const selection = this.#queue.selection(filter);
    const groups = source === null ? null : this.#groups(selection, source, outline);
    const offset = Math.max(0, Math.floor(view.window.offset));
    const end = offset + Math.min(Math.max(0, Math.floor(view.window.limit)), WINDOW_PLACES);
    const rows: (Row | OutlineRow)[] = [];
    let place = 0;
    for (const run of this.#runs(view, selection, source, groups)) {
      const [from, to] = [Math.max(0, offset - place), Math.min(run.length, end - place)];
      place += run.length;
      if (from < to) rows.push(...this.#placesOf(view, groups, run, from, to));
    }
    const repeatsRows = source?.kind === 'values' && source.column.kind !== 'text';
    return { ...summary, offset, rows, places: place, repeatsRows };
  }

  #placesOf(
    { filter, outline }: View<Column>,
    groups: Groups | null,
    run: Run,
    from: number,
    to: number,
  ): readonly (Row | OutlineRow)[] {
    switch (run.kind) {
      case 'heads':
        return Array.from({ length: to - from }, (_, index) => {
          const group = groups?.at(run.first + from + index) ?? { value: '', count: 0 };
          return this.#head(outline, group, false);
        });
      case 'openHead':
        return [this.#head(outline, run.group, true)];
      case 'rows':
        return Array.from(run.rows.subarray(from, to), (row) => this.#queue.row(row, filter));
      case 'within':
        return this.#definition.within(run.row, from, to);
      default:
        return run satisfies never;
    }
  }

  #head({ grouping }: QueueOutline, { value, count }: Group, isOpen: boolean): OutlineRow {
    const name = grouping === null ? null : this.#definition.nameOf(grouping.column, value);
    return { kind: 'group', key: `group ${value}`, value, name, count, isOpen };
  }

  #runs(
    { sort, outline }: View<Column>,
    selection: QueueSelection,
    source: GroupSource | null,
    groups: Groups | null,
  ): readonly Run[] {
    const { rows: kept } = this.#kept(selection);
    const opened = outline.openRows
      .slice(0, MOST_OPEN)
      .flatMap((key) => this.#definition.rowOf(key) ?? [])
      .filter((row) => selection.rows.has(row));
    const rowRuns = (about: unknown, rowsOf: () => Bits): readonly Run[] => {
      const ordered = keptOr(kept, JSON.stringify([about, sort]), () =>
        this.#queue.inOrder(rowsOf(), sort),
      );
      return this.#splitAtOpen(ordered, opened);
    };
    if (source === null || groups === null) return rowRuns(null, () => selection.rows);
    const { grouping, zone } = outline;
    const open = outline.openGroups
      .slice(0, MOST_OPEN)
      .map((value) => groups.placeOf(value))
      .filter((place) => place >= 0);
    const runs: Run[] = [];
    let next = 0;
    for (const place of [...new Set(open)].sort((a, b) => a - b)) {
      const group = groups.at(place);
      runs.push(
        { kind: 'heads', first: next, length: place - next },
        { kind: 'openHead', group, length: 1 },
        ...rowRuns([grouping?.column, zone, group.value], () =>
          rowsOfGroup(source, selection.rows, group.value, zone),
        ),
      );
      next = place + 1;
    }
    return [...runs, { kind: 'heads', first: next, length: groups.length - next }];
  }

  #splitAtOpen(rows: Int32Array, opened: readonly number[]): readonly Run[] {
    const isOpened = new Set(opened);
    const runs: Run[] = [];
    let from = 0;
    for (const place of isOpened.size === 0 ? [] : placesOfOpen(rows, isOpened)) {
      const row = rows[place] ?? 0;
      const length = this.#definition.countWithin(row);
      runs.push(rowsRun(rows.subarray(from, place + 1)), { kind: 'within', row, length });
      from = place + 1;
    }
    return [...runs, rowsRun(rows.subarray(from))];
  }

  #sourceOf({ grouping }: QueueOutline): GroupSource | null {
    if (grouping === null) return null;
    const { groups } = this.#definition;
    const source = Object.hasOwn(groups, grouping.column) ? groups[grouping.column] : undefined;
    if (source === undefined) throw new RangeError(`no groups by ${grouping.column}`);
    return source;
  }

  #groups(
    selection: QueueSelection,
    source: GroupSource,
    { grouping, zone }: QueueOutline,
  ): Groups | null {
    if (grouping === null) return null;
    const { groups } = this.#kept(selection);
    return keptOr(groups, JSON.stringify([grouping, zone]), () =>
      groupsOf(source, selection.rows, { ...grouping, zone }),
    );
  }

  #kept(selection: QueueSelection): KeptParts {
    const known = this.#keptBySelection.get(selection);
    if (known !== undefined) return known;
    const parts: KeptParts = { groups: new Map(), rows: new Map() };
    this.#keptBySelection.set(selection, parts);
    return parts;
  }
}

function keptOr<V>(kept: Map<string, V>, name: string, make: () => V): V {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const value = make();
  kept.set(name, value);
  return value;
}

function placesOfOpen(rows: Int32Array, opened: ReadonlySet<number>): readonly number[] {
  const places: number[] = [];
  for (let place = 0; place < rows.length && places.length < opened.size; place++) {
    if (opened.has(rows[place] ?? -1)) places.push(place);
  }
  return places;
}

function rowsRun(rows: Int32Array): Run {
  return { kind: 'rows', rows, length: rows.length };
}
