// The evidence list of a story: items of several alerts that name the same thing become one row.
import type { AlertKey } from '../model/alert.ts';
import type { Entity, EntityKey } from '../model/entity.ts';
import type { Evidence } from '../model/evidence.ts';
import type { StoryEvidence } from './incident-story.ts';
import { earlier, momentOf } from './story-time.ts';
import { worseVerdict } from './verdict.ts';

export interface EvidenceMention {
  readonly alertKey: AlertKey;
  readonly evidence: Evidence;
  /** What the evidence names, itself first; never empty. */
  readonly entities: readonly [Entity, ...Entity[]];
}

interface Fold {
  own: Entity;
  readonly kind: Evidence['kind'];
  verdict: string | null;
  remediationStatus: string;
  readonly roles: Set<string>;
  firstSeenAt: number | null;
  readonly alertKeys: Set<AlertKey>;
  readonly entityKeys: Set<EntityKey>;
}

/**
 * In order of mention, which must be that of the alerts. The remediation status is the last one
 * stated: what was active in an early alert may have been remediated by a later one.
 */
export function foldEvidence(mentions: Iterable<EvidenceMention>): readonly StoryEvidence[] {
  const foldById = new Map<string, Fold>();
  for (const { alertKey, evidence, entities } of mentions) {
    const [own] = entities;
    const id = `${evidence.kind} ${own.key}`;
    let fold = foldById.get(id);
    if (!fold) {
      fold = {
        own,
        kind: evidence.kind,
        verdict: null,
        remediationStatus: 'none',
        roles: new Set(),
        firstSeenAt: null,
        alertKeys: new Set(),
        entityKeys: new Set(),
      };
      foldById.set(id, fold);
    }
    if (own.details.length > fold.own.details.length) fold.own = own;
    fold.verdict = worseVerdict(fold.verdict, evidence.verdict ?? null);
    fold.remediationStatus = evidence.remediationStatus ?? fold.remediationStatus;
    for (const role of evidence.roles) fold.roles.add(role);
    fold.firstSeenAt = earlier(fold.firstSeenAt, momentOf(evidence.createdDateTime));
    fold.alertKeys.add(alertKey);
    for (const entity of entities) fold.entityKeys.add(entity.key);
  }
  return [...foldById].map(([id, fold]) => ({
    id,
    kind: fold.kind,
    title: fold.own.name,
    subtitle: fold.own.details[0]?.value ?? fold.own.resourceType ?? null,
    verdict: fold.verdict ?? 'unknown',
    remediationStatus: fold.remediationStatus,
    roles: [...fold.roles],
    firstSeenAt: fold.firstSeenAt,
    alertKeys: [...fold.alertKeys],
    entityKeys: [...fold.entityKeys],
  }));
}
