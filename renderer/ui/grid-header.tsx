// The heads of a grid's columns: press to sort, drag the edge (or Shift+arrows) to resize, open the menu
// for all else.
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { Spoken } from './spoken.tsx';
import { classNames } from './class-names.ts';
import { GridHeadMenu, isMenuKey } from './grid-head-menu.tsx';
import type { GridHeadAction } from './grid-head-menu.tsx';
import type { GridColumn, GridSelecting, GridSort } from './grid-model.ts';
import styles from './virtual-grid.module.css';

interface GridHeaderProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly widths: ReadonlyMap<string, number>;
  /** While the edge is dragged. */
  onResize(column: string, width: number): void;
  /** When it is let go. */
  onResized(column: string, width: number): void;
  readonly sorting?: { readonly sort: GridSort; onSort(column: string): void };
  /** Absent where rows cannot be ticked. */
  readonly selecting?: Pick<GridSelecting<Row>, 'all' | 'onAll'>;
  /** What the menu of a column offers; absent where heads have none. */
  readonly actionsOf?: (column: string) => readonly GridHeadAction[];
}

const LEAST_COLUMN_WIDTH = 32;
const KEY_STEP = 16;

export function GridHeader<Row>(props: GridHeaderProps<Row>) {
  const { columns, onResize, onResized, sorting, selecting, actionsOf } = props;
  const [menuColumn, setMenuColumn] = useState<string | null>(null);
  const before = selecting === undefined ? 0 : 1;
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" aria-rowindex={1} className={styles.headerRow}>
        {selecting !== undefined && <AllBox selecting={selecting} />}
        {columns.map((column, position) => {
          const isSorted = sorting?.sort.column === column.id;
          const direction = sorting?.sort.descending ? 'descending' : 'ascending';
          const atLeast = (width: number): number =>
            Math.max(LEAST_COLUMN_WIDTH, Math.round(width));
          const actions = column.isTitleSpoken ? [] : (actionsOf?.(column.id) ?? []);
          const onHeadKey = (event: KeyboardEvent<HTMLElement>): void => {
            if (actions.length > 0 && isMenuKey(event)) {
              event.preventDefault();
              setMenuColumn(column.id);
              return;
            }
            if (!event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight'))
              return;
            event.preventDefault();
            const width = headWidth(event.currentTarget);
            const next = atLeast(width + (event.key === 'ArrowLeft' ? -KEY_STEP : KEY_STEP));
            onResize(column.id, next);
            onResized(column.id, next);
          };
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={position + 1 + before}
              aria-sort={isSorted ? direction : undefined}
              className={classNames(styles.head, column.align === 'end' && styles.end)}
              onContextMenu={(event) => {
                if (actions.length === 0) return;
                event.preventDefault();
                setMenuColumn(column.id);
              }}
            >
              {column.sortable && sorting ? (
                <button
                  type="button"
                  className={styles.sort}
                  onClick={() => sorting.onSort(column.id)}
                  onKeyDown={onHeadKey}
                >
                  <span>{column.title}</span>
                  {isSorted &&
                    (sorting.sort.descending ? (
                      <ArrowDownRegular aria-hidden />
                    ) : (
                      <ArrowUpRegular aria-hidden />
                    ))}
                </button>
              ) : column.isTitleSpoken ? (
                <Spoken>{column.title}</Spoken>
              ) : (
                <span className={styles.headText}>{column.title}</span>
              )}
              {actions.length > 0 && (
                <GridHeadMenu
                  title={column.title}
                  actions={actions}
                  isTabStop={!(column.sortable && sorting)}
                  isOpen={menuColumn === column.id}
                  onOpenChange={(isOpen) => setMenuColumn(isOpen ? column.id : null)}
                />
              )}
              {column.isTitleSpoken !== true && (
                <ResizeEdge
                  onResize={(width) => onResize(column.id, atLeast(width))}
                  onResized={(width) => onResized(column.id, atLeast(width))}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface AllBoxProps {
  readonly selecting: Pick<GridSelecting<unknown>, 'all' | 'onAll'>;
}

function AllBox({ selecting: { all, onAll } }: AllBoxProps) {
  return (
    <div role="columnheader" aria-colindex={1} className={styles.tick}>
      <input
        type="checkbox"
        aria-label="Select all rows of this view"
        title="Select all rows of this view (Ctrl+A)"
        checked={all === true}
        ref={(box) => {
          if (box !== null) box.indeterminate = all === 'mixed';
        }}
        onChange={() => onAll(all !== true)}
      />
    </div>
  );
}

interface ResizeEdgeProps {
  onResize(width: number): void;
  onResized(width: number): void;
}

function ResizeEdge({ onResize, onResized }: ResizeEdgeProps) {
  const start = (event: PointerEvent<HTMLElement>): void => {
    const edge = event.currentTarget;
    const offset = headWidth(edge) - event.clientX;
    edge.setPointerCapture(event.pointerId);
    let last: number | null = null;
    edge.onpointermove = (move) => {
      last = move.clientX + offset;
      onResize(last);
    };
    edge.onlostpointercapture = () => {
      edge.onpointermove = null;
      if (last !== null) onResized(last);
    };
  };
  return <span className={styles.edge} aria-hidden onPointerDown={start} />;
}

function headWidth(inside: Element): number {
  return inside.closest('[role=columnheader]')?.getBoundingClientRect().width ?? 0;
}
