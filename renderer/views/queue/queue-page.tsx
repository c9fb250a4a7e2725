// A queue: title and total, filter chips, the grid, and the pane beside it that moves no row.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { useStore } from 'zustand';
import type { FacetRequest } from '../../../shared/contract/queue.ts';
import { searchNeedles } from '../../../shared/queue/search-text.ts';
import { isSameFilter } from '../../state/queue-filter.ts';
import type { Keyed } from '../../state/queue-frame.ts';
import { useSession, useSettings } from '../../state/session.tsx';
import type { Queue } from '../../state/session.tsx';
import { afterPaint } from '../../state/start-report.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import { wantedWindow } from '../../ui/grid-window.ts';
import { rowHeightByDensity } from '../../ui/row-height.ts';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import type { GridHandle, GridView } from '../../ui/virtual-grid.tsx';
import { SearchedWords } from '../marks/searched-words.tsx';
import { ManageMany } from '../manage-many/manage-many.tsx';
import { ColumnsDialog } from './columns-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { QueueAnnouncement } from './queue-announcement.tsx';
import { GroupChip } from './group-chip.tsx';
import { headActions } from './head-actions.ts';
import { useOutlineRows } from './outline-rows.tsx';
import { QueueEmpty } from './queue-empty.tsx';
import { QueueFilters } from './queue-filters.tsx';
import { QueueHistogramBar } from './queue-histogram.tsx';
import { useColumnLayout } from './use-column-layout.ts';
import { useQueueCommands } from './use-queue-commands.ts';
import { useOrderOf, useOutline, useWithExpander } from './use-outline.ts';
import { useRowTicks } from './use-row-ticks.ts';
import { ViewMenu } from './view-menu.tsx';
import { WaitingPill } from './waiting-pill.tsx';
import styles from './queue-page.module.css';

/** What a pane needs of the list that it stands beside. */
export interface PaneSteps {
  readonly toPrevious: (() => void) | null;
  readonly toNext: (() => void) | null;
  close(): void;
}

interface QueuePageProps<Row extends Keyed, Column extends string> {
  readonly queue: Queue<Row, Column>;
  readonly title: string;
  readonly subject: 'incidents' | 'alerts';
  readonly columns: readonly GridColumn<Row>[];
  /** Said beside the total of the queue. */
  readonly besideTotal?: ReactNode;
  /** What can be done with selected rows besides managing them. */
  readonly selectionTools?: ReactNode;
  enter(row: Row): void;
  readonly nameOf: (row: Row) => string;
  /** Whether a row shows something beneath itself; null where none does. Must keep its identity. */
  readonly opens: ((row: Row) => boolean) | null;
  /** `row` is null when the open row is not among the loaded ones. */
  renderPane(key: Row['key'], row: Row | null, steps: PaneSteps): ReactNode;
}

export function QueuePage<Row extends Keyed, Column extends string>(
  props: QueuePageProps<Row, Column>,
) {
  const { queue, title, subject, columns } = props;
  const layout = useColumnLayout(subject, columns);
  const { start } = useSession();
  const density = useSettings(({ settings }) => settings.density);
  const filter = useStore(queue.view, (state) => state.filter);
  const sort = useStore(queue.view, (state) => state.sort);
  const openKey = useStore(queue.view, (state) => state.openKey);
  const needles = useMemo(() => searchNeedles(filter.text ?? ''), [filter.text]);
  const frame = useStore(queue.rows.store, (state) => state.frame);
  const failure = useStore(queue.rows.store, (state) => state.failure);
  const { sortBy, open, close, scrolledTo } = queue.view.getState();
  const grid = useRef<GridHandle>(null);

  const [gridView, setGridView] = useState<GridView>(() => ({
    first: queue.view.getState().firstRow,
    count: 30,
    isHeld: false,
  }));
  const { offset, limit } = wantedWindow(gridView);
  const [look, setLook] = useState<FacetRequest | null>(null);
  const outline = useOutline(queue.view);
  useEffect(() => {
    const facets = look === null ? [] : [look];
    queue.rows.show({ filter, sort, window: { offset, limit }, facets, outline });
  }, [queue, filter, sort, offset, limit, look, outline]);
  useEffect(() => () => queue.rows.pause(), [queue]);
  useEffect(() => {
    queue.rows.hold(gridView.isHeld || openKey !== null);
  }, [queue, gridView.isHeld, openKey]);

  const onView = useCallback(
    (view: GridView) => {
      setGridView(view);
      scrolledTo(view.first);
    },
    [scrolledTo],
  );
  useFrameScroll(grid, frame.scroll);
  useScrollToTopOn(grid, filter, useOrderOf(sort, outline?.grouping ?? null));
  const hasAnswer = frame.shown !== null;
  useEffect(() => {
    if (hasAnswer) afterPaint(() => start.mark('rows'));
  }, [start, hasAnswer]);

  const { rows, expanding, shown } = useOutlineRows(queue.view, subject, frame.shown, props.opens);
  useQueueCommands(queue, subject, grid);
  const ticks = useRowTicks(queue, shown, props.nameOf);
  const openIndex =
    openKey === null ? -1 : (shown?.rows.findIndex(({ key }) => key === openKey) ?? -1);
  const stepTo = (position: number): (() => void) | null => {
    const row = openIndex === -1 ? undefined : shown?.rows[position];
    if (row === undefined) return null;
    return () => {
      open(row.key);
      const place = frame.shown?.rows.findIndex(({ key }) => key === row.key) ?? 0;
      grid.current?.reveal((frame.shown?.offset ?? 0) + place);
    };
  };
  const gridColumns = useWithExpander(queue.view, layout.shownColumns, props);
  const closePane = (): void => {
    close();
    grid.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (openKey !== null) closePane();
    else queue.selection.getState().clear();
  };

  return (
    <SearchedWords value={needles}>
      <section className={styles.queue} aria-label={title} onKeyDown={onKeyDown}>
        <div className={styles.heading}>
          <h1 className={styles.title}>{title}</h1>
          {shown !== null && (
            <span className={styles.total}>
              {(frame.held ?? shown).total.toLocaleString('en-US')}
              <span className={styles.stored}>
                {' '}
                of {shown.stored.toLocaleString('en-US')} stored
              </span>
            </span>
          )}
          <QueueAnnouncement filter={filter} total={shown?.total ?? null} subject={subject} />
          {props.besideTotal}
          {failure !== null && (
            <span className={styles.failure} role="alert">
              {failure.summary}
            </span>
          )}
          <ManageMany
            subject={subject === 'incidents' ? 'incident' : 'alert'}
            selection={queue.selection}
          >
            {props.selectionTools}
          </ManageMany>
        </div>
        <QueueFilters
          view={queue.view}
          subject={subject}
          facets={shown?.facets ?? {}}
          look={look}
          onLook={setLook}
        >
          <GroupChip view={queue.view} queue={subject} />
          <ViewMenu view={queue.view} queue={subject} onLook={setLook} />
          <ColumnsDialog columns={columns} choices={layout.choices} onApply={layout.choose} />
          <ExportDialog
            view={{
              queue: subject,
              filter,
              sort,
              columns: layout.shownColumns.map(({ id }) => id),
            }}
            titles={layout.shownColumns.map((column) => column.title)}
            total={shown?.total ?? 0}
          />
        </QueueFilters>
        <QueueHistogramBar view={queue.view} queue={subject} />
        <div className={styles.body}>
          <div className={styles.grid}>
            <WaitingPill
              count={frame.waiting}
              hasNewOrder={frame.held !== null}
              subject={subject}
              onShow={() => queue.rows.showWaiting()}
            />
            <VirtualGrid
              ref={grid}
              label={title}
              columns={gridColumns}
              sizing={{ widths: layout.widths, onResized: layout.resize }}
              rows={rows}
              rowHeight={rowHeightByDensity[density]}
              sorting={{ sort, onSort: (column) => sortBy(column as Column) }}
              opening={{ openKey, onOpen: ({ key }) => open(key), onEnter: props.enter }}
              actionsOf={(column) =>
                headActions({ view: queue.view, subject, layout, onLook: setLook }, column)
              }
              expanding={expanding}
              selecting={ticks}
              viewing={{ initialRow: gridView.first, onView }}
            >
              {shown !== null && (
                <QueueEmpty view={queue.view} subject={subject} stored={shown.stored} />
              )}
            </VirtualGrid>
          </div>
          {openKey !== null &&
            props.renderPane(openKey, shown?.rows[openIndex] ?? null, {
              toPrevious: stepTo(openIndex - 1),
              toNext: stepTo(openIndex + 1),
              close: closePane,
            })}
        </div>
      </section>
    </SearchedWords>
  );
}

/** Carries out the frame's orders; the ones from before this grid are done with. */
function useFrameScroll(
  grid: RefObject<GridHandle | null>,
  scroll: { readonly serial: number; readonly to: 'top' | number },
): void {
  const done = useRef(scroll.serial);
  useLayoutEffect(() => {
    if (scroll.serial === done.current) return;
    done.current = scroll.serial;
    if (scroll.to === 'top') grid.current?.scrollToTop();
    else grid.current?.shiftBy(scroll.to);
  }, [grid, scroll]);
}

/** At once, not with the answer: the rows asked for are those at the top. */
function useScrollToTopOn(
  grid: RefObject<GridHandle | null>,
  filter: Parameters<typeof isSameFilter>[0],
  sort: unknown,
): void {
  const last = useRef({ filter, sort });
  useLayoutEffect(() => {
    const isSame = isSameFilter(last.current.filter, filter) && last.current.sort === sort;
    last.current = { filter, sort };
    if (!isSame) grid.current?.scrollToTop();
  }, [grid, filter, sort]);
}
