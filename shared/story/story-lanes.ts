// In which lane a node is drawn: its cloud, or the workplace of devices and accounts. What has no
// home of its own, such as an address, is drawn with what it touches.
import type { StoryEntity } from './incident-story.ts';
import type { StoryGraph, StoryNode } from './story-graph.ts';

export type LaneName = 'workplace' | 'azure' | 'aws' | 'gcp' | 'elsewhere';

/** Every node's lane. */
export function laneByNode(graph: StoryGraph): ReadonlyMap<string, LaneName> {
  const lanes = new Map<string, LaneName>();
  for (const node of graph.nodes) {
    const home = homeOf(node);
    if (home) lanes.set(node.id, home);
  }
  const neighbours = neighboursById(graph);
  let homeless = graph.nodes.filter(({ id }) => !lanes.has(id));
  while (homeless.length > 0) {
    const found = new Map<string, LaneName>();
    for (const { id } of homeless) {
      const lane = commonest((neighbours.get(id) ?? []).map((other) => lanes.get(other)));
      if (lane) found.set(id, lane);
    }
    if (found.size === 0) break;
    for (const [id, lane] of found) lanes.set(id, lane);
    homeless = homeless.filter(({ id }) => !lanes.has(id));
  }
  for (const { id } of homeless) lanes.set(id, 'elsewhere');
  return lanes;
}

function homeOf({ members: [{ entity }] }: StoryNode): LaneName | null {
  return entity.cloud ?? (hasWorkplace(entity.category) ? 'workplace' : null);
}

function hasWorkplace(category: StoryEntity['entity']['category']): boolean {
  return category === 'device' || category === 'user' || category === 'mailbox';
}

function neighboursById(graph: StoryGraph): ReadonlyMap<string, readonly string[]> {
  const neighbours = new Map<string, string[]>(graph.nodes.map(({ id }) => [id, []]));
  for (const { source, target } of graph.links) {
    neighbours.get(source)?.push(target);
    neighbours.get(target)?.push(source);
  }
  return neighbours;
}

/** The first of the most frequent. */
function commonest(lanes: readonly (LaneName | undefined)[]): LaneName | null {
  const counts = new Map<LaneName, number>();
  for (const lane of lanes) if (lane) counts.set(lane, (counts.get(lane) ?? 0) + 1);
  let best: LaneName | null = null;
  for (const [lane, count] of counts) {
    if (best === null || count > (counts.get(best) ?? 0)) best = lane;
  }
  return best;
}
