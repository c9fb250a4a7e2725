// The keys and presses that tick rows of a grid.
import type { KeyboardEvent, MouseEvent } from 'react';
import type { GridOther, GridRows, GridSelecting } from './grid-model.ts';
import { rowAfterKey } from './grid-window.ts';

interface TickPlace<Row> {
  readonly selecting: GridSelecting<Row>;
  readonly rows: GridRows<Row>;
  /** The row that has the keyboard. */
  readonly activeIndex: number;
  moveTo(index: number): void;
}

/** Space or x, Shift+arrows, Ctrl/Cmd+A. Returns whether the key was one of these. */
export function tickByKey<Row>(event: KeyboardEvent, place: TickPlace<Row>): boolean {
  const { selecting, rows, activeIndex } = place;
  const hasCommand = event.ctrlKey || event.metaKey;
  if (hasCommand && !event.altKey && event.key.toLowerCase() === 'a') {
    selecting.onAll(true);
    return true;
  }
  const row = rows.at(activeIndex);
  if (row === undefined || hasCommand || event.altKey) return false;
  if (event.key === ' ' || event.key.toLowerCase() === 'x') {
    if (event.shiftKey) selecting.onExtend(row, activeIndex);
    else selecting.onToggle(row);
    return true;
  }
  if (!event.shiftKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return false;
  if (!selecting.keys.has(rows.keyOf(row))) selecting.onToggle(row);
  const next = rowAfterKey(event.key, activeIndex, { total: rows.total, pageRows: 1 });
  const nextRow = next === null ? undefined : rows.at(next);
  if (next === null) return true;
  place.moveTo(next);
  // Not a row, or not loaded yet.
  if (nextRow === undefined) return true;
  selecting.onExtend(nextRow, next);
  return true;
}

/** On a row: its box toggles, Shift extends, Ctrl/Cmd toggles. Returns whether the press was one of these. */
export function tickByPress<Row>(
  event: MouseEvent,
  hit: { readonly row: Row; readonly index: number },
  selecting: GridSelecting<Row>,
): boolean {
  if (event.shiftKey) selecting.onExtend(hit.row, hit.index);
  else if (isTick(event) || event.ctrlKey || event.metaKey) selecting.onToggle(hit.row);
  else return false;
  return true;
}

/** In the column of boxes. */
export function isTick(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest('[data-tick]') !== null;
}

/** Of what stands among the rows and can be ticked: Space or x, or a press on its box. */
export function tickOther(event: KeyboardEvent | MouseEvent, other: GridOther): boolean {
  const tick = other.kind === 'within' ? other.tick : undefined;
  if (tick === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
  const isMeant = 'key' in event ? event.key === ' ' || event.key === 'x' : isTick(event);
  if (isMeant) tick.onToggle();
  return isMeant;
}
