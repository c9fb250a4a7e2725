// Tells the story of a set of alerts: what they name, merged by identity, the evidence, and the edges
// that the data states or an alert implies. Pure; the same for the same alerts in whatever order.
import { entitiesOf } from '../identity/entities-of.ts';
import { alertKey } from '../model/alert.ts';
import type { Alert } from '../model/alert.ts';
import type { Entity, EntityKey } from '../model/entity.ts';
import type { Evidence } from '../model/evidence.ts';
import { nestedEvidence } from '../model/graph/nested-evidence.ts';
import { relationToByProduct } from './by-products.ts';
import { Cast } from './cast.ts';
import type { Speaker } from './cast.ts';
import { nestedResources, sharedAccounts } from './containment.ts';
import { EdgeSet } from './edge-set.ts';
import type { EdgeEnds, EdgeOrigin } from './edge-set.ts';
import { foldEvidence } from './fold-evidence.ts';
import type { EvidenceMention } from './fold-evidence.ts';
import { impliedRelations } from './implied-relations.ts';
import type { SceneMember } from './implied-relations.ts';
import type { IncidentStory, StoryEdgeKind } from './incident-story.ts';
import { statedFacts } from './stated-facts.ts';
import type { Alias } from './stated-facts.ts';
import { activityOf, momentOf } from './story-time.ts';
import { worseVerdict } from './verdict.ts';

export function tellStory(alerts: readonly Alert[]): IncidentStory {
  const scenes = alerts.map(openScene).sort(byTimeThenKey);
  const cast = new Cast();
  const keyByAlias = new Map<Alias, EntityKey>();
  const mentions: EvidenceMention[] = [];
  for (const scene of scenes) readScene(scene, { cast, keyByAlias, mentions });

  const edges = new EdgeSet();
  for (const scene of scenes) {
    const stated = scene.relations.flatMap((relation) => resolve(relation, keyByAlias, cast));
    for (const ends of stated) edges.add(ends, [{ ...scene.origin, severity: null }]);
    const members = [...scene.memberByKey.values()];
    const category = scene.alert.category ?? null;
    for (const ends of impliedRelations({ category, members, stated })) {
      edges.add(ends, [scene.origin]);
    }
  }
  addContainment(scenes, cast, edges);
  return { entities: cast.entities(), evidence: foldEvidence(mentions), edges: edges.edges() };
}

/** One alert on its way through the telling. */
interface OpenScene {
  readonly alert: Alert;
  readonly speaker: Speaker;
  readonly origin: EdgeOrigin;
  readonly memberByKey: Map<EntityKey, DraftMember>;
  readonly relations: DraftRelation[];
}

interface DraftMember extends SceneMember {
  readonly roles: Set<string>;
  verdict: string;
  isTopLevel: boolean;
}

interface DraftRelation {
  readonly source: EntityKey | readonly [Alias];
  readonly kind: StoryEdgeKind;
  readonly target: EntityKey | readonly [Alias];
}

interface Ledger {
  readonly cast: Cast;
  readonly keyByAlias: Map<Alias, EntityKey>;
  readonly mentions: EvidenceMention[];
}

function openScene(alert: Alert): OpenScene {
  const key = alertKey(alert.tenantId ?? '', alert.id);
  const { firstAt, lastAt } = activityOf(alert);
  return {
    alert,
    speaker: { key, isActive: alert.status !== 'resolved', firstAt, lastAt },
    origin: { alertKey: key, severity: alert.severity ?? 'unknown', at: firstAt },
    memberByKey: new Map(),
    relations: [],
  };
}

function byTimeThenKey({ speaker: left }: OpenScene, { speaker: right }: OpenScene): number {
  return (
    (left.firstAt ?? Infinity) - (right.firstAt ?? Infinity) || (left.key < right.key ? -1 : 1)
  );
}

function readScene(scene: OpenScene, ledger: Ledger): void {
  for (const evidence of scene.alert.evidence) {
    const entities = readEvidence(scene, ledger, evidence, true);
    const [own, ...others] = entities;
    if (!own) continue;
    ledger.mentions.push({ alertKey: scene.speaker.key, evidence, entities: [own, ...others] });
  }
}

/** Reads an item and what is nested in it; returns all it names, itself first. */
function readEvidence(
  scene: OpenScene,
  ledger: Ledger,
  evidence: Evidence,
  isTopLevel: boolean,
): readonly Entity[] {
  const entities = entitiesOf(evidence, scene.alert.tenantId ?? '');
  const [own, ...others] = entities;
  if (!own) return [];
  enter(scene, ledger, own, evidence, isTopLevel);

  const facts = statedFacts(evidence);
  for (const alias of facts.aliases) {
    if (!ledger.keyByAlias.has(alias)) ledger.keyByAlias.set(alias, own.key);
  }
  const keyByPart = new Map<Evidence, EntityKey>([[evidence, own.key]]);
  const nested = new Set<EntityKey>([own.key]);
  for (const part of nestedEvidence(evidence)) {
    const inner = readEvidence(scene, ledger, part, false);
    if (inner[0]) keyByPart.set(part, inner[0].key);
    for (const { key } of inner) nested.add(key);
  }
  for (const { source, kind, target } of facts.relations) {
    const from = typeof source === 'string' ? ([source] as const) : keyByPart.get(source);
    const to = typeof target === 'string' ? ([target] as const) : keyByPart.get(target);
    if (from && to) scene.relations.push({ source: from, kind, target: to });
  }
  for (const other of others) {
    if (nested.has(other.key)) continue;
    enter(scene, ledger, other, null, false);
    const relation = relationToByProduct(own, other);
    if (relation) scene.relations.push(relation);
  }
  return entities;
}

function enter(
  scene: OpenScene,
  { cast }: Ledger,
  entity: Entity,
  evidence: Evidence | null,
  isTopLevel: boolean,
): void {
  const roles = evidence?.roles ?? [];
  const verdict = evidence?.verdict ?? null;
  cast.mention(scene.speaker, {
    entity,
    roles,
    verdict,
    seenAt: momentOf(evidence?.createdDateTime),
  });
  const member = scene.memberByKey.get(entity.key);
  if (!member) {
    scene.memberByKey.set(entity.key, {
      entity,
      roles: new Set(roles),
      verdict: verdict ?? 'unknown',
      isTopLevel,
    });
    return;
  }
  for (const role of roles) member.roles.add(role);
  member.verdict = worseVerdict(member.verdict, verdict) ?? 'unknown';
  member.isTopLevel ||= isTopLevel;
}

/** Nothing where an alias names no one in the story, or both ends are the same. */
function resolve(
  { source, kind, target }: DraftRelation,
  keyByAlias: ReadonlyMap<Alias, EntityKey>,
  cast: Cast,
): readonly EdgeEnds[] {
  const from = typeof source === 'string' ? source : keyByAlias.get(source[0]);
  const to = typeof target === 'string' ? target : keyByAlias.get(target[0]);
  if (from === undefined || to === undefined || from === to) return [];
  return cast.has(from) && cast.has(to) ? [{ source: from, kind, target: to }] : [];
}

/** Containment is as true as the mention of what is contained: it comes from the same alerts. */
function addContainment(scenes: readonly OpenScene[], cast: Cast, edges: EdgeSet): void {
  const entities = cast.entities().map(({ entity }) => entity);
  const scenesOf = scenesByMember(scenes);
  const add = (ends: EdgeEnds, key: EntityKey): void => {
    const origins = (scenesOf.get(key) ?? []).map(({ origin }) => ({ ...origin, severity: null }));
    edges.add(ends, origins);
  };
  for (const ends of nestedResources(entities)) add(ends, ends.target);
  for (const { account, residents } of sharedAccounts(entities, edges.edges())) {
    for (const resident of residents)
      add({ source: account.key, kind: 'contains', target: resident }, resident);
    if (cast.has(account.key)) continue;
    const speakers = new Set(residents.flatMap((resident) => scenesOf.get(resident) ?? []));
    for (const scene of scenes) {
      if (!speakers.has(scene)) continue;
      cast.mention(scene.speaker, { entity: account, roles: [], verdict: null, seenAt: null });
    }
  }
}

function scenesByMember(scenes: readonly OpenScene[]): ReadonlyMap<EntityKey, OpenScene[]> {
  const byMember = new Map<EntityKey, OpenScene[]>();
  for (const scene of scenes) {
    for (const key of scene.memberByKey.keys()) {
      const known = byMember.get(key);
      if (known) known.push(scene);
      else byMember.set(key, [scene]);
    }
  }
  return byMember;
}
