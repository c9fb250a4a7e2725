// A table on the disk: one header, and parts that are replaced one by one. A save writes the chunks
// that were written to and the texts and lists that came, so that its size is that of the change.
import type { ColumnParts } from './column-parts.ts';
import type { ListBlock } from './distinct-lists.ts';
import { packCells, sameCells, unpackCells } from './packed-cells.ts';
import type { Cells, PackedCells } from './packed-cells.ts';
import { freshParts, Table } from './table.ts';
import type { TableShape } from './table.ts';
import type { TextBlock } from './text-block.ts';

/** Raise with every change of what parts mean. */
const FORMAT = 2;

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
  /** The chunk's number, or the code of the first text or the number of the first list. */
  readonly first: number;
  readonly data: PackedCells | TextBlock | ListBlock;
}

interface SavedSizes {
  readonly texts: number;
  /** Texts that need not be stored again: those before the first one that was hidden. */
  readonly kept: number;
  /** The empty list, which every column has, among them. */
  readonly lists: number;
}

const NOTHING_SAVED: SavedSizes = { texts: 0, kept: 0, lists: 1 };

/** How far a save got; the next one goes on from there. */
export interface SaveMark {
  readonly stamp: number;
  readonly sizes: ReadonlyMap<string, SavedSizes>;
}

export interface TableSave {
  /** To be stored with the parts, in one transaction. */
  readonly header: StoredHeader;
  readonly parts: readonly StoredPart[];
  /** To be given to the next save once this one is stored; if it never is, give the old one again. */
  readonly mark: SaveMark;
}

/** Columns by a name that stays the same. */
export type StoredColumns = ReadonlyMap<string, ColumnParts>;

/** Columns as they were at one moment; to be released when they are saved. */
export interface ForkedColumns {
  readonly columns: StoredColumns;
  release(): void;
}

/** Codes of texts that must not be stored, by column; no stored cell or list has them. */
export type HiddenTexts = ReadonlyMap<string, ReadonlySet<number>>;

const REMOVED = '';
/** Texts or lists of a part, at the most: parts are small enough for a pause between them. */
const TEXTS_A_PART = 0x4000;
const LISTS_A_PART = 0x8000;

/** All that changed since the mark, or all there is. */
export function saveTable<S extends TableShape>(
  table: Table<S>,
  since: SaveMark | null,
): TableSave {
  const columns = columnsOf(table);
  table.stamp.now++;
  const mark = saveMark(columns, table.stamp.now);
  return {
    header: {
      format: FORMAT,
      shape: table.shape,
      rowCount: table.rowCount,
      plain: plainColumns(columns),
    },
    parts: [...changedParts(columns, since, mark)],
    mark,
  };
}

/** `stamp` is the one of later writes: count it up first. */
export function saveMark(
  columns: StoredColumns,
  stamp: number,
  hidden: HiddenTexts = new Map(),
): SaveMark {
  const sizes = [...columns].map(([column, { texts, lists }]) => {
    const counts = { texts: texts?.size ?? 0, lists: lists?.count ?? 1 };
    let kept = counts.texts;
    for (const code of hidden.get(column) ?? []) if (code < kept) kept = code;
    return [column, { ...counts, kept }] as const;
  });
  return { stamp, sizes: new Map(sizes) };
}

/**
 * What was written between two marks, each part packed when it is asked for: until then the cells must
 * stay as they are, as those of a fork do.
 */
export function* changedParts(
  columns: StoredColumns,
  since: SaveMark | null,
  until: SaveMark,
  hidden: HiddenTexts = new Map(),
): Generator<StoredPart> {
  for (const [column, { layers, texts, lists }] of columns) {
    for (const [layer, chunks] of Object.entries(layers)) {
      for (const number of chunks.changedSince(since?.stamp ?? Number.NEGATIVE_INFINITY)) {
        const cells = chunks.chunk(number);
        if (cells !== null) yield { column, layer, first: number, data: packCells(cells) };
      }
    }
    const saved = since?.sizes.get(column) ?? NOTHING_SAVED;
    const present = until.sizes.get(column) ?? NOTHING_SAVED;
    const aside = hidden.get(column);
    for (const [first, end] of partsBetween(saved.kept, present.texts, TEXTS_A_PART)) {
      if (texts === undefined) break;
      yield { column, layer: 'texts', first, data: texts.pack(first, end, aside) };
    }
    for (const [first, end] of partsBetween(saved.lists, present.lists, LISTS_A_PART)) {
      if (lists === undefined) break;
      // The empty list has number 0 and is never stored.
      const start = Math.max(first, 1);
      if (start < end) yield { column, layer: 'lists', first, data: lists.pack(start, end) };
    }
  }
}

/** Whose dictionaries give equal texts several codes. */
export function plainColumns(columns: StoredColumns): readonly string[] {
  return [...columns].filter(([, { texts }]) => texts?.isPlain).map(([column]) => column);
}

/** Parts in any order. Null where the header is of another format or shape: read the source anew. */
export function loadTable<S extends TableShape>(
  shape: S,
  header: StoredHeader,
  parts: readonly StoredPart[],
): { readonly table: Table<S>; readonly mark: SaveMark } | null {
  if (header.format !== FORMAT || !isSameShape(header.shape, shape)) return null;
  const table = new Table(shape, { ...freshParts(shape), rowCount: header.rowCount });
  const columns = columnsOf(table);
  const loading = new ColumnLoading(columns);
  for (const part of parts) loading.adopt(part);
  loading.finish(header.plain);
  table.stamp.now++;
  return { table, mark: saveMark(columns, table.stamp.now) };
}

/** Fills empty columns with stored parts. */
export class ColumnLoading {
  readonly #columns: StoredColumns;
  /** They have to come in order, and parts need not. */
  readonly #growing: StoredPart[] = [];
  /** Chunks of equal cells, which many columns have, are shared until they are written to. */
  readonly #sharedByName = new Map<string, Cells>();

  constructor(columns: StoredColumns) {
    this.#columns = columns;
  }

  /** Throws on a part that no column has. */
  adopt(part: StoredPart): void {
    const { column, layer, first, data } = part;
    const parts = this.#columns.get(column);
    if (parts === undefined) throw new TypeError(`a part of an unknown column ${column}`);
    if ('text' in data || ('kind' in data && data.kind === 'lists')) {
      this.#growing.push(part);
      return;
    }
    const chunks = parts.layers[layer];
    if (chunks === undefined) throw new TypeError(`${column} has no layer ${layer}`);
    const name = sameCells(data);
    const shared = name === null ? undefined : this.#sharedByName.get(name);
    const cells = chunks.adopt(first, (shared ?? unpackCells(data)) as never, name !== null);
    if (name !== null) this.#sharedByName.set(name, cells);
  }

  /** After the last part; `plain` as plainColumns gave it. */
  finish(plain: readonly string[]): void {
    for (const { column, data } of this.#growing.toSorted((a, b) => a.first - b.first)) {
      const { texts, lists } = this.#columns.get(column) ?? {};
      if ('text' in data) texts?.adopt(data);
      else if ('kind' in data && data.kind === 'lists') lists?.adopt(data);
    }
    for (const column of plain) this.#columns.get(column)?.texts?.becomePlain();
  }
}

/** Of a table, those of the removed rows among them. */
export function columnsOf<S extends TableShape>(table: Table<S>): StoredColumns {
  const columns = Object.entries(table.columns).map(
    ([name, column]) => [name, column.parts()] as const,
  );
  return new Map([...columns, [REMOVED, { layers: { rows: table.removed } }]]);
}

/** Parts start at multiples of their size, so that the last one is replaced until it is full. */
function* partsBetween(
  from: number,
  to: number,
  size: number,
): Generator<readonly [first: number, end: number]> {
  if (to <= from) return;
  for (let first = from - (from % size); first < to; first += size) {
    yield [first, Math.min(first + size, to)];
  }
}

function isSameShape(stored: TableShape, shape: TableShape): boolean {
  const entries = Object.entries(shape);
  return (
    Object.keys(stored).length === entries.length &&
    entries.every(([name, kind]) => Object.hasOwn(stored, name) && stored[name] === kind)
  );
}
