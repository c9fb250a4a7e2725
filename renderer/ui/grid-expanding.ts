// The keys that open and close places of a grid, as in a tree.
import type { KeyboardEvent } from 'react';
import type { GridExpanding } from './grid-model.ts';

interface ExpandPlace {
  readonly expanding: GridExpanding;
  /** The place that has the keyboard. */
  readonly activeIndex: number;
  moveTo(index: number): void;
}

/** What is open is never further up than this. */
const FURTHEST_UP = 1_000;

/** Right opens; Left closes, or goes up to what is open. Returns whether the key was one of these. */
export function expandByKey(event: KeyboardEvent, place: ExpandPlace): boolean {
  const { expanding, activeIndex, moveTo } = place;
  const hasModifier = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  if (hasModifier || (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft')) return false;
  const isExpanded = expanding.isExpanded(activeIndex);
  if (event.key === 'ArrowRight') {
    if (isExpanded === false) expanding.onToggle(activeIndex);
    return isExpanded === false;
  }
  if (isExpanded === true) {
    expanding.onToggle(activeIndex);
    return true;
  }
  for (let index = activeIndex - 1; index >= 0 && index > activeIndex - FURTHEST_UP; index--) {
    if (expanding.isExpanded(index) !== true) continue;
    moveTo(index);
    return true;
  }
  return false;
}
