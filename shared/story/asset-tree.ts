// What ran where and what started what, as trees: a device or resource, the processes on it, their
// children, and the files that they run. Evidence may state circles: each thing stands in the trees once.
import type { EntityKey } from '../model/entity.ts';
import type { IncidentStory, StoryEdge, StoryEntity } from './incident-story.ts';

export interface AssetBranch {
  readonly subject: StoryEntity;
  /** How it hangs on what it stands under; null at the top. */
  readonly relation: 'started' | 'runs' | 'on' | 'within' | null;
  readonly children: readonly AssetBranch[];
}

/** Longer chains are made up: evidence can state thousands. */
const DEEPEST = 50;

interface Place {
  readonly parent: EntityKey;
  readonly relation: Exclude<AssetBranch['relation'], null>;
}

/** Branches that have something under them, in the order of the story; each level in order of time. */
export function assetTrees({ entities, edges }: IncidentStory): readonly AssetBranch[] {
  const entityByKey = new Map(entities.map((one) => [one.entity.key, one]));
  const placeByKey = placesOf(edges, entityByKey);
  const childrenByKey = new Map<EntityKey, StoryEntity[]>();
  for (const one of entities) {
    const place = placeByKey.get(one.entity.key);
    if (place === undefined) continue;
    const siblings = childrenByKey.get(place.parent);
    if (siblings === undefined) childrenByKey.set(place.parent, [one]);
    else siblings.push(one);
  }
  const standing = new Set<EntityKey>();
  const branch = (
    subject: StoryEntity,
    relation: AssetBranch['relation'],
    depth: number,
  ): AssetBranch => {
    const { key } = subject.entity;
    standing.add(key);
    const below = depth < DEEPEST ? (childrenByKey.get(key) ?? []) : [];
    const children = below
      .toSorted((a, b) => (a.firstSeenAt ?? 0) - (b.firstSeenAt ?? 0))
      .flatMap((child) =>
        standing.has(child.entity.key)
          ? []
          : [branch(child, placeByKey.get(child.entity.key)?.relation ?? null, depth + 1)],
      );
    return { subject, relation, children };
  };
  const tops = entities.filter(({ entity }) => !placeByKey.has(entity.key));
  const trees = tops.map((one) => branch(one, null, 0));
  // What is left is in a circle, under one, or so deep that it goes on in a tree of its own.
  for (const one of entities) {
    if (!standing.has(one.entity.key)) trees.push(branch(one, null, 0));
  }
  return trees.filter(({ children }) => children.length > 0);
}

/** The closest one counts: what started it before where it ran, and that before what holds it. */
function placesOf(
  edges: readonly StoryEdge[],
  entityByKey: ReadonlyMap<EntityKey, StoryEntity>,
): ReadonlyMap<EntityKey, Place> {
  const closeness = ['started', 'runs', 'on', 'within'] as const;
  const placeByKey = new Map<EntityKey, Place>();
  const put = (child: EntityKey, place: Place): void => {
    if (child === place.parent) return;
    const before = placeByKey.get(child);
    const isCloser =
      before === undefined ||
      closeness.indexOf(place.relation) < closeness.indexOf(before.relation);
    if (isCloser) placeByKey.set(child, place);
  };
  const isProcess = (key: EntityKey): boolean => entityByKey.get(key)?.entity.kind === 'process';
  for (const { kind, source, target } of edges) {
    if (kind === 'createdFrom' && isProcess(source) && isProcess(target)) {
      put(source, { parent: target, relation: 'started' });
    } else if (kind === 'isRunning') put(target, { parent: source, relation: 'runs' });
    else if (kind === 'runsOn') put(source, { parent: target, relation: 'on' });
    else if (kind === 'contains') put(target, { parent: source, relation: 'within' });
  }
  return placeByKey;
}
