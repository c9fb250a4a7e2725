// What an alert implies beyond what its evidence states: who acted on whom. It also ties every thing
// the alert names to the thing it is about, so that no node stands alone without a reason.
import type { Entity, EntityKey } from '../model/entity.ts';
import type { StoryEdgeKind } from './incident-story.ts';

/** One thing in one alert. */
export interface SceneMember {
  readonly entity: Entity;
  readonly roles: ReadonlySet<string>;
  readonly verdict: string;
  /** Named as evidence of its own, not only inside other evidence. */
  readonly isTopLevel: boolean;
}

/** One alert's members in order of mention, and the relations its evidence states, also to others. */
export interface Scene {
  readonly category: string | null;
  readonly members: readonly SceneMember[];
  readonly stated: readonly { readonly source: EntityKey; readonly target: EntityKey }[];
}

export interface ImpliedRelation {
  readonly source: EntityKey;
  readonly kind: StoryEdgeKind;
  readonly target: EntityKey;
}

/** Past this many pairs, actors and victims meet at the most important victim instead. */
const PAIRS_MAX = 24;

const VICTIM_ROLES = ['attacked', 'destination'];
const ACTOR_ROLES = ['attacker', 'source'];
const PRODUCT_ROLES = ['created', 'added', 'edited', 'loaded', 'destination', 'commandAndControl'];

/** Connects all members; at least one relation when there are two members or more. */
export function impliedRelations(scene: Scene): readonly ImpliedRelation[] {
  const focus = mostImportant(scene.members, importance);
  if (!focus || scene.members.length < 2) return [];

  const relations = attackRelations(scene, focus);
  const own = new Set(scene.members.map(({ entity }) => entity.key));
  const groups = new DisjointSets();
  for (const { source, target } of [...scene.stated, ...relations]) {
    if (own.has(source) && own.has(target)) groups.join(source, target);
  }

  const strays = new Map<EntityKey, SceneMember[]>();
  for (const member of scene.members) {
    const group = groups.find(member.entity.key);
    if (group === groups.find(focus.entity.key)) continue;
    const known = strays.get(group);
    if (known) known.push(member);
    else strays.set(group, [member]);
  }
  for (const stray of strays.values()) {
    const member = mostImportant(stray, suspicion);
    if (member) relations.push(relate(scene, member, focus));
  }
  if (relations.length === 0) {
    const others = scene.members.filter((member) => member !== focus);
    const suspect = mostImportant(others, suspicion);
    if (suspect) relations.push(relate(scene, suspect, focus));
  }
  return relations;
}

/** From attackers over what they took hold of to what was attacked; then out to their controllers. */
function attackRelations(scene: Scene, focus: SceneMember): ImpliedRelation[] {
  const victims = scene.members.filter((member) => hasRole(member, VICTIM_ROLES));
  const struck = victims.length > 0 ? victims : [focus];
  const others = scene.members.filter((member) => !struck.includes(member));
  const attackers = others.filter((member) => hasRole(member, ACTOR_ROLES));
  const seized = others.filter(
    (member) => member.roles.has('compromised') && !attackers.includes(member),
  );
  const controllers = others.filter(
    (member) => member.roles.has('commandAndControl') && !attackers.includes(member),
  );
  return [
    ...(seized.length > 0
      ? [...pairs(scene, attackers, seized), ...pairs(scene, seized, struck, focus)]
      : pairs(scene, attackers, struck, focus)),
    ...controllers.map((controller) => relate(scene, controller, focus)),
  ];
}

/** Each with each; where that is too many to read, all by way of one. */
function pairs(
  scene: Scene,
  sources: readonly SceneMember[],
  targets: readonly SceneMember[],
  middle: SceneMember | undefined = targets[0],
): readonly ImpliedRelation[] {
  if (!middle || sources.length * targets.length <= PAIRS_MAX) {
    return sources.flatMap((source) => targets.map((target) => relate(scene, source, target)));
  }
  return [
    ...sources.map((source) => relate(scene, source, middle)),
    ...targets.filter((target) => target !== middle).map((target) => relate(scene, middle, target)),
  ];
}

/** Directed from what acts to what is acted on; products and outer destinations come last. */
function relate(scene: Scene, member: SceneMember, focus: SceneMember): ImpliedRelation {
  const isProduct = hasRole(member, PRODUCT_ROLES) && !hasRole(member, ACTOR_ROLES);
  const [source, target] = isProduct ? [focus, member] : [member, focus];
  return {
    source: source.entity.key,
    kind: attackKind(scene, source.entity, target.entity),
    target: target.entity.key,
  };
}

function attackKind(scene: Scene, source: Entity, target: Entity): StoryEdgeKind {
  const isOutward = ['ipAddress', 'url', 'dnsName'].includes(target.kind);
  if (
    scene.category?.toLowerCase() === 'exfiltration' &&
    (isOutward || target.kind === source.kind)
  ) {
    return 'movesDataTo';
  }
  if (isOutward || source.kind === 'ipAddress') return 'routesTrafficTo';
  if (source.kind === 'user' && target.kind === 'device') return 'canLogOn';
  if (source.kind === 'user' && target.kind === 'securityGroup') return 'memberOf';
  if (source.kind === 'user' && target.category === 'app') return 'application';
  return 'affects';
}

function hasRole(member: SceneMember, roles: readonly string[]): boolean {
  return roles.some((role) => member.roles.has(role));
}

/** How likely the alert is about this thing. */
function importance({ entity, roles, isTopLevel }: SceneMember): number {
  const byCategory = {
    cloudResource: 30,
    device: 28,
    aiAgent: 24,
    mailbox: 22,
    user: 20,
    app: 18,
    evidence: 0,
  } as const;
  return (
    byCategory[entity.category] +
    (roles.has('attacked') ? 100 : 0) +
    (roles.has('compromised') ? 60 : 0) +
    (roles.has('destination') && entity.category !== 'evidence' ? 40 : 0) -
    (roles.has('attacker') || roles.has('source') ? 50 : 0) -
    (roles.has('contextual') ? 15 : 0) +
    (isTopLevel ? 10 : 0)
  );
}

/** How likely this thing is what acted. */
function suspicion({ entity, roles, verdict, isTopLevel }: SceneMember): number {
  return (
    (verdict === 'malicious' ? 40 : verdict === 'suspicious' ? 20 : 0) +
    (roles.has('attacker') || roles.has('source') ? 60 : 0) +
    (roles.has('compromised') || roles.has('suspicious') ? 15 : 0) -
    (roles.has('contextual') ? 15 : 0) +
    (entity.kind === 'process' || entity.kind === 'ipAddress' ? 8 : 0) +
    (isTopLevel ? 10 : 0)
  );
}

/** The first of the best. */
function mostImportant(
  members: readonly SceneMember[],
  score: (member: SceneMember) => number,
): SceneMember | null {
  let best: SceneMember | null = null;
  let bestScore = -Infinity;
  for (const member of members) {
    const memberScore = score(member);
    if (memberScore > bestScore) [best, bestScore] = [member, memberScore];
  }
  return best;
}

class DisjointSets {
  readonly #parentByKey = new Map<EntityKey, EntityKey>();

  find(key: EntityKey): EntityKey {
    let root = key;
    for (let parent = this.#parentByKey.get(root); parent; parent = this.#parentByKey.get(root)) {
      root = parent;
    }
    for (let step = key; step !== root;) {
      const next = this.#parentByKey.get(step) ?? root;
      this.#parentByKey.set(step, root);
      step = next;
    }
    return root;
  }

  join(left: EntityKey, right: EntityKey): void {
    const root = this.find(left);
    const other = this.find(right);
    if (root !== other) this.#parentByKey.set(other, root);
  }
}
