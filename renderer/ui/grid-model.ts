// What a grid is given: its columns, and rows that may not all be loaded.
import type { ReactNode } from 'react';

export interface GridColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** Starting width in px; the least one for a column that grows. */
  readonly width: number;
  /** Share of the width that is left over; absent or 0 keeps the column as wide as it is. */
  readonly grow?: number;
  readonly align?: 'end';
  readonly sortable?: boolean;
  /** Only a screen reader is told the title: what is in the column is clear to who sees it. */
  readonly isTitleSpoken?: boolean;
  /** `isActive` is true in the row that has the keyboard: only there may content take tab stops. */
  readonly render: (row: Row, isActive: boolean) => ReactNode;
}

export interface GridRows<Row> {
  readonly total: number;
  /** undefined where the row is not loaded yet: its place is kept. */
  readonly at: (index: number) => Row | undefined;
  readonly keyOf: (row: Row) => string;
  /** What stands at a place that is no row's; null at those of rows. Objects keep their identity. */
  readonly otherAt?: (index: number) => GridOther | null;
}

/** What stands among the rows: the head of some of them over all columns, or a part of the row above. */
export type GridOther = {
  /** Unlike those of rows. */
  readonly key: string;
  /** A press, or Enter. */
  onOpen(): void;
} & (
  | { readonly kind: 'head'; readonly content: ReactNode }
  | {
      readonly kind: 'within';
      cell(column: string, isActive: boolean): ReactNode;
      /** Absent where it cannot be ticked. */
      readonly tick?: { readonly isTicked: boolean; readonly label: string; onToggle(): void };
    }
);

/** Places that open to show more places beneath them: Right opens, Left closes or goes to what is open. */
export interface GridExpanding {
  /** null where nothing opens. */
  isExpanded(index: number): boolean | null;
  onToggle(index: number): void;
}

/** Rows that are ticked, apart from the one that is open. */
export interface GridSelecting<Row> {
  readonly keys: ReadonlySet<string>;
  /** Of the box in the head. */
  readonly all: boolean | 'mixed';
  /** What the box of a row is called after. */
  readonly nameOf: (row: Row) => string;
  onToggle(row: Row): void;
  /** From where the last one was ticked to this row. */
  onExtend(row: Row, index: number): void;
  /** The box in the head, or Ctrl/Cmd+A. */
  onAll(isWanted: boolean): void;
}

export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}

/** Rows that are all at hand. */
export function rowsOf<Row>(rows: readonly Row[], keyOf: (row: Row) => string): GridRows<Row> {
  return { total: rows.length, at: (index) => rows[index], keyOf };
}

/**
 * Where the row with this key is: at `near`, or within a few hundred rows of it (rows move when others
 * arrive); `near` itself when the key is nowhere around.
 */
export function indexOfKey<Row>(rows: GridRows<Row>, key: string | null, near: number): number {
  if (key === null) return near;
  const isThere = (index: number): boolean => keyAt(rows, index) === key;
  for (let distance = 0; distance <= 300; distance += 1) {
    if (isThere(near + distance)) return near + distance;
    if (distance > 0 && isThere(near - distance)) return near - distance;
  }
  return near;
}

/** Of a row or of what stands among them; null where nothing is loaded. */
export function keyAt<Row>(rows: GridRows<Row>, index: number): string | null {
  const other = rows.otherAt?.(index) ?? null;
  if (other !== null) return other.key;
  const row = rows.at(index);
  return row === undefined ? null : rows.keyOf(row);
}

/** The CSS grid template of a row; widths that a person set win and stop growing. */
export function columnTemplate<Row>(
  columns: readonly GridColumn<Row>[],
  widths: ReadonlyMap<string, number>,
): string {
  return columns
    .map(({ id, width, grow }) => {
      const chosen = widths.get(id);
      if (chosen !== undefined) return `${chosen}px`;
      return grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`;
    })
    .join(' ');
}

/** The least width of a row in px. */
export function leastWidth<Row>(
  columns: readonly GridColumn<Row>[],
  widths: ReadonlyMap<string, number>,
): number {
  return columns.reduce((sum, { id, width }) => sum + (widths.get(id) ?? width), 0);
}
