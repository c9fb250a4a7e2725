// The scrolling of a grid: which rows are in view, and how to bring others there. Where the rows are
// taller than an element can be, the scroll bar is a scaled one; wheel and keys still move by px.
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import {
  positionAt,
  reachable,
  scrollScale,
  scrollToReveal,
  visibleRows,
  type ScrollExtent,
} from './grid-window.ts';

interface GridScrollOptions {
  readonly rowHeight: number;
  readonly total: number;
  /** Scrolled to once, as soon as there are rows. */
  readonly initialRow: number;
}

/** Height of the sticky head in px; the style sheet has the same. */
const HEADER_HEIGHT = 32;

/** What was last seen of the scroller. */
interface SeenScroll {
  readonly scrollTop: number;
  /** How far the rows are scrolled, in px of rows. */
  readonly position: number;
  readonly height: number;
}

/** Renders anew only when another row comes into view, not at every pixel. */
export function useGridScroll({ rowHeight, total, initialRow }: GridScrollOptions) {
  const scroller = useRef<HTMLDivElement>(null);
  const seen = useRef<SeenScroll>({ scrollTop: 0, position: 0, height: 0 });
  const [view, setView] = useState(seen.current);
  const [isRestored, setRestored] = useState(initialRow === 0);

  const extentOf = useCallback(
    (element: HTMLElement): ScrollExtent => ({
      height: element.clientHeight - HEADER_HEIGHT,
      rowHeight,
      total,
    }),
    [rowHeight, total],
  );

  const show = useCallback(
    (next: SeenScroll): void => {
      seen.current = next;
      setView((last) => {
        const isSame =
          last.height === next.height &&
          Math.floor(last.position / rowHeight) === Math.floor(next.position / rowHeight) &&
          last.position > 0 === next.position > 0 &&
          shiftOf(last) === shiftOf(next);
        return isSame ? last : next;
      });
    },
    [rowHeight],
  );

  const readScroll = useCallback((): void => {
    const element = scroller.current;
    if (element === null) return;
    const { scrollTop } = element;
    const extent = extentOf(element);
    // A scroll bar that has not moved stands for many positions, of which the present one is right.
    const position =
      scrollTop === seen.current.scrollTop
        ? reachable(seen.current.position, extent)
        : positionAt(scrollTop, extent);
    show({ scrollTop, position, height: extent.height });
  }, [extentOf, show]);

  /** For who stays while rows come and go. */
  const readNow = useRef(readScroll);
  useLayoutEffect(() => {
    readNow.current = readScroll;
  }, [readScroll]);

  const scrollTo = useCallback(
    (position: number): void => {
      const element = scroller.current;
      if (element === null) return;
      const extent = extentOf(element);
      const reached = reachable(position, extent);
      element.scrollTop = reached / scrollScale(extent);
      show({ scrollTop: element.scrollTop, position: reached, height: extent.height });
    },
    [extentOf, show],
  );

  const scrollBy = useCallback(
    (distance: number): void => scrollTo(seen.current.position + distance),
    [scrollTo],
  );

  const reveal = (index: number): void => {
    const element = scroller.current;
    if (element === null) return;
    const { height } = extentOf(element);
    scrollTo(scrollToReveal(index, { scrollTop: seen.current.position, height, rowHeight }));
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => readNow.current());
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // With fewer rows the browser may have moved the scroll without an event yet. To ask it costs a layout of
  // all that has just changed, so that it is asked only where it may.
  useLayoutEffect(() => {
    const { position, height } = seen.current;
    const isBeyond = position > 0 && position + height > total * rowHeight;
    if (height === 0 || isBeyond) readScroll();
  }, [readScroll, total, rowHeight]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      const isZoom = event.ctrlKey;
      if (isZoom || event.deltaY === 0 || scrollScale(extentOf(element)) === 1) return;
      event.preventDefault();
      element.scrollLeft += event.deltaX;
      scrollBy(event.deltaY);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [extentOf, scrollBy]);

  const hasRows = total > 0;
  useLayoutEffect(() => {
    if (isRestored || !hasRows) return;
    scrollTo(initialRow * rowHeight);
    setRestored(true);
  }, [isRestored, hasRows, scrollTo, initialRow, rowHeight]);

  const range = visibleRows({
    scrollTop: view.position,
    height: view.height,
    rowHeight,
    total,
  });
  return {
    scroller,
    range,
    /** What to take from a row's place among all rows to get its place in the body, in px. */
    shift: shiftOf(view),
    isScrolled: view.position > 0,
    isRestored,
    readScroll,
    scrollTo,
    scrollBy,
    reveal,
  };
}

function shiftOf({ position, scrollTop }: SeenScroll): number {
  return Math.round(position - scrollTop);
}
