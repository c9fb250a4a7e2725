// The scrolling of a grid: which rows are in view, and how to bring others there.
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { scrollToReveal, visibleRows } from './grid-window.ts';

interface GridScrollOptions {
  readonly rowHeight: number;
  readonly total: number;
  /** Scrolled to once, as soon as there are rows. */
  readonly initialRow: number;
}

/** Height of the sticky head in px; the style sheet has the same. */
const HEADER_HEIGHT = 32;

/** Renders anew only when another row comes into view, not at every pixel. */
export function useGridScroll({ rowHeight, total, initialRow }: GridScrollOptions) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ scrollTop: 0, height: 0 });
  const [isRestored, setRestored] = useState(initialRow === 0);

  const readScroll = useCallback((): void => {
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
  }, [rowHeight]);

  const scrollTo = useCallback(
    (top: number): void => {
      if (scroller.current) scroller.current.scrollTop = top;
      readScroll();
    },
    [readScroll],
  );

  const reveal = (index: number): void => {
    const element = scroller.current;
    if (element === null) return;
    const height = element.clientHeight - HEADER_HEIGHT;
    scrollTo(scrollToReveal(index, { scrollTop: element.scrollTop, height, rowHeight }));
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(readScroll);
    observer.observe(element);
    return () => observer.disconnect();
  }, [readScroll]);

  // With fewer rows the browser may have moved the scroll without an event yet.
  useLayoutEffect(readScroll, [readScroll, total]);

  const hasRows = total > 0;
  useLayoutEffect(() => {
    if (isRestored || !hasRows) return;
    scrollTo(initialRow * rowHeight);
    setRestored(true);
  }, [isRestored, hasRows, scrollTo, initialRow, rowHeight]);

  const range = visibleRows({ ...view, rowHeight, total });
  return {
    scroller,
    range,
    isScrolled: view.scrollTop > 0,
    isRestored,
    readScroll,
    scrollTo,
    reveal,
  };
}
