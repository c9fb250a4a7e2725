// Stories made by hand for tests: entities by name, edges by `source kind target`.
import type { AlertKey } from '../model/alert.ts';
import type { Entity, EntityKey } from '../model/entity.ts';
import type { IncidentStory, StoryEdge, StoryEdgeKind, StoryEntity } from './incident-story.ts';

type SampleEntity = Partial<Omit<Entity, 'key'>> & { readonly at?: number };

/** Keys are the names; `at` is the minute in which the entity is first seen. */
export function sampleStory(
  entities: Readonly<Record<string, SampleEntity>>,
  edges: readonly (readonly [
    source: string,
    kind: StoryEdgeKind,
    target: string,
    severity?: string,
  ])[],
): IncidentStory {
  return {
    entities: Object.entries(entities).map(([name, sample]) => sampleEntity(name, sample)),
    evidence: [],
    edges: edges.map(([source, kind, target, severity]): StoryEdge => ({
      id: `${source} ${kind} ${target}`,
      source: source as EntityKey,
      target: target as EntityKey,
      kind,
      severity: severity ?? null,
      alertKeys: ['tenant/alert' as AlertKey],
      firstAt: null,
    })),
  };
}

function sampleEntity(name: string, { at, ...sample }: SampleEntity): StoryEntity {
  const firstSeenAt = at === undefined ? null : at * 60_000;
  return {
    entity: {
      key: name as EntityKey,
      kind: 'device',
      name,
      category: 'device',
      cloud: null,
      family: 'compute',
      details: [],
      ...sample,
    },
    alertKeys: ['tenant/alert' as AlertKey],
    alertsActive: 1,
    roles: [],
    verdict: 'unknown',
    firstSeenAt,
    lastSeenAt: firstSeenAt,
  };
}
