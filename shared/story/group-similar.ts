// Folds look-alike nodes of the drawn graph into one: four or more things of one kind, of one cloud,
// with the same neighbours tell nothing singly that a count does not tell.
import type { IncidentStory, StoryEdge, StoryEntity } from './incident-story.ts';
import { foldEdges } from './story-graph.ts';
import type { StoryGraph, StoryNode } from './story-graph.ts';

const GROUP_MIN = 4;

/** A group's id starts with this; no entity key does. */
const GROUP_PREFIX = 'group:';

/**
 * A group stands where its first member stood. Its id comes from what its members share, so that it
 * stays the same while members come and go. Groups named in `expanded` are drawn singly.
 */
export function groupSimilar(story: IncidentStory, expanded: ReadonlySet<string>): StoryGraph {
  const membersById = new Map<string, [StoryEntity, ...StoryEntity[]]>();
  const neighbours = neighboursByKey(story.edges);
  for (const member of story.entities) {
    const { key, kind, cloud } = member.entity;
    const around = neighbours.get(key);
    const id = around ? `${GROUP_PREFIX}${JSON.stringify([kind, cloud, around])}` : key;
    const known = membersById.get(id);
    if (known) known.push(member);
    else membersById.set(id, [member]);
  }
  const nodes = [...membersById].flatMap(([id, members]): StoryNode[] =>
    members.length >= GROUP_MIN && !expanded.has(id)
      ? [{ id, members }]
      : members.map((member) => ({ id: member.entity.key, members: [member] })),
  );
  return foldEdges(nodes, story.edges);
}

export function isGroup(node: StoryNode): boolean {
  return node.members.length > 1;
}

/** Per key its neighbours with the kind and direction of the edges, as one comparable text. */
function neighboursByKey(edges: readonly StoryEdge[]): ReadonlyMap<string, string> {
  const namesByKey = new Map<string, Set<string>>();
  const note = (key: string, name: string): void => {
    const known = namesByKey.get(key);
    if (known) known.add(name);
    else namesByKey.set(key, new Set([name]));
  };
  for (const { source, kind, target } of edges) {
    note(source, `${kind} > ${target}`);
    note(target, `${kind} < ${source}`);
  }
  return new Map([...namesByKey].map(([key, names]) => [key, JSON.stringify([...names].sort())]));
}
