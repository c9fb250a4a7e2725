// The bars themselves: drawn as one path per severity, brushed by dragging or by the arrow keys.
import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { histogramLevels } from '../../../shared/contract/queue-histogram.ts';
import type { QueueHistogram } from '../../../shared/contract/queue-histogram.ts';
import { brushAfterKey } from '../../state/histogram-brush.ts';
import type { Brush } from '../../state/histogram-brush.ts';
import { useTimeSetting } from '../../ui/time-text.tsx';
import { axisMarks } from './histogram-axis.ts';
import { binText, countsText } from './histogram-words.ts';
import styles from './queue-histogram.module.css';

interface HistogramChartProps {
  readonly bars: QueueHistogram;
  readonly label: string;
  /** The brush that the filter has. */
  readonly chosen: Brush | null;
  /** What is pointed at, or being brushed; null for nothing. */
  onPoint(brush: Brush | null): void;
  onBrush(brush: Brush): void;
}

/** Of the drawing, in its own units; it is stretched to the place that there is. */
const HEIGHT = 40;

export function HistogramChart({ bars, label, chosen, onPoint, onBrush }: HistogramChartProps) {
  const { zone, now } = useTimeSetting();
  const { edges } = bars;
  const count = edges.length - 1;
  const [drawn, setDrawn] = useState<Brush | null>(null);
  const dragFrom = useRef<number | null>(null);
  const paths = useMemo(() => barPaths(bars), [bars]);
  const marks = axisMarks(edges, now, zone);
  const brush = drawn ?? chosen;
  const cursor = drawn ?? chosen ?? { from: count - 1, to: count - 1 };

  const show = (next: Brush | null): void => {
    setDrawn(next);
    onPoint(next);
  };
  const placeOf = (event: PointerEvent): number => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / width) * count);
    return Math.max(0, Math.min(count - 1, place));
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    dragFrom.current = placeOf(event);
    show({ from: dragFrom.current, to: dragFrom.current });
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const place = placeOf(event);
    if (dragFrom.current === null) onPoint({ from: place, to: place });
    else show({ from: dragFrom.current, to: place });
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>): void => {
    if (dragFrom.current === null) return;
    const done = { from: dragFrom.current, to: placeOf(event) };
    dragFrom.current = null;
    show(null);
    onBrush(done);
  };
  const giveUp = (): void => {
    dragFrom.current = null;
    show(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = brushAfterKey(cursor, event.key, { count, extends: event.shiftKey });
    if (next !== null) show(next);
    else if (event.key === 'Enter' && drawn !== null) {
      onBrush(drawn);
      show(null);
    } else if (event.key === 'Escape' && drawn !== null) giveUp();
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.chart}>
      <div
        className={styles.bars}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-description="Arrow keys move along the bars, with Shift they take in several. Enter filters to them."
        aria-valuemin={0}
        aria-valuemax={Math.max(0, count - 1)}
        aria-valuenow={Math.max(0, Math.min(count - 1, cursor.to))}
        aria-valuetext={`${binText(edges, cursor, { zone, now })}: ${countsText(bars, cursor)}`}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={giveUp}
        onPointerLeave={() => dragFrom.current === null && onPoint(drawn)}
        onKeyDown={onKeyDown}
        onBlur={giveUp}
      >
        <svg viewBox={`0 0 ${count} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
          {brush !== null && (
            <rect
              className={styles.brush}
              x={Math.min(brush.from, brush.to)}
              y={0}
              width={Math.abs(brush.to - brush.from) + 1}
              height={HEIGHT}
            />
          )}
          {paths.map(({ level, path }) => (
            <path key={level} className={styles.level} data-severity={level} d={path} />
          ))}
        </svg>
      </div>
      <div className={styles.axis} aria-hidden>
        {marks.map(({ at, text }) => (
          <span key={at} style={{ insetInlineStart: `${at * 100}%` }}>
            {text}
          </span>
        ))}
      </div>
      <span className={styles.highest} aria-hidden title="The highest bar">
        {highest(bars).toLocaleString('en-US')}
      </span>
    </div>
  );
}

function highest({ counts, edges }: QueueHistogram): number {
  const totals = edges.slice(1).map((_, bin) => totalAt(counts, bin));
  return Math.max(0, ...totals);
}

function totalAt(counts: QueueHistogram['counts'], bin: number): number {
  return histogramLevels.reduce((sum, level) => sum + (counts[level][bin] ?? 0), 0);
}

/** Bins are one unit wide, whatever their time; a bar that stands for anything can be seen. */
function barPaths(bars: QueueHistogram) {
  const most = Math.max(1, highest(bars));
  const tops = new Float64Array(bars.edges.length - 1).fill(HEIGHT);
  return histogramLevels.map((level) => {
    const parts: string[] = [];
    bars.counts[level].forEach((count, bin) => {
      if (count === 0) return;
      const bottom = tops[bin] ?? HEIGHT;
      const height = Math.min(bottom, Math.max(1, (count / most) * HEIGHT));
      tops[bin] = bottom - height;
      parts.push(
        `M${bin + 0.1} ${bottom.toFixed(2)}v${(-height).toFixed(2)}h.8v${height.toFixed(2)}z`,
      );
    });
    return { level, path: parts.join('') };
  });
}
