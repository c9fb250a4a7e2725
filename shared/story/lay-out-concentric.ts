// Another way to see a story: what most alerts name stands in the middle, the rest on rings around it.
import { nodeBoxByLines } from './story-layout.ts';
import type { Place, StoryLayout } from './story-layout.ts';
import type { StoryGraph, StoryNode } from './story-graph.ts';

const RING_PX = nodeBoxByLines[2].labelWidth + nodeBoxByLines[2].discRadius;

/** Deterministic; rings are wide enough that no label meets another. */
export function layOutConcentric(graph: StoryGraph): StoryLayout {
  const ranked = graph.nodes.toSorted((a, b) => weightOf(b) - weightOf(a) || 0);
  const placeById = new Map<string, Place>();
  let ring = 0;
  for (let start = 0; start < ranked.length; ring += 1) {
    const room = Math.max(1, Math.floor((2 * Math.PI * ring * RING_PX) / RING_PX));
    const onRing = ranked.slice(start, start + room);
    for (const [index, { id }] of onRing.entries()) {
      const angle = (2 * Math.PI * index) / onRing.length - Math.PI / 2;
      placeById.set(id, {
        x: Math.cos(angle) * ring * RING_PX,
        y: Math.sin(angle) * ring * RING_PX,
      });
    }
    start += room;
  }
  const size = 2 * ring * RING_PX;
  return { placeById, labelLines: 2, lanes: [], width: size, height: size };
}

function weightOf({ members }: StoryNode): number {
  return Math.max(...members.map(({ alertKeys }) => alertKeys.length));
}
