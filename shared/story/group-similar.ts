// Folds look-alike nodes of the drawn graph into one: things of one kind, of one cloud, with the same
// neighbours of other kinds tell little singly that a count does not tell.
import type { IncidentStory, StoryEntity } from './incident-story.ts';
import { foldEdges } from './story-graph.ts';
import type { StoryGraph, StoryNode } from './story-graph.ts';

const GROUP_MIN = 4;

/** A group's id starts with this; no entity key does. */
const GROUP_PREFIX = 'group:';

/**
 * A group stands where its first member stood. Its id comes from what its members share, so that it
 * stays the same while members come and go. Groups named in `expanded` are drawn singly.
 */
export function groupSimilar(
  story: IncidentStory,
  expanded: ReadonlySet<string>,
  membersMin: number = GROUP_MIN,
): StoryGraph {
  const membersById = new Map<string, [StoryEntity, ...StoryEntity[]]>();
  const neighbours = neighboursByKey(story);
  for (const member of story.entities) {
    const { key, kind, cloud } = member.entity;
    const around = neighbours.get(key);
    const id = around ? `${GROUP_PREFIX}${JSON.stringify([kind, cloud, around])}` : key;
    const known = membersById.get(id);
    if (known) known.push(member);
    else membersById.set(id, [member]);
  }
  const nodes = [...membersById].flatMap(([id, members]): StoryNode[] =>
    members.length >= membersMin && !expanded.has(id)
      ? [{ id, members }]
      : members.map((member) => ({ id: member.entity.key, members: [member] })),
  );
  return foldEdges(nodes, story.edges);
}

export function isGroup(node: StoryNode): boolean {
  return node.members.length > 1;
}

/**
 * Per key its neighbours with the kind and direction of the edges, as one comparable text. Those of
 * its own kind do not count: the links of a process chain are alike where they run on one device.
 */
function neighboursByKey({ entities, edges }: IncidentStory): ReadonlyMap<string, string> {
  const kindByKey = new Map<string, string>(
    entities.map(({ entity }) => [entity.key, entity.kind]),
  );
  const namesByKey = new Map<string, Set<string>>();
  const note = (key: string, name: string): void => {
    const known = namesByKey.get(key);
    if (known) known.add(name);
    else namesByKey.set(key, new Set([name]));
  };
  for (const { source, kind, target } of edges) {
    if (kindByKey.get(source) === kindByKey.get(target)) continue;
    note(source, `${kind} > ${target}`);
    note(target, `${kind} < ${source}`);
  }
  return new Map([...namesByKey].map(([key, names]) => [key, JSON.stringify([...names].sort())]));
}
