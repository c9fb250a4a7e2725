// One drawn row of a grid; drawn anew only when something about it changed.
import { memo } from 'react';
import { classNames } from './class-names.ts';
import type { GridColumn } from './grid-model.ts';
import styles from './virtual-grid.module.css';

interface GridRowProps {
  readonly id: string;
  readonly index: number;
  /** Place in the grid's body and height, in px. */
  readonly top: number;
  readonly height: number;
  /** undefined while it is not loaded; its columns know its type. */
  readonly row: unknown;
  readonly columns: readonly GridColumn<unknown>[];
  readonly isActive: boolean;
  readonly isOpen: boolean;
  /** null where rows cannot be ticked. */
  readonly isTicked: boolean | null;
  /** What the box is called. */
  readonly tickLabel: string;
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, columns, isTicked, tickLabel } = props;
  const before = isTicked === null ? 0 : 1;
  return (
    <div
      id={props.id}
      className={styles.row}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={isTicked ?? props.isOpen}
      aria-busy={row === undefined ? true : undefined}
      data-row={props.index}
      data-open={props.isOpen || undefined}
      data-active={props.isActive || undefined}
      style={{ transform: `translateY(${props.top}px)`, height: props.height }}
    >
      {isTicked !== null && (
        <div className={styles.tick} role="gridcell" aria-colindex={1} data-tick>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={tickLabel}
            checked={isTicked}
            disabled={row === undefined}
            readOnly
          />
        </div>
      )}
      {columns.map((column, position) => (
        <div
          key={column.id}
          className={classNames(styles.cell, column.align === 'end' && styles.end)}
          role="gridcell"
          aria-colindex={position + 1 + before}
        >
          {row === undefined ? (
            <span className={styles.loading} />
          ) : (
            column.render(row, props.isActive)
          )}
        </div>
      ))}
    </div>
  );
});
