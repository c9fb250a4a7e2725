// An ARIA grid of any length: rows of one height, only those in view are in the document.
// Keyboard: arrows (or j and k), Home, End, Page keys move; Enter opens; Ctrl/Cmd+Enter goes to the row's page.
import {
  memo,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode, Ref, RefObject } from 'react';
import { classNames } from './class-names.ts';
import { GridHeader } from './grid-header.tsx';
import { columnTemplate, indexOfKey, leastWidth } from './grid-model.ts';
import type { GridColumn, GridRows, GridSort } from './grid-model.ts';
import { rowAfterKey, scrollToReveal, visibleRows } from './grid-window.ts';
import type { RowRange } from './grid-window.ts';
import styles from './virtual-grid.module.css';

export interface GridView extends RowRange {
  /** True while the person looks at certain rows: scrolled away from the top, or pointing at one. */
  readonly isHeld: boolean;
}

export interface GridHandle {
  scrollToTop(): void;
  /** Scrolls along when rows came in above, so that what is in view stays in view. */
  shiftBy(rows: number): void;
  reveal(index: number): void;
  focus(): void;
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
  readonly sorting?: { readonly sort: GridSort; onSort(column: string): void };
  /** Absent where rows open nothing. */
  readonly opening?: GridOpening<Row>;
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

export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { label, columns, rows, rowHeight, sorting, opening, viewing } = props;
  const onView = viewing?.onView;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [widths, setWidths] = useState<ReadonlyMap<string, number>>(new Map());
  const [active, setActive] = useState<{ readonly index: number; readonly key: string | null }>({
    index: 0,
    key: null,
  });
  const activeIndex = indexOfKey(rows, active.key, active.index);
  const { range, isScrolled, readScroll } = useScrollRange(scroller, rowHeight, rows.total);
  const [isPointed, setPointed] = useState(false);
  const isHeld = isScrolled || isPointed;

  const hasRows = rows.total > 0;
  const initialRow = useRef(viewing?.initialRow ?? 0);
  useLayoutEffect(() => {
    if (!hasRows || initialRow.current === 0) return;
    scrollTo(initialRow.current * rowHeight);
    initialRow.current = 0;
  }, [hasRows]);

  useEffect(() => {
    if (initialRow.current === 0) onView?.({ first: range.first, count: range.count, isHeld });
  }, [onView, range.first, range.count, isHeld]);

  const scrollTo = (top: number): void => {
    if (scroller.current) scroller.current.scrollTop = top;
    readScroll();
  };
  const reveal = (index: number): void => {
    const element = scroller.current;
    if (element === null) return;
    const height = element.clientHeight - HEADER_HEIGHT;
    scrollTo(scrollToReveal(index, { scrollTop: element.scrollTop, height, rowHeight }));
  };
  const activate = (index: number): void => {
    const row = rows.at(index);
    setActive({ index, key: row === undefined ? null : rows.keyOf(row) });
  };

  useImperativeHandle(props.ref, () => ({
    scrollToTop: () => scrollTo(0),
    shiftBy: (count) => scrollTo((scroller.current?.scrollTop ?? 0) + count * rowHeight),
    reveal: (index) => {
      activate(index);
      reveal(index);
    },
    focus: () => scroller.current?.focus(),
  }));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current) return;
    if (event.key === 'Enter' || event.key === ' ') {
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
    activate(next);
    reveal(next);
  };

  const rowUnder = (event: MouseEvent): { readonly row: Row; readonly index: number } | null => {
    const target = event.target as Element;
    if (target.closest('button, a, input')) return null;
    const index = Number(target.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? NaN);
    const row = rows.at(index);
    return row === undefined ? null : { row, index };
  };
  const onClick = (event: MouseEvent): void => {
    const hit = rowUnder(event);
    if (hit === null || !document.getSelection()?.isCollapsed) return;
    activate(hit.index);
    opening?.onOpen(hit.row, hit.index);
  };

  const template = columnTemplate(columns, widths);
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
      aria-colcount={columns.length}
      aria-activedescendant={activeIsDrawn ? rowId(activeIndex) : undefined}
      tabIndex={0}
      onScroll={readScroll}
      onKeyDown={onKeyDown}
    >
      <div
        className={styles.sheet}
        style={{
          '--grid-columns': template,
          '--grid-least-width': `${leastWidth(columns, widths)}px`,
        }}
      >
        <GridHeader
          columns={columns}
          widths={widths}
          onResize={(column, width) => setWidths(new Map(widths).set(column, width))}
          {...(sorting && { sorting })}
        />
        <div
          className={styles.body}
          role="rowgroup"
          style={{ height: rows.total * rowHeight }}
          onClick={onClick}
          onDoubleClick={(event) => {
            const hit = rowUnder(event);
            if (hit) opening?.onEnter?.(hit.row);
          }}
          onPointerEnter={() => setPointed(true)}
          onPointerLeave={() => setPointed(false)}
        >
          {Array.from({ length: Math.max(0, endDrawn - firstDrawn) }, (_, position) => {
            const index = firstDrawn + position;
            const row = rows.at(index);
            return (
              <DrawnRow
                key={row === undefined ? index : rows.keyOf(row)}
                id={rowId(index)}
                index={index}
                top={index * rowHeight}
                height={rowHeight}
                row={row}
                columns={columns as readonly GridColumn<unknown>[]}
                isActive={index === activeIndex}
                isOpen={row !== undefined && rows.keyOf(row) === opening?.openKey}
              />
            );
          })}
        </div>
      </div>
      {rows.total === 0 && <div className={styles.nothing}>{props.children}</div>}
    </div>
  );
}

const HEADER_HEIGHT = 32;

interface DrawnRowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly row: unknown;
  readonly columns: readonly GridColumn<unknown>[];
  readonly isActive: boolean;
  readonly isOpen: boolean;
}

const DrawnRow = memo(function DrawnRow(props: DrawnRowProps) {
  const { row, columns } = props;
  return (
    <div
      id={props.id}
      className={styles.row}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.isOpen}
      aria-busy={row === undefined ? true : undefined}
      data-row={props.index}
      data-active={props.isActive || undefined}
      style={{ transform: `translateY(${props.top}px)`, height: props.height }}
    >
      {columns.map((column, position) => (
        <div
          key={column.id}
          className={classNames(styles.cell, column.align === 'end' && styles.end)}
          role="gridcell"
          aria-colindex={position + 1}
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

/** Follows scroll and size; renders only when another row comes into view. */
function useScrollRange(
  scroller: RefObject<HTMLDivElement | null>,
  rowHeight: number,
  total: number,
) {
  const [view, setView] = useState({ scrollTop: 0, height: 0 });
  const readScroll = (): void => {
    const element = scroller.current;
    if (element === null) return;
    const next = { scrollTop: element.scrollTop, height: element.clientHeight - HEADER_HEIGHT };
    setView((last) => {
      const isSame =
        last.height === next.height &&
        Math.floor(last.scrollTop / rowHeight) === Math.floor(next.scrollTop / rowHeight) &&
        last.scrollTop > 0 === next.scrollTop > 0;
      return isSame ? last : next;
    });
  };
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(readScroll);
    observer.observe(element);
    readScroll();
    return () => observer.disconnect();
  }, [rowHeight, total]);
  const range = visibleRows({ ...view, rowHeight, total });
  return { range, isScrolled: view.scrollTop > 0, readScroll };
}
