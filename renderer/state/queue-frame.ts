// What a queue shows of what the store sends. Rows never move while a person looks at them: a newer
// order waits until it is asked for, contents change in place.
import { isOutlineRow } from '../../shared/contract/queue-outline.ts';
import type { QueueWindow, SearchMatch } from '../../shared/contract/queue.ts';

export interface QueueFrame<Row> {
  /** On screen; null until the first answer. */
  readonly shown: QueueWindow<Row> | null;
  /** A newer order that waits. */
  readonly held: QueueWindow<Row> | null;
  /** Rows that came in and are not shown yet. */
  readonly waiting: number;
  /** Of those, the ones from before the window was last moved. */
  readonly waitingBefore: number;
  /** An order to the grid, each with a new serial: to the top, or along with rows that came in above. */
  readonly scroll: { readonly serial: number; readonly to: 'top' | number };
}

/** Why an item comes: another filter or sort was asked for, other rows, or the store changed. */
export type ArrivalReason = 'view' | 'window' | 'change';

export interface Keyed {
  readonly key: string;
  /** Of a search, which only the window knows of. */
  readonly match?: SearchMatch;
}

export const emptyFrame: QueueFrame<never> = {
  shown: null,
  held: null,
  waiting: 0,
  waitingBefore: 0,
  scroll: { serial: 0, to: 'top' },
};

export function receive<Row extends Keyed>(
  frame: QueueFrame<Row>,
  sent: QueueWindow<Row>,
  arrival: { readonly reason: ArrivalReason; readonly isHeld: boolean },
): QueueFrame<Row> {
  const { shown, scroll } = frame;
  const item = withKnownRows(shown, sent);
  if (shown === null || arrival.reason === 'view') {
    return { ...emptyFrame, shown: item, scroll: shown === null ? scroll : order(scroll, 'top') };
  }
  if (arrival.reason === 'window') {
    const rows = rowsInserted(shown, item);
    return {
      shown: item,
      held: null,
      waiting: frame.waiting,
      waitingBefore: frame.waiting,
      scroll: rows === 0 ? scroll : order(scroll, rows),
    };
  }
  if (!arrival.isHeld) return { ...frame, shown: item, held: null, waiting: 0, waitingBefore: 0 };
  if (movesNoRow(shown, item)) return { ...frame, shown: item, held: null };
  return {
    ...frame,
    shown: refreshed(shown, item),
    held: item,
    waiting: frame.waitingBefore + newRows(shown, item),
  };
}

/** Rows that say what they said stay the same objects, and are not drawn anew. */
function withKnownRows<Row extends Keyed>(
  shown: QueueWindow<Row> | null,
  sent: QueueWindow<Row>,
): QueueWindow<Row> {
  if (shown === null) return sent;
  const knownByKey = new Map(shown.rows.map((row) => [row.key, row]));
  const rows = sent.rows.map((row) => {
    const known = knownByKey.get(row.key);
    return known !== undefined && JSON.stringify(known) === JSON.stringify(row) ? known : row;
  });
  return { ...sent, rows };
}

/** The contents that an open row has by now, though it may be among the queue's rows no longer. */
export function withRow<Row extends Keyed>(frame: QueueFrame<Row>, row: Row): QueueFrame<Row> {
  const { shown } = frame;
  const isShown = shown?.rows.some(({ key }) => key === row.key) ?? false;
  if (shown === null || !isShown) return frame;
  const rows = shown.rows.map((known) => {
    if (known.key !== row.key) return known;
    return known.match === undefined ? row : { ...row, match: known.match };
  });
  return { ...frame, shown: { ...shown, rows } };
}

/** The person looks away, or asks for what waits: the newest order is shown. */
export function letIn<Row>(frame: QueueFrame<Row>): QueueFrame<Row> {
  if (frame.held === null && frame.waiting === 0) return frame;
  return { ...frame, shown: frame.held ?? frame.shown, held: null, waiting: 0, waitingBefore: 0 };
}

/** `letIn` and back to the top, where the new rows are. */
export function showWaiting<Row>(frame: QueueFrame<Row>): QueueFrame<Row> {
  return { ...letIn(frame), scroll: order(frame.scroll, 'top') };
}

function order<Row>(
  last: QueueFrame<Row>['scroll'],
  to: 'top' | number,
): QueueFrame<Row>['scroll'] {
  return { serial: last.serial + 1, to };
}

/** Rows that come in below the ones shown disturb nobody. */
function movesNoRow<Row extends Keyed>(shown: QueueWindow<Row>, newer: QueueWindow<Row>): boolean {
  return (
    shown.offset === newer.offset &&
    shown.rows.every(({ key }, index) => key === newer.rows[index]?.key)
  );
}

/** The same rows in the same places, with the contents that the newer window has of them. */
function refreshed<Row extends Keyed>(
  shown: QueueWindow<Row>,
  newer: QueueWindow<Row>,
): QueueWindow<Row> {
  const rowByKey = new Map(newer.rows.map((row) => [row.key, row]));
  return {
    ...shown,
    stored: newer.stored,
    facets: newer.facets,
    rows: shown.rows.map((row) => rowByKey.get(row.key) ?? row),
  };
}

/** How far down the first row that both know has moved. Rows that stand at several places tell nothing. */
function rowsInserted<Row extends Keyed>(shown: QueueWindow<Row>, item: QueueWindow<Row>): number {
  const placeByKey = new Map(item.rows.map((row, index) => [row.key, item.offset + index]));
  for (const [index, row] of shown.rows.entries()) {
    if (item.repeatsRows === true && !isGroup(row)) continue;
    const place = placeByKey.get(row.key);
    if (place !== undefined) return place - (shown.offset + index);
  }
  return 0;
}

/**
 * Rows that `newer` has and `shown` has not. Behind the last row that both know they are no arrivals:
 * they moved up into the window. Arrivals above a scrolled window show in the total only.
 */
function newRows<Row extends Keyed>(shown: QueueWindow<Row>, newer: QueueWindow<Row>): number {
  if (newer.offset > 0) return Math.max(0, newer.total - shown.total);
  const known = new Set(shown.rows.map((row) => row.key));
  const lastKnown = newer.rows.findLastIndex((row) => known.has(row.key));
  const end = lastKnown === -1 ? newer.rows.length : lastKnown;
  return newer.rows.slice(0, end).filter((row) => !known.has(row.key)).length;
}

function isGroup(row: Keyed): boolean {
  return isOutlineRow(row) && row.kind === 'group';
}
