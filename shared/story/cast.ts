// Everyone and everything a story's alerts name, merged by identity as the mentions come in.
import type { AlertKey } from '../model/alert.ts';
import type { Entity, EntityKey } from '../model/entity.ts';
import type { StoryEntity } from './incident-story.ts';
import { earlier, later } from './story-time.ts';
import type { Span } from './story-time.ts';
import { worseVerdict } from './verdict.ts';

/** The alert that speaks, as far as the cast cares. */
export interface Speaker extends Span {
  readonly key: AlertKey;
  readonly isActive: boolean;
}

/** What a mention adds; a mere by-name has neither roles nor verdict. */
export interface Mention {
  readonly entity: Entity;
  readonly roles: readonly string[];
  readonly verdict: string | null;
  readonly seenAt: number | null;
}

interface Part {
  entity: Entity;
  readonly alertKeys: Set<AlertKey>;
  alertsActive: number;
  readonly roles: Set<string>;
  verdict: string | null;
  firstSeenAt: number | null;
  lastSeenAt: number | null;
}

export class Cast {
  readonly #partByKey = new Map<EntityKey, Part>();

  /** Alerts must speak in order of their first activity. */
  mention(speaker: Speaker, { entity, roles, verdict, seenAt }: Mention): void {
    const part = this.#partByKey.get(entity.key) ?? this.#enter(entity);
    if (richness(entity) > richness(part.entity)) part.entity = entity;
    if (!part.alertKeys.has(speaker.key)) {
      part.alertKeys.add(speaker.key);
      if (speaker.isActive) part.alertsActive += 1;
    }
    for (const role of roles) part.roles.add(role);
    part.verdict = worseVerdict(part.verdict, verdict);
    part.firstSeenAt = earlier(part.firstSeenAt, earlier(speaker.firstAt, seenAt));
    part.lastSeenAt = later(part.lastSeenAt, later(speaker.lastAt, seenAt));
  }

  has(key: EntityKey): boolean {
    return this.#partByKey.has(key);
  }

  /** In order of first appearance in time, then of mention. */
  entities(): readonly StoryEntity[] {
    return [...this.#partByKey.values()]
      .map((part): StoryEntity => ({
        entity: part.entity,
        alertKeys: [...part.alertKeys],
        alertsActive: part.alertsActive,
        roles: [...part.roles],
        verdict: part.verdict ?? 'unknown',
        firstSeenAt: part.firstSeenAt,
        lastSeenAt: part.lastSeenAt,
      }))
      .sort((left, right) => (left.firstSeenAt ?? Infinity) - (right.firstSeenAt ?? Infinity) || 0);
  }

  #enter(entity: Entity): Part {
    const part: Part = {
      entity,
      alertKeys: new Set(),
      alertsActive: 0,
      roles: new Set(),
      verdict: null,
      firstSeenAt: null,
      lastSeenAt: null,
    };
    this.#partByKey.set(entity.key, part);
    return part;
  }
}

/** Of several descriptions of one thing the fullest is shown; assets win over mere context. */
function richness(entity: Entity): number {
  return (
    entity.details.length +
    (entity.category === 'evidence' ? 0 : 4) +
    (entity.resourceId === undefined ? 0 : 2) +
    (entity.accountId === undefined ? 0 : 1) +
    (entity.region === undefined ? 0 : 1)
  );
}
