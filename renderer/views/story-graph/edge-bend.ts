// The curve of a line: it leaves to the right and comes in from the left, and goes up and down between
// the columns. Lines of one node so run together as far as they can.
import type { Place } from '../../../shared/story/story-layout.ts';

/** Cytoscape's control points: along the straight line, and aside from it, two numbers each. */
export interface EdgeBend {
  readonly weights: string;
  readonly distances: string;
}

/** From a node's middle to the middle of the gap beside its column. */
const GAP_PX = 56;
/** A line between nodes one above the other bows out by this. */
const BOW_PX = 46;

export function edgeBend(from: Place, to: Place): EdgeBend {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length < 1 || Math.abs(dy) < 1) return { weights: '0.3 0.7', distances: '0 0' };
  const isUpright = Math.abs(dx) < GAP_PX;
  const reach = isUpright ? BOW_PX : Math.sign(dx) * Math.min(Math.abs(dx) / 2, GAP_PX);
  const back = isUpright ? -reach : reach;
  const points = [
    { x: reach, y: 0 },
    { x: dx - back, y: dy },
  ];
  const weights = points.map(({ x, y }) => (x * dx + y * dy) / length ** 2);
  const distances = points.map(({ x, y }) => (y * dx - x * dy) / length);
  return { weights: weights.map(short).join(' '), distances: distances.map(short).join(' ') };
}

function short(value: number): string {
  return String(Number(value.toFixed(3)));
}
