// Rows held column by column, and their chunks for the disk and for other threads.
import { rowsUpTo } from './growing.ts';
import { LongColumn, NumberColumn } from './number-column.ts';
import type { LongChunk, NumberChunk } from './number-column.ts';
import { StringColumn } from './string-column.ts';
import type { StringChunk } from './string-column.ts';
import { TextListColumn } from './text-list-column.ts';
import type { TextListChunk } from './text-list-column.ts';

interface ColumnKinds {
  readonly text: { column: StringColumn; value: string | null; chunk: StringChunk };
  readonly number: { column: NumberColumn; value: number | null; chunk: NumberChunk };
  readonly long: { column: LongColumn; value: bigint | null; chunk: LongChunk };
  readonly texts: { column: TextListColumn; value: readonly string[]; chunk: TextListChunk };
}

export type ColumnKind = keyof ColumnKinds;
export type TableShape = Readonly<Record<string, ColumnKind>>;

/** One value per column. */
export type RowValues<S extends TableShape> = {
  readonly [N in keyof S]: ColumnKinds[S[N]]['value'];
};

/** Some rows of a table as plain data: it can be stored, sent, and read without the table. */
export interface TableChunk<S extends TableShape> {
  readonly rowCount: number;
  readonly columns: { readonly [N in keyof S]: ColumnKinds[S[N]]['chunk'] };
}

type Column = StringColumn | NumberColumn | LongColumn | TextListColumn;
type Chunk = StringChunk | NumberChunk | LongChunk | TextListChunk;

/** Rows are only added and changed; what became of a row is its owner's affair. */
export class Table<S extends TableShape> {
  readonly columns: { readonly [N in keyof S]: ColumnKinds[S[N]]['column'] };
  readonly #columns: readonly (readonly [name: string, column: Column])[];
  #rowCount = 0;

  constructor(shape: S) {
    this.#columns = Object.entries(shape).map(([name, kind]) => [name, makeColumn(kind)]);
    this.columns = Object.fromEntries(this.#columns) as typeof this.columns;
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  append(values: RowValues<S>): number {
    const row = this.#rowCount;
    this.set(row, values);
    return row;
  }

  /** `row` is an existing row or the next one. */
  set(row: number, values: RowValues<S>): void {
    for (const [name, column] of this.#columns) setCell(column, row, values[name]);
    if (row >= this.#rowCount) this.#rowCount = row + 1;
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
    for (const [name, column] of this.#columns) unpackColumn(column, chunk.columns[name], name);
    this.#rowCount = Math.max(this.#rowCount, rowsUpTo(targets));

    function unpackColumn(column: Column, part: Chunk | undefined, name: string): void {
      if (column.kind === 'text' && part?.kind === 'text') column.unpack(part, targets);
      else if (column.kind === 'number' && part?.kind === 'number') column.unpack(part, targets);
      else if (column.kind === 'long' && part?.kind === 'long') column.unpack(part, targets);
      else if (column.kind === 'texts' && part?.kind === 'texts') column.unpack(part, targets);
      else throw new TypeError(`the chunk has no ${column.kind} column ${name}`);
    }
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
      case 'texts':
        return [part.lists.buffer, part.listEnds.buffer, part.items.buffer, part.texts.ends.buffer];
      default:
        return part satisfies never;
    }
  });
}

function makeColumn(kind: ColumnKind): Column {
  switch (kind) {
    case 'text':
      return new StringColumn();
    case 'number':
      return new NumberColumn();
    case 'long':
      return new LongColumn();
    case 'texts':
      return new TextListColumn();
    default:
      return kind satisfies never;
  }
}

function setCell(column: Column, row: number, value: RowValues<TableShape>[string] | undefined) {
  switch (column.kind) {
    case 'text':
      column.set(row, value as string | null);
      break;
    case 'number':
      column.set(row, value as number | null);
      break;
    case 'long':
      column.set(row, value as bigint | null);
      break;
    case 'texts':
      column.set(row, value as readonly string[]);
      break;
    default:
      column satisfies never;
  }
}
