// An ARIA grid of any length: rows of one height, only those in view are in the document.
// Keyboard: arrows (or j and k), Home, End, Page keys move; Enter opens; Ctrl/Cmd+Enter goes to the row's page.
// Where rows open to show more beneath them: Right opens, Left closes.
// Where rows can be ticked: Space or x ticks, Shift+arrows tick as they go, Ctrl/Cmd+A ticks all.
import { useEffect, useId, useImperativeHandle, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode, Ref } from 'react';
import { expandByKey } from './grid-expanding.ts';
import type { GridHeadAction } from './grid-head-menu.tsx';
import { GridHeader } from './grid-header.tsx';
import { columnTemplate, indexOfKey, keyAt, leastWidth } from './grid-model.ts';
import type { GridColumn, GridExpanding, GridRows, GridSelecting, GridSort } from './grid-model.ts';
import { GridPlaces } from './grid-places.tsx';
import { isTick, tickByKey, tickByPress, tickOther } from './grid-ticking.ts';
import { bodyHeight, rowAfterKey } from './grid-window.ts';
import type { RowRange } from './grid-window.ts';
import { useGridScroll } from './use-grid-scroll.ts';
import { usePointing } from './use-pointing.ts';
import styles from './virtual-grid.module.css';

export interface GridView extends RowRange {
  /** True while the person looks at certain rows: scrolled away from the top, or aiming at one. */
  readonly isHeld: boolean;
}

export interface GridHandle {
  scrollToTop(): void;
  /** Scrolls along when rows came in above, so that what is in view stays in view. */
  shiftBy(rows: number): void;
  reveal(index: number): void;
  focus(): void;
  /** Of the row that has the keyboard; null where it is not loaded. */
  activeKey(): string | null;
}

export interface GridOpening<Row> {
  /** The row that is open beside the grid; null for none. */
  readonly openKey: string | null;
  /** A press on the row, or Enter. */
  onOpen(row: Row, index: number): void;
  /** Ctrl/Cmd+Enter, or a double press. */
  onEnter?(row: Row): void;
}

interface VirtualGridProps<Row> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: GridRows<Row>;
  /** Height of a row in px. */
  readonly rowHeight: number;
  /** Widths that the person chose, by column; without it they last as long as the grid. */
  readonly sizing?: {
    readonly widths: ReadonlyMap<string, number>;
    onResized(column: string, width: number): void;
  };
  readonly sorting?: { readonly sort: GridSort; onSort(column: string): void };
  /** What the menu in a column's head offers; absent where there is none. */
  readonly actionsOf?: (column: string) => readonly GridHeadAction[];
  /** Absent where rows open nothing. */
  readonly opening?: GridOpening<Row>;
  /** Absent where nothing opens within the grid. */
  readonly expanding?: GridExpanding;
  /** Absent where rows cannot be ticked. */
  readonly selecting?: GridSelecting<Row>;
  readonly viewing?: {
    /** The row at the top of the first view, for a person who comes back. */
    readonly initialRow: number;
    /** Called when the rows in view change. */
    onView(view: GridView): void;
  };
  readonly ref?: Ref<GridHandle>;
  /** Shown in place of rows when there are none. */
  readonly children?: ReactNode;
}

const OVERSCAN_ROWS = 8;
/** Of the column of boxes, in px. */
const TICK_WIDTH = 32;

export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { label, columns, rows, rowHeight, sizing, sorting, opening, viewing } = props;
  const { expanding, selecting } = props;
  const onView = viewing?.onView;
  const id = useId();
  const [ownWidths, setOwnWidths] = useState<ReadonlyMap<string, number>>(new Map());
  const widths = new Map([...(sizing?.widths ?? []), ...ownWidths]);
  const [active, setActive] = useState<{ readonly index: number; readonly key: string | null }>({
    index: 0,
    key: null,
  });
  const activeIndex = indexOfKey(rows, active.key, active.index);
  const scrolling = useGridScroll({
    rowHeight,
    total: rows.total,
    initialRow: viewing?.initialRow ?? 0,
  });
  const { scroller, range, shift, isScrolled, isRestored, readScroll, reveal } = scrolling;
  const { isPointing, onPointerMove, onPointerLeave } = usePointing();
  const isHeld = isScrolled || isPointing;

  useEffect(() => {
    if (isRestored) onView?.({ first: range.first, count: range.count, isHeld });
  }, [onView, isRestored, range.first, range.count, isHeld]);

  const activate = (index: number): void => setActive({ index, key: keyAt(rows, index) });

  const moveTo = (index: number): void => {
    activate(index);
    reveal(index);
  };

  useImperativeHandle(props.ref, () => ({
    scrollToTop: () => scrolling.scrollTo(0),
    shiftBy: (count) => scrolling.scrollBy(count * rowHeight),
    reveal: moveTo,
    focus: () => scroller.current?.focus(),
    activeKey: () => {
      const row = rows.at(activeIndex);
      return row === undefined ? null : rows.keyOf(row);
    },
  }));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current) return;
    const activeOther = rows.otherAt?.(activeIndex) ?? null;
    if (activeOther !== null && tickOther(event, activeOther)) {
      event.preventDefault();
      return;
    }
    if (selecting && tickByKey(event, { selecting, rows, activeIndex, moveTo })) {
      event.preventDefault();
      return;
    }
    if (expanding && expandByKey(event, { expanding, activeIndex, moveTo })) {
      event.preventDefault();
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      if (activeOther !== null) {
        event.preventDefault();
        activeOther.onOpen();
        return;
      }
      const row = rows.at(activeIndex);
      if (row === undefined) return;
      event.preventDefault();
      if ((event.ctrlKey || event.metaKey) && opening?.onEnter) opening.onEnter(row);
      else opening?.onOpen(row, activeIndex);
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const pageRows = Math.max(1, range.count - 2);
    const next = rowAfterKey(event.key, activeIndex, { total: rows.total, pageRows });
    if (next === null) return;
    event.preventDefault();
    moveTo(next);
  };

  const placeUnder = (event: MouseEvent): number => {
    const target = event.target as Element;
    if (target.closest('button, a, input:not([data-tick] input)')) return NaN;
    return Number(target.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? NaN);
  };
  const rowUnder = (event: MouseEvent): { readonly row: Row; readonly index: number } | null => {
    const index = placeUnder(event);
    const row = rows.at(index);
    return row === undefined ? null : { row, index };
  };
  /** A box takes no keyboard from the grid, and a range of rows is no range of text. */
  const onMouseDown = (event: MouseEvent): void => {
    if (selecting === undefined || !(event.shiftKey || isTick(event))) return;
    event.preventDefault();
    document.getSelection()?.removeAllRanges();
    scroller.current?.focus({ preventScroll: true });
  };
  const onClick = (event: MouseEvent): void => {
    const other = rows.otherAt?.(placeUnder(event)) ?? null;
    if (other !== null) {
      activate(placeUnder(event));
      if (!tickOther(event, other)) other.onOpen();
      return;
    }
    const hit = rowUnder(event);
    if (hit === null || !document.getSelection()?.isCollapsed) return;
    activate(hit.index);
    if (selecting && tickByPress(event, hit, selecting)) return;
    opening?.onOpen(hit.row, hit.index);
  };

  const tickColumn = selecting === undefined ? '' : `${TICK_WIDTH}px `;
  const template = tickColumn + columnTemplate(columns, widths);
  const firstDrawn = Math.max(0, range.first - OVERSCAN_ROWS);
  const endDrawn = Math.min(rows.total, range.first + range.count + OVERSCAN_ROWS);
  const rowId = (index: number): string => `${id}-${index}`;
  const activeIsDrawn = activeIndex >= firstDrawn && activeIndex < endDrawn;

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.total + 1}
      aria-colcount={columns.length + (selecting === undefined ? 0 : 1)}
      aria-multiselectable={selecting === undefined ? undefined : true}
      aria-activedescendant={activeIsDrawn ? rowId(activeIndex) : undefined}
      tabIndex={0}
      onScroll={readScroll}
      onKeyDown={onKeyDown}
    >
      <div
        className={styles.sheet}
        style={{
          '--grid-columns': template,
          '--grid-least-width': `${leastWidth(columns, widths) + (selecting === undefined ? 0 : TICK_WIDTH)}px`,
        }}
      >
        <GridHeader
          columns={columns}
          widths={widths}
          onResize={(column, width) => setOwnWidths(new Map(ownWidths).set(column, width))}
          onResized={(column, width) => {
            if (sizing === undefined) return;
            sizing.onResized(column, width);
            setOwnWidths(new Map());
          }}
          {...(sorting && { sorting })}
          {...(selecting && { selecting })}
          {...(props.actionsOf && { actionsOf: props.actionsOf })}
        />
        <div
          className={styles.body}
          role="rowgroup"
          style={{ height: bodyHeight({ total: rows.total, rowHeight }) }}
          onMouseDown={onMouseDown}
          onClick={onClick}
          onDoubleClick={(event) => {
            const hit = rowUnder(event);
            if (hit && !isTick(event)) opening?.onEnter?.(hit.row);
          }}
          onPointerMove={onPointerMove}
          onPointerLeave={onPointerLeave}
        >
          <GridPlaces
            rows={rows}
            columns={columns}
            first={firstDrawn}
            end={endDrawn}
            rowHeight={rowHeight}
            shift={shift}
            activeIndex={activeIndex}
            openKey={opening?.openKey ?? null}
            selecting={selecting ?? null}
            idOf={rowId}
          />
        </div>
      </div>
      {rows.total === 0 && <div className={styles.nothing}>{props.children}</div>}
    </div>
  );
}
