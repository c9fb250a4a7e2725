// Rows held column by column, and their chunks for the disk and for other threads.
import { Bits } from './bits.ts';
import { BoolColumn } from './bool-column.ts';
import type { BoolChunk } from './bool-column.ts';
import { Chunks, bitCells } from './chunks.ts';
import type { WriteStamp } from './chunks.ts';
import { rowsUpTo } from './growing.ts';
import { LongColumn } from './long-column.ts';
import type { LongChunk, LongKind } from './long-column.ts';
import { NumberColumn } from './number-column.ts';
import type { NumberChunk } from './number-column.ts';
import { StringColumn } from './string-column.ts';
import type { StringChunk, TextKind } from './string-column.ts';
import { TextListColumn } from './text-list-column.ts';
import type { TextListChunk } from './text-list-column.ts';

interface Kind<C, V, P> {
  readonly column: C;
  readonly value: V;
  readonly chunk: P;
}

/** `number` is a double; the other kinds are as Kusto has them, but for lists of texts. */
type ColumnKinds = {
  readonly [K in TextKind]: Kind<StringColumn<K>, string | null, StringChunk>;
} & { readonly [K in LongKind]: Kind<LongColumn<K>, bigint | null, LongChunk> } & {
  readonly number: Kind<NumberColumn, number | null, NumberChunk>;
  readonly bool: Kind<BoolColumn, boolean | null, BoolChunk>;
  readonly texts: Kind<TextListColumn, readonly string[], TextListChunk>;
};

export type ColumnKind = keyof ColumnKinds;
export type TableShape = Readonly<Record<string, ColumnKind>>;
export type Column = ColumnKinds[ColumnKind]['column'];
type Chunk = ColumnKinds[ColumnKind]['chunk'];

/** One value per column. */
export type RowValues<S extends TableShape> = {
  readonly [N in keyof S]: ColumnKinds[S[N]]['value'];
};

/** Some rows of a table as plain data: it can be stored, sent, and read without the table. */
export interface TableChunk<S extends TableShape> {
  readonly rowCount: number;
  readonly columns: { readonly [N in keyof S]: ColumnKinds[S[N]]['chunk'] };
}

/** What a table is made of: fresh for `new Table(shape)`, shared for a fork. */
interface TableParts {
  readonly stamp: WriteStamp;
  readonly columns: readonly (readonly [name: string, column: Column])[];
  readonly removed: Chunks<number, Uint32Array>;
  readonly rowCount: number;
}

/** Rows keep their numbers: one that is removed leaves its number unused. */
export class Table<S extends TableShape> {
  readonly shape: S;
  readonly columns: { readonly [N in keyof S]: ColumnKinds[S[N]]['column'] };
  /** One bit a row. */
  readonly removed: Chunks<number, Uint32Array>;
  /** Counts the saves; what is written to is stamped with it. */
  readonly stamp: WriteStamp;
  readonly #columns: readonly (readonly [name: string, column: Column])[];
  #rowCount: number;

  constructor(shape: S, parts: TableParts = freshParts(shape)) {
    this.shape = shape;
    this.stamp = parts.stamp;
    this.#columns = parts.columns;
    this.columns = Object.fromEntries(parts.columns) as typeof this.columns;
    this.removed = parts.removed;
    this.#rowCount = parts.rowCount;
  }

  /** Removed rows among them. */
  get rowCount(): number {
    return this.#rowCount;
  }

  /** Takes the rows whose cells its columns have adopted from the disk; the table had none. */
  adoptRows(rowCount: number): void {
    this.#rowCount = rowCount;
  }

  append(values: RowValues<S>): number {
    const row = this.#rowCount;
    this.set(row, values);
    return row;
  }

  /** `row` is an existing row or the next one. */
  set(row: number, values: RowValues<S>): void {
    for (const [name, column] of this.#columns) column.set(row, values[name] as never);
    if (row >= this.#rowCount) this.#rowCount = row + 1;
  }

  /** The row's cells stay readable. */
  remove(row: number): void {
    this.removed.set(row >>> 5, (this.removed.at(row >>> 5) ?? 0) | (1 << (row & 31)));
  }

  /** The rows that are not removed. */
  present(): Bits {
    const bits = Bits.all(this.#rowCount);
    for (let index = 0; index < this.removed.length; index++) {
      bits.words[index] = (bits.words[index] ?? 0) & ~(this.removed.at(index) ?? 0);
    }
    return bits;
  }

  /**
   * The table as it is now, independent of later writes to this one. It shares all memory until
   * then; release() it when it is read no more.
   */
  fork(): Table<S> {
    return new Table(this.shape, {
      stamp: { now: 0 },
      columns: this.#columns.map(([name, column]) => [name, column.fork()]),
      removed: this.removed.fork(),
      rowCount: this.#rowCount,
    });
  }

  /** Ends the reading of a fork. */
  release(): void {
    for (const [, column] of this.#columns) column.release();
    this.removed.release();
    this.#rowCount = 0;
  }

  pack(rows: Int32Array): TableChunk<S> {
    const columns = this.#columns.map(([name, column]) => [name, column.pack(rows)] as const);
    return {
      rowCount: rows.length,
      columns: Object.fromEntries(columns) as unknown as TableChunk<S>['columns'],
    };
  }

  /**
   * Writes chunk row i into row `targets[i]`, or nowhere where that is negative. New rows must come
   * in ascending order without gaps. Throws when the chunk is of another shape.
   */
  unpack(chunk: TableChunk<S>, targets: Int32Array): void {
    for (const [name, column] of this.#columns) {
      const part: Chunk | undefined = chunk.columns[name];
      if (part?.kind !== column.chunkKind) {
        throw new TypeError(`the chunk has no ${column.chunkKind} column ${name}`);
      }
      column.unpack(part as never, targets);
    }
    this.#rowCount = Math.max(this.#rowCount, rowsUpTo(targets));
  }
}

/** What to transfer with a chunk, so that all but its texts is moved and not copied. */
export function chunkBuffers<S extends TableShape>(chunk: TableChunk<S>): readonly ArrayBuffer[] {
  const parts: readonly Chunk[] = Object.values(chunk.columns);
  return parts.flatMap((part) => {
    switch (part.kind) {
      case 'text':
        return [part.codes.buffer, part.texts.ends.buffer];
      case 'number':
      case 'long':
        return [part.values.buffer, part.nulls.buffer];
      case 'bool':
        return [part.codes.buffer];
      case 'texts':
        return [part.lists.buffer, part.listEnds.buffer, part.items.buffer, part.texts.ends.buffer];
      default:
        return part satisfies never;
    }
  });
}

/** Of a table without rows. */
export function freshParts(shape: TableShape, stamp: WriteStamp = { now: 0 }): TableParts {
  return {
    stamp,
    columns: Object.entries(shape).map(([name, kind]) => [name, makeColumn(kind, stamp)]),
    removed: new Chunks(bitCells, stamp),
    rowCount: 0,
  };
}

export function makeColumn(kind: ColumnKind, stamp?: WriteStamp): Column {
  switch (kind) {
    case 'text':
      return new StringColumn('text', stamp);
    case 'guid':
      return new StringColumn('guid', stamp);
    case 'decimal':
      return new StringColumn('decimal', stamp);
    case 'dynamic':
      return new StringColumn('dynamic', stamp);
    case 'number':
      return new NumberColumn(stamp);
    case 'long':
      return new LongColumn('long', stamp);
    case 'datetime':
      return new LongColumn('datetime', stamp);
    case 'timespan':
      return new LongColumn('timespan', stamp);
    case 'bool':
      return new BoolColumn(stamp);
    case 'texts':
      return new TextListColumn(undefined, stamp);
    default:
      return kind satisfies never;
  }
}
