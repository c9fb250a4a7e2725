// What is brushed of the bars above a queue: a run of bins, by pointer or by keys.
import type { TimeRange } from '../../shared/contract/queue.ts';

/** Places of bins. The brush spans both and what lies between; `to` is where it is being moved. */
export interface Brush {
  readonly from: number;
  readonly to: number;
}

/** The range from the beginning of the brush's first bin to the end of its last. */
export function brushedRange({ from, to }: Brush, edges: readonly number[]): TimeRange | null {
  const fromAt = edges[Math.min(from, to)];
  const toAt = edges[Math.max(from, to) + 1];
  return fromAt === undefined || toAt === undefined ? null : { kind: 'between', fromAt, toAt };
}

/** The bins that a span touches; null where it touches none. */
export function brushOf(
  [fromAt, toAt]: readonly [fromAt: number, toAt: number],
  edges: readonly number[],
): Brush | null {
  const last = edges.length - 2;
  if (last < 0 || fromAt >= (edges[last + 1] ?? 0) || toAt <= (edges[0] ?? 0)) return null;
  const from = edges.findLastIndex((edge) => edge <= fromAt);
  const to = edges.findLastIndex((edge) => edge < toAt);
  return { from: Math.max(0, from), to: Math.min(last, to) };
}

/** The brush that a key makes of it, null for keys that move nothing; Shift keeps the other end. */
export function brushAfterKey(
  brush: Brush,
  key: string,
  { count, extends: isExtending }: { readonly count: number; readonly extends: boolean },
): Brush | null {
  const place = placeAfterKey(brush.to, key, count - 1);
  if (place === null) return null;
  return { from: isExtending ? brush.from : place, to: place };
}

/** Ten bars are a page. */
function placeAfterKey(from: number, key: string, last: number): number | null {
  const within = (place: number): number => Math.max(0, Math.min(last, place));
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return within(from - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return within(from + 1);
    case 'PageDown':
      return within(from - 10);
    case 'PageUp':
      return within(from + 10);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
