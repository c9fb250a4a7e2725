// Folds look-alike nodes of the drawn graph into one: things of one type, of one cloud, with the same
// neighbours of other kinds tell little singly that a count does not tell.
import type { EntityKey } from '../model/entity.ts';
import type { IncidentStory, StoryEntity } from './incident-story.ts';
import { foldEdges } from './story-graph.ts';
import type { StoryGraph, StoryNode } from './story-graph.ts';

/**
 * How eagerly nodes are folded. `alike`: four or more with the same neighbours; `pairs`: of evidence two
 * are enough; `byAsset`: also evidence that hangs on the same assets, whatever else it touches.
 */
export type GroupingLevel = 'alike' | 'pairs' | 'byAsset';

const GROUP_MIN = 4;
const PAIR = 2;

/** A group's id starts with this; no entity key does. */
const GROUP_PREFIX = 'group:';

/**
 * A group stands where its first member stood. Its id comes from what its members share, so that it
 * stays the same while members come and go. Groups named in `expanded` are drawn singly.
 */
export function groupSimilar(
  story: IncidentStory,
  expanded: ReadonlySet<string>,
  level: GroupingLevel = 'alike',
): StoryGraph {
  const membersById = new Map<string, [StoryEntity, ...StoryEntity[]]>();
  const neighbours = neighboursByKey(story, level);
  for (const member of story.entities) {
    const { key, kind, cloud, resourceType } = member.entity;
    const around = neighbours.get(key);
    const id = around
      ? `${GROUP_PREFIX}${JSON.stringify([kind, cloud, resourceType, around])}`
      : key;
    const known = membersById.get(id);
    if (known) known.push(member);
    else membersById.set(id, [member]);
  }
  const leastOf = ({ entity }: StoryEntity): number =>
    level === 'alike' || entity.category !== 'evidence' ? GROUP_MIN : PAIR;
  const nodes = [...membersById].flatMap(([id, members]): StoryNode[] =>
    members.length >= leastOf(members[0]) && !expanded.has(id)
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
function neighboursByKey(
  { entities, edges }: IncidentStory,
  level: GroupingLevel,
): ReadonlyMap<EntityKey, string> {
  const entityByKey = new Map(entities.map(({ entity }) => [entity.key, entity]));
  const isEvidence = (key: EntityKey): boolean => entityByKey.get(key)?.category === 'evidence';
  const namesByKey = new Map<EntityKey, Set<string>>();
  const note = (key: EntityKey, kind: string, neighbour: EntityKey): void => {
    const names = namesByKey.get(key) ?? new Set();
    namesByKey.set(key, names);
    if (level !== 'byAsset' || !isEvidence(key)) names.add(`${kind} ${neighbour}`);
    else if (!isEvidence(neighbour)) names.add(neighbour);
  };
  for (const { source, kind, target } of edges) {
    if (entityByKey.get(source)?.kind === entityByKey.get(target)?.kind) continue;
    note(source, `${kind} >`, target);
    note(target, `${kind} <`, source);
  }
  return new Map([...namesByKey].map(([key, names]) => [key, JSON.stringify([...names].sort())]));
}
