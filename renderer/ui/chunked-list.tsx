// A long list of things of any height: only what is near the view is in the document, in chunks. What was
// measured keeps its space, so that nothing jumps.
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { chunksOf } from './chunks-of.ts';
import styles from './chunked-list.module.css';

interface ChunkedListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  /** In px; a chunk that was never near the view is taken to be that high. */
  readonly usualHeight: number;
  keyOf(item: Item): string;
  /** Renders an `li`. */
  render(item: Item): ReactNode;
}

const CHUNK_ITEMS = 40;
/** How far from the view a chunk is shown already. */
const NEAR = '800px';

export function ChunkedList<Item>(props: ChunkedListProps<Item>) {
  const { label, items, usualHeight, keyOf, render } = props;
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  return (
    <div ref={setScroller} className={styles.scroller} role="group" aria-label={label} tabIndex={0}>
      {chunksOf(items, CHUNK_ITEMS).map((chunk, index) => (
        <Chunk
          key={index}
          scroller={scroller}
          isNearAtFirst={index === 0}
          usualHeight={chunk.length * usualHeight}
        >
          {chunk.map((item) => (
            <ListItem key={keyOf(item)} item={item} render={render} />
          ))}
        </Chunk>
      ))}
    </div>
  );
}

/** Deferred to its own component, so that a chunk out of view renders nothing of its items. */
function ListItem<Item>({ item, render }: { readonly item: Item; render(item: Item): ReactNode }) {
  return render(item);
}

interface ChunkProps {
  readonly scroller: HTMLDivElement | null;
  readonly isNearAtFirst: boolean;
  readonly usualHeight: number;
  readonly children: ReactNode;
}

function Chunk({ scroller, isNearAtFirst, usualHeight, children }: ChunkProps) {
  const list = useRef<HTMLOListElement>(null);
  const [isNear, setNear] = useState(isNearAtFirst);
  const [height, setHeight] = useState(usualHeight);
  useEffect(() => {
    const element = list.current;
    if (scroller === null || element === null) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry === undefined) return;
        // What a person is in the middle of stays, wherever they scroll.
        const isHeld = element.contains(document.activeElement);
        if (!entry.isIntersecting && !isHeld) setHeight(entry.boundingClientRect.height);
        setNear(entry.isIntersecting || isHeld);
      },
      { root: scroller, rootMargin: `${NEAR} 0px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return (
    <ol ref={list} className={styles.chunk} style={isNear ? undefined : { height }}>
      {isNear && children}
    </ol>
  );
}
