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
import { groupsOf, inGroupOrder, rowsOfGroup } from './queue-groups.ts';
import type { Group, GroupSource } from './queue-groups.ts';

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

/** Places in a run: a head, rows in their order, or what is beneath one of them. */
type Run =
  | { readonly kind: 'head'; readonly group: Group; readonly isOpen: boolean; readonly length: 1 }
  | { readonly kind: 'rows'; readonly rows: Int32Array; readonly length: number }
  | { readonly kind: 'within'; readonly row: number; readonly length: number };

/** No view needs more. */
const WINDOW_PLACES = 1_000;
/** Far more than a person opens, and each is looked for in the order of its group. */
const MOST_OPEN = 200;

export function outlineWindow<Column extends string, Row extends { readonly match?: SearchMatch }>(
  queue: Queue<Column, Row>,
  definition: OutlineDefinition,
  view: OutlinedView<Column> & { readonly outline: QueueOutline },
): QueueWindow<Row | OutlineRow> {
  const { filter, sort, outline } = view;
  const summary = queue.window({ ...view, window: { offset: 0, limit: 0 } });
  const order = (rows: Bits): Int32Array => queue.inOrder(rows, sort);
  const runs = runsOf(definition, queue.selection(filter).rows, outline, order);
  const offset = Math.max(0, Math.floor(view.window.offset));
  const end = offset + Math.min(Math.max(0, Math.floor(view.window.limit)), WINDOW_PLACES);
  const rows: (Row | OutlineRow)[] = [];
  let place = 0;
  for (const run of runs) {
    const [from, to] = [Math.max(0, offset - place), Math.min(run.length, end - place)];
    place += run.length;
    if (from < to) rows.push(...placesOf(run, from, to));
  }
  return { ...summary, offset, rows, places: place, repeatsRows: repeatsRows(definition, outline) };

  function placesOf(run: Run, from: number, to: number): readonly (Row | OutlineRow)[] {
    switch (run.kind) {
      case 'head':
        return [headRow(definition, outline, run.group, run.isOpen)];
      case 'rows':
        return Array.from(run.rows.subarray(from, to), (row) => queue.row(row, filter));
      case 'within':
        return definition.within(run.row, from, to);
      default:
        return run satisfies never;
    }
  }
}

/** Where a row has several values of what it is grouped by. */
function repeatsRows({ groups }: OutlineDefinition, { grouping }: QueueOutline): boolean {
  const source = grouping === null ? undefined : groups[grouping.column];
  return source?.kind === 'values' && source.column.kind !== 'text';
}

function headRow(
  { nameOf }: OutlineDefinition,
  { grouping }: QueueOutline,
  { value, count }: Group,
  isOpen: boolean,
): OutlineRow {
  const name = grouping === null ? null : nameOf(grouping.column, value);
  return { kind: 'group', key: `group ${value}`, value, name, count, isOpen };
}

function runsOf(
  definition: OutlineDefinition,
  rows: Bits,
  { grouping, zone, openGroups, openRows }: QueueOutline,
  order: (rows: Bits) => Int32Array,
): readonly Run[] {
  const opened = openRows
    .slice(0, MOST_OPEN)
    .flatMap((key) => definition.rowOf(key) ?? [])
    .filter((row) => rows.has(row));
  const rowRuns = (some: Bits): readonly Run[] =>
    splitAtOpen(
      order(some),
      opened.filter((row) => some.has(row)),
      definition,
    );
  if (grouping === null) return rowRuns(rows);
  const source = Object.hasOwn(definition.groups, grouping.column)
    ? definition.groups[grouping.column]
    : undefined;
  if (source === undefined) throw new RangeError(`no groups by ${grouping.column}`);
  const isOpen = new Set(openGroups.slice(0, MOST_OPEN));
  const groups = inGroupOrder(groupsOf(source, rows, zone), { ...grouping, kind: source.kind });
  return groups.flatMap((group): readonly Run[] => {
    const { value } = group;
    if (!isOpen.has(value)) return [{ kind: 'head', group, isOpen: false, length: 1 }];
    const head: Run = { kind: 'head', group, isOpen: true, length: 1 };
    return [head, ...rowRuns(rowsOfGroup(source, rows, { value, zone }))];
  });
}

function splitAtOpen(
  rows: Int32Array,
  opened: readonly number[],
  { countWithin }: OutlineDefinition,
): readonly Run[] {
  const isOpened = new Set(opened);
  const ends = isOpened.size === 0 ? [] : placesOfOpen(rows, isOpened);
  const runs: Run[] = [];
  let from = 0;
  for (const place of ends) {
    const row = rows[place] ?? 0;
    runs.push(rowsRun(rows.subarray(from, place + 1)), {
      kind: 'within',
      row,
      length: countWithin(row),
    });
    from = place + 1;
  }
  return [...runs, rowsRun(rows.subarray(from))];
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
