// Mirrors the rows of one queue from the store, for the view that is asked for.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { OutlinedView } from '../../shared/contract/queue-outline.ts';
import type { QueueWindow } from '../../shared/contract/queue.ts';
import type { Failure } from '../../shared/failure.ts';
import { emptyFrame, letIn, receive, showWaiting, withRow } from './queue-frame.ts';
import type { ArrivalReason, Keyed, QueueFrame } from './queue-frame.ts';

export interface QueueRowsState<Row> {
  readonly frame: QueueFrame<Row>;
  /** Why the last view could not be answered; the rows before it stay. */
  readonly failure: Failure | null;
}

export interface QueueRows<Row, Column extends string> {
  readonly store: StoreApi<QueueRowsState<Row>>;
  /** Asks for these rows and follows them; a view equal to the last one changes nothing. */
  show(view: OutlinedView<Column>): void;
  /** While held, rows keep their places. */
  hold(isHeld: boolean): void;
  /** What the details say of an open row, which keeps its place though the filter may drop it. */
  refresh(row: Row): void;
  /** Lets in what waits and scrolls to it. */
  showWaiting(): void;
  /** Stops following; the last rows stay for the next time. */
  pause(): void;
}

type Watch<Row, Column extends string> = (
  view: OutlinedView<Column>,
  onItem: (item: QueueWindow<Row>) => void,
  onFailure: (failure: Failure) => void,
) => () => void;

export function createQueueRows<Row extends Keyed, Column extends string>(
  watch: Watch<Row, Column>,
): QueueRows<Row, Column> {
  const store = createStore<QueueRowsState<Row>>()(() => ({ frame: emptyFrame, failure: null }));
  let shownView: OutlinedView<Column> | null = null;
  let stop: (() => void) | null = null;
  let isHeld = false;
  /** Another view was asked for, and nothing of it has come yet. */
  let isNewView = true;

  return {
    store,
    show(view) {
      if (stop !== null && shownView !== null && isSame(shownView, view)) return;
      isNewView ||= shownView === null || !asksForTheSameRows(shownView, view);
      let reason: ArrivalReason = isNewView ? 'view' : 'window';
      shownView = view;
      stop?.();
      stop = watch(
        view,
        (item) => {
          const arrival = { reason, isHeld };
          reason = 'change';
          isNewView = false;
          store.setState(({ frame }) => ({ frame: receive(frame, item, arrival), failure: null }));
        },
        (failure) => store.setState({ failure }),
      );
    },
    hold(held) {
      isHeld = held;
      if (!held) store.setState(({ frame }) => ({ frame: letIn(frame) }));
    },
    refresh(row) {
      store.setState(({ frame }) => ({ frame: withRow(frame, row) }));
    },
    showWaiting() {
      store.setState(({ frame }) => ({ frame: showWaiting(frame) }));
    },
    pause() {
      stop?.();
      stop = null;
    },
  };
}

/** They may differ in what is shown of those rows and told about them. */
function asksForTheSameRows(a: OutlinedView<string>, b: OutlinedView<string>): boolean {
  const rowsOf = ({ filter, sort, outline }: OutlinedView<string>) => [
    filter,
    sort,
    outline?.grouping ?? null,
  ];
  return isSame(rowsOf(a), rowsOf(b));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
