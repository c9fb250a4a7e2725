// The arithmetic of a grid with rows of one height: which rows are seen, which are worth asking for.

export interface RowRange {
  readonly first: number;
  readonly count: number;
}

/** Rows that touch the viewport, cut to the rows there are. */
export function visibleRows(view: {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly total: number;
}): RowRange {
  const { scrollTop, height, rowHeight, total } = view;
  const first = Math.min(Math.max(0, Math.floor(scrollTop / rowHeight)), Math.max(0, total - 1));
  const end = Math.min(total, Math.ceil((scrollTop + height) / rowHeight));
  return { first, count: Math.max(0, end - first) };
}

/**
 * The tallest body a grid gets. An element ends at 33,554,428 px in Chromium, and up to 2^24 the
 * compositor's 32-bit floats hold every whole pixel, so that no row is drawn half a pixel off.
 */
export const TALLEST_BODY = 2 ** 24;

/** A grid's rows and the body that stands for them, which is shorter where the rows are too many. */
export interface ScrollExtent {
  /** Of the rows that fit the view, in px. */
  readonly height: number;
  readonly rowHeight: number;
  readonly total: number;
}

export function bodyHeight({ total, rowHeight }: Omit<ScrollExtent, 'height'>): number {
  return Math.min(total * rowHeight, TALLEST_BODY);
}

/** How many px of rows one px of the scroll bar stands for; 1 unless the body is cut. */
export function scrollScale({ height, ...rows }: ScrollExtent): number {
  const body = bodyHeight(rows);
  return body < TALLEST_BODY ? 1 : (rows.total * rows.rowHeight - height) / (body - height);
}

/** The position nearest to `position` that the rows can be scrolled to. */
export function reachable(position: number, { height, rowHeight, total }: ScrollExtent): number {
  return Math.max(0, Math.min(position, total * rowHeight - height));
}

/** Where the scroll bar says the rows are; the last px is the end, wherever a screen rounds it to. */
export function positionAt(scrollTop: number, extent: ScrollExtent): number {
  const isAtEnd = scrollTop >= bodyHeight(extent) - extent.height - 1;
  const scale = scrollScale(extent);
  return scale > 1 && isAtEnd ? reachable(Infinity, extent) : reachable(scrollTop * scale, extent);
}

/** Blocks keep a small scroll from asking anew; the margin is loaded before it is seen. */
const BLOCK = 50;

/** The window of rows to ask for, so that `visible` and a margin around it are inside. */
export function wantedWindow(visible: RowRange): {
  readonly offset: number;
  readonly limit: number;
} {
  const offset = Math.max(0, Math.floor((visible.first - BLOCK / 2) / BLOCK) * BLOCK);
  const end = Math.ceil((visible.first + visible.count + BLOCK / 2) / BLOCK) * BLOCK;
  return { offset, limit: end - offset };
}

/** Where to scroll so that the row is whole in view; the same place when it already is. */
export function scrollToReveal(
  row: number,
  view: { readonly scrollTop: number; readonly height: number; readonly rowHeight: number },
): number {
  const top = row * view.rowHeight;
  if (top < view.scrollTop) return top;
  const bottom = top + view.rowHeight;
  return bottom > view.scrollTop + view.height ? bottom - view.height : view.scrollTop;
}

/** The row that a key moves to, null for keys that move nothing. */
export function rowAfterKey(
  key: string,
  from: number,
  grid: { readonly total: number; readonly pageRows: number },
): number | null {
  const last = grid.total - 1;
  if (last < 0) return null;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(last, from + 1);
    case 'ArrowUp':
    case 'k':
      return Math.max(0, from - 1);
    case 'PageDown':
      return Math.min(last, from + Math.max(1, grid.pageRows));
    case 'PageUp':
      return Math.max(0, from - Math.max(1, grid.pageRows));
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
