// The order in which a story is read: what acts before what it acts on, and early before late. Gives
// every node a layer, 0 being the entry; layers grow along attack edges and with time.
import type { StoryEdge, StoryEdgeKind } from './incident-story.ts';
import type { StoryGraph, StoryNode } from './story-graph.ts';

export interface NodeOrder {
  /** Node ids, first to be read first. */
  readonly sequence: readonly string[];
  readonly layerById: ReadonlyMap<string, number>;
}

/** Edges whose target comes first in a story: a child process is made from its parent. */
const BACKWARD_KINDS: ReadonlySet<StoryEdgeKind> = new Set(['createdFrom']);
/** Edges that say nothing about before and after. */
const TIMELESS_KINDS: ReadonlySet<StoryEdgeKind> = new Set(['runsOn', 'memberOf', 'contains']);

export function orderNodes(graph: StoryGraph): NodeOrder {
  const timeById = new Map(graph.nodes.map((node) => [node.id, firstSeenAt(node)]));
  const timeOf = (id: string): number => timeById.get(id) ?? Infinity;
  const followers = new Map<string, string[]>();
  const waitingFor = new Map(graph.nodes.map(({ id }) => [id, 0]));
  const attacked = new Set<string>();
  for (const link of graph.links) {
    if (link.severity !== null) attacked.add(link.source).add(link.target);
    const [before, after] = direction(link.source, link.target, link.edges[0]);
    if (before === null || timeOf(before) > timeOf(after)) continue;
    const known = followers.get(before);
    if (known) known.push(after);
    else followers.set(before, [after]);
    waitingFor.set(after, (waitingFor.get(after) ?? 0) + 1);
  }

  const sequence: string[] = [];
  const layerById = new Map<string, number>();
  const leastLayer = new Map<string, number>();
  let front = 0;
  for (const moment of moments(graph.nodes, timeOf)) {
    const floor = front;
    const pending = new Set(moment);
    while (pending.size > 0) {
      const id = firstThat(pending, (waiting) => (waitingFor.get(waiting) ?? 0) <= 0);
      pending.delete(id);
      const layer = Math.max(leastLayer.get(id) ?? 0, floor);
      front = Math.max(front, layer);
      sequence.push(id);
      layerById.set(id, layer);
      for (const follower of followers.get(id) ?? []) {
        leastLayer.set(follower, Math.max(leastLayer.get(follower) ?? 0, layer + 1));
        waitingFor.set(follower, (waitingFor.get(follower) ?? 0) - 1);
      }
    }
  }
  return { sequence, layerById: withContextMoved(graph, layerById, attacked) };
}

/** Nodes that no attack edge touches, such as a registry, stand where their attacked neighbours do. */
function withContextMoved(
  graph: StoryGraph,
  layerById: ReadonlyMap<string, number>,
  attacked: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const layersAround = new Map<string, number[]>();
  const note = (id: string, neighbour: string): void => {
    const layer = layerById.get(neighbour);
    if (layer === undefined || attacked.has(id) || !attacked.has(neighbour)) return;
    const known = layersAround.get(id);
    if (known) known.push(layer);
    else layersAround.set(id, [layer]);
  };
  for (const { source, target } of graph.links) {
    note(source, target);
    note(target, source);
  }
  const medians = [...layersAround].map(([id, layers]): [string, number] => {
    const sorted = layers.toSorted((a, b) => a - b);
    return [id, sorted[Math.floor((sorted.length - 1) / 2)] ?? 0];
  });
  return new Map([...layerById, ...medians]);
}

function firstSeenAt(node: StoryNode): number {
  return Math.min(...node.members.map((member) => member.firstSeenAt ?? Infinity));
}

function direction(
  source: string,
  target: string,
  strongest: StoryEdge,
): readonly [before: string, after: string] | readonly [before: null, after: null] {
  if (strongest.severity === null && TIMELESS_KINDS.has(strongest.kind)) return [null, null];
  return BACKWARD_KINDS.has(strongest.kind) ? [target, source] : [source, target];
}

/** Node ids of the same first time, earliest time first. */
function moments(
  nodes: readonly StoryNode[],
  timeOf: (id: string) => number,
): readonly (readonly string[])[] {
  const idsByTime = new Map<number, string[]>();
  for (const { id } of nodes) {
    const known = idsByTime.get(timeOf(id));
    if (known) known.push(id);
    else idsByTime.set(timeOf(id), [id]);
  }
  return [...idsByTime].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ids]) => ids);
}

/** The first of a non-empty set that fits; where a ring leaves none, the first of all. */
function firstThat(ids: ReadonlySet<string>, fits: (id: string) => boolean): string {
  let first: string | null = null;
  for (const id of ids) {
    if (fits(id)) return id;
    first ??= id;
  }
  if (first === null) throw new RangeError('an empty set has no first');
  return first;
}
