// A table on the disk: one header, and parts that are replaced one by one. A save writes the chunks
// that were written to and the texts and lists that came, so that its size is that of the change.
import type { ColumnParts } from './column-parts.ts';
import type { ListBlock } from './distinct-lists.ts';
import { freshParts, Table } from './table.ts';
import type { TableShape } from './table.ts';
import type { TextBlock } from './text-block.ts';

type StoredCells = Int32Array | Float64Array | Uint32Array | BigInt64Array;

/** Raise with every change of what parts mean. */
const FORMAT = 1;

export interface StoredHeader {
  readonly format: number;
  readonly shape: TableShape;
  readonly rowCount: number;
  /** Columns whose dictionary gives equal texts several codes. */
  readonly plain: readonly string[];
}

/** Plain data for a structured clone. A later part with the same key replaces an earlier one. */
export interface StoredPart {
  readonly column: string;
  /** A layer of the column, or `texts`, or `lists`. */
  readonly layer: string;
  /** The chunk's number, or the code of the first text or list. */
  readonly first: number;
  readonly data: StoredCells | TextBlock | ListBlock;
}

/** How far a save got; the next one goes on from there. */
export interface SaveMark {
  readonly stamp: number;
  readonly sizes: ReadonlyMap<string, { readonly texts: number; readonly lists: number }>;
}

export interface TableSave {
  /** To be stored with the parts, in one transaction. */
  readonly header: StoredHeader;
  readonly parts: readonly StoredPart[];
  /** To be given to the next save once this one is stored; if it never is, give the old one again. */
  readonly mark: SaveMark;
}

const REMOVED = '';

/** All that changed since the mark, or all there is. */
export function saveTable<S extends TableShape>(
  table: Table<S>,
  since: SaveMark | null,
): TableSave {
  const parts: StoredPart[] = [];
  const plain: string[] = [];
  const sizes = new Map<string, { texts: number; lists: number }>();
  for (const [column, { layers, texts, lists }] of partsOf(table)) {
    for (const [layer, chunks] of Object.entries(layers)) {
      for (const number of chunks.changedSince(since?.stamp ?? Number.NEGATIVE_INFINITY)) {
        const cells = chunks.chunk(number);
        if (cells !== null) parts.push({ column, layer, first: number, data: cells.slice() });
      }
    }
    const saved = since?.sizes.get(column) ?? { texts: 0, lists: 1 };
    if (texts !== undefined && texts.size > saved.texts) {
      parts.push({ column, layer: 'texts', first: saved.texts, data: texts.pack(saved.texts) });
    }
    if (lists !== undefined && lists.count > saved.lists) {
      parts.push({ column, layer: 'lists', first: saved.lists, data: lists.pack(saved.lists) });
    }
    if (texts?.isPlain) plain.push(column);
    sizes.set(column, { texts: texts?.size ?? 0, lists: lists?.count ?? 1 });
  }
  table.stamp.now++;
  return {
    header: { format: FORMAT, shape: table.shape, rowCount: table.rowCount, plain },
    parts,
    mark: { stamp: table.stamp.now, sizes },
  };
}

/** Parts in any order. Null where the header is of another format or shape: read the source anew. */
export function loadTable<S extends TableShape>(
  shape: S,
  header: StoredHeader,
  parts: readonly StoredPart[],
): { readonly table: Table<S>; readonly mark: SaveMark } | null {
  if (header.format !== FORMAT || !isSameShape(header.shape, shape)) return null;
  const table = new Table(shape, { ...freshParts(shape), rowCount: header.rowCount });
  const columns = partsOf(table);
  for (const part of parts.toSorted((a, b) => a.first - b.first)) adopt(columns, part);
  table.stamp.now++;
  const sizes = new Map<string, { texts: number; lists: number }>();
  for (const [column, { texts, lists }] of columns) {
    if (header.plain.includes(column)) texts?.becomePlain();
    sizes.set(column, { texts: texts?.size ?? 0, lists: lists?.count ?? 1 });
  }
  return { table, mark: { stamp: table.stamp.now, sizes } };
}

function partsOf<S extends TableShape>(table: Table<S>): ReadonlyMap<string, ColumnParts> {
  const columns = Object.entries(table.columns).map(
    ([name, column]) => [name, column.parts()] as const,
  );
  return new Map([...columns, [REMOVED, { layers: { rows: table.removed } }]]);
}

function adopt(
  columns: ReadonlyMap<string, ColumnParts>,
  { column, layer, first, data }: StoredPart,
): void {
  const parts = columns.get(column);
  if (parts === undefined) throw new TypeError(`a part of an unknown column ${column}`);
  if ('text' in data) parts.texts?.adopt(data);
  else if ('kind' in data) parts.lists?.adopt(data);
  else parts.layers[layer]?.adopt(first, data as never);
}

function isSameShape(stored: TableShape, shape: TableShape): boolean {
  const entries = Object.entries(shape);
  return (
    Object.keys(stored).length === entries.length &&
    entries.every(([name, kind]) => Object.hasOwn(stored, name) && stored[name] === kind)
  );
}
