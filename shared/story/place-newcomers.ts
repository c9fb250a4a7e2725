// Keeps the picture still when the story grows: nodes that were there stay, new ones go to the free
// spot nearest to where the layout, or their neighbours, want them.
import { gridPitchByLines, nodeBoxByLines } from './story-layout.ts';
import type { NodeBox, Place, StoryLayout } from './story-layout.ts';
import type { StoryGraph } from './story-graph.ts';

/** `standing` are the places of nodes on screen; `wanted` are those of a fresh layout of all, in labels as on screen. */
export function placeNewcomers(
  graph: StoryGraph,
  standing: ReadonlyMap<string, Place>,
  { placeById: wanted, labelLines }: Pick<StoryLayout, 'placeById' | 'labelLines'>,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const { id } of graph.nodes) {
    const place = standing.get(id);
    if (place) places.set(id, place);
  }
  if (places.size === 0) return wanted;
  const neighbours = new Map<string, string[]>();
  for (const { source, target } of graph.links) {
    neighbours.set(source, [...(neighbours.get(source) ?? []), target]);
    neighbours.set(target, [...(neighbours.get(target) ?? []), source]);
  }
  for (const { id } of graph.nodes) {
    if (places.has(id)) continue;
    const around = (neighbours.get(id) ?? []).flatMap((other) => places.get(other) ?? []);
    const wish = around.length > 0 ? meanOf(around) : (wanted.get(id) ?? { x: 0, y: 0 });
    places.set(id, nearestFree(wish, [...places.values()], labelLines));
  }
  return places;
}

function meanOf(places: readonly Place[]): Place {
  const sum = places.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }));
  return { x: sum.x / places.length, y: sum.y / places.length };
}

/** Looks on ever wider rings; nodes are few enough that a plain scan of them will do. */
function nearestFree(wish: Place, taken: readonly Place[], labelLines: 1 | 2): Place {
  const pitch = gridPitchByLines[labelLines];
  const box = nodeBoxByLines[labelLines];
  for (let ring = 0; ; ring += 1) {
    const steps = Math.max(1, ring * 8);
    for (let step = 0; step < steps; step += 1) {
      const angle = (2 * Math.PI * step) / steps;
      const place = {
        x: wish.x + Math.cos(angle) * ring * (pitch.column / 2),
        y: wish.y + Math.sin(angle) * ring * (pitch.row / 2),
      };
      if (taken.every((other) => !areTouching(place, other, box))) return place;
    }
  }
}

/** True where a disc or label of one node would lie on one of the other. */
export function areTouching(a: Place, b: Place, box: NodeBox): boolean {
  const dx = Math.abs(a.x - b.x);
  const [upper, lower] = a.y <= b.y ? [a.y, b.y] : [b.y, a.y];
  const dy = lower - upper;
  const { discRadius, labelTop, labelHeight, labelWidth } = box;
  if (dx < 2 * discRadius && dy < 2 * discRadius) return true;
  if (dx < labelWidth && dy < labelHeight) return true;
  return (
    dx < labelWidth / 2 + discRadius &&
    dy < labelTop + labelHeight + discRadius &&
    dy > labelTop - discRadius
  );
}
