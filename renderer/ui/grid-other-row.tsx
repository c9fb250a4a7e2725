// A drawn place of a grid that is no row's: the head of rows, or a part of the row above it.
import { memo } from 'react';
import { classNames } from './class-names.ts';
import type { GridColumn, GridOther } from './grid-model.ts';
import styles from './virtual-grid.module.css';

interface GridOtherRowProps {
  readonly id: string;
  readonly index: number;
  /** Place in the grid's body and height, in px. */
  readonly top: number;
  readonly height: number;
  readonly other: GridOther;
  readonly columns: readonly GridColumn<unknown>[];
  /** Whether the grid has a column of boxes before the others. */
  readonly hasTicks: boolean;
  readonly isActive: boolean;
}

export const GridOtherRow = memo(function GridOtherRow(props: GridOtherRowProps) {
  const { other, columns, hasTicks, isActive } = props;
  const before = hasTicks ? 1 : 0;
  return (
    <div
      id={props.id}
      className={classNames(styles.row, other.kind === 'head' ? styles.groupHead : styles.within)}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={other.kind === 'within' ? other.tick?.isTicked : undefined}
      data-row={props.index}
      data-active={isActive || undefined}
      style={{ transform: `translateY(${props.top}px)`, height: props.height }}
    >
      {other.kind === 'head' ? (
        <div
          className={styles.spanning}
          role="gridcell"
          aria-colindex={1}
          aria-colspan={columns.length + before}
        >
          {other.content}
        </div>
      ) : (
        <>
          {hasTicks && (
            <div className={styles.tick} role="gridcell" aria-colindex={1} data-tick>
              {other.tick && (
                <input
                  type="checkbox"
                  tabIndex={-1}
                  aria-label={other.tick.label}
                  checked={other.tick.isTicked}
                  readOnly
                />
              )}
            </div>
          )}
          {columns.map((column, position) => (
            <div
              key={column.id}
              className={classNames(styles.cell, column.align === 'end' && styles.end)}
              role="gridcell"
              aria-colindex={position + 1 + before}
            >
              {other.cell(column.id, isActive)}
            </div>
          ))}
        </>
      )}
    </div>
  );
});
