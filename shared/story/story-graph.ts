// The drawn form of a story: nodes (an entity each, or a group of alike ones) and the lines between
// them, parallel edges folded into one line.
import { severityRank } from '../model/severity.ts';
import type { EntityKey } from '../model/entity.ts';
import type { IncidentStory, StoryEdge, StoryEntity } from './incident-story.ts';

export interface StoryNode {
  /** The entity's key, or a group's id, which no entity key equals. */
  readonly id: string;
  /** One, or the members of a group in story order; never empty. */
  readonly members: readonly [StoryEntity, ...StoryEntity[]];
}

/** All edges between two nodes, whatever their direction; drawn in that of the most severe one. */
export interface StoryLink {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Most severe first, then earliest; never empty. */
  readonly edges: readonly [StoryEdge, ...StoryEdge[]];
  /** Highest severity over the edges; null where all are context. */
  readonly severity: string | null;
}

export interface StoryGraph {
  readonly nodes: readonly StoryNode[];
  readonly links: readonly StoryLink[];
}

/** One node an entity. */
export function drawStory(story: IncidentStory): StoryGraph {
  return foldEdges(
    story.entities.map((entity) => ({ id: entity.entity.key, members: [entity] as const })),
    story.edges,
  );
}

/** Lines between the nodes that own the edges' ends; edges inside one node or to none vanish. */
export function foldEdges(nodes: readonly StoryNode[], edges: readonly StoryEdge[]): StoryGraph {
  const nodeIdByKey = new Map<EntityKey, string>();
  for (const node of nodes) {
    for (const member of node.members) nodeIdByKey.set(member.entity.key, node.id);
  }
  const edgesByPair = new Map<string, StoryEdge[]>();
  for (const edge of edges) {
    const source = nodeIdByKey.get(edge.source);
    const target = nodeIdByKey.get(edge.target);
    if (source === undefined || target === undefined || source === target) continue;
    const pair = JSON.stringify(source < target ? [source, target] : [target, source]);
    const known = edgesByPair.get(pair);
    if (known) known.push(edge);
    else edgesByPair.set(pair, [edge]);
  }
  const links = [...edgesByPair].flatMap(([pair, members]): StoryLink[] => {
    const [first, ...rest] = members.toSorted(bySeverityThenTime);
    if (!first) return [];
    return [
      {
        id: pair,
        source: nodeIdByKey.get(first.source) ?? first.source,
        target: nodeIdByKey.get(first.target) ?? first.target,
        edges: [first, ...rest],
        severity: first.severity,
      },
    ];
  });
  return { nodes, links };
}

function bySeverityThenTime(left: StoryEdge, right: StoryEdge): number {
  return (
    rankOf(right) - rankOf(left) ||
    (left.firstAt ?? Infinity) - (right.firstAt ?? Infinity) ||
    (left.id < right.id ? -1 : 1)
  );
}

/** Context edges rank below every alert edge. */
function rankOf(edge: StoryEdge): number {
  return edge.severity === null ? -1 : severityRank(edge.severity);
}
