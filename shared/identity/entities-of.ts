// The distinct things that one item of evidence names, each with the key that is its identity.
import type { Entity, EntityKey } from '../model/entity.ts';
import type { Evidence } from '../model/evidence.ts';
import { nestedEvidence } from '../model/graph/nested-evidence.ts';
import { evidenceLabel } from '../model/labels.ts';
import { describeEvidence } from './describe-evidence.ts';
import { finishEntity, type Fallback } from './entity-draft.ts';

/**
 * Each thing once; first the one that the evidence itself is about, then what else it names (a device's
 * virtual machine, a message's recipient), then what the evidence nested in it names. The tenant keeps
 * names apart that mean something inside it only: host names, private addresses, account names.
 */
export function entitiesOf(evidence: Evidence, tenantId: string): readonly Entity[] {
  const entityByKey = new Map<EntityKey, Entity>();
  collect(evidence, tenantId.toLowerCase() || '-', entityByKey);
  return [...entityByKey.values()];
}

function collect(evidence: Evidence, tenantId: string, entityByKey: Map<EntityKey, Entity>): void {
  const draft = describeEvidence(evidence, tenantId);
  for (const thing of [draft, ...(draft.others ?? [])]) {
    const entity = finishEntity(thing, fallbackOf(evidence, tenantId));
    if (!entityByKey.has(entity.key)) entityByKey.set(entity.key, entity);
  }
  for (const nested of nestedEvidence(evidence)) collect(nested, tenantId, entityByKey);
}

/** Members that say what was done about the thing, not what it is. */
const CIRCUMSTANCES: ReadonlySet<string> = new Set([
  'kind',
  'createdDateTime',
  'remediationStatus',
  'remediationStatusDetails',
  'verdict',
]);

/** By content: evidence that names nothing is the same thing only where all it says is the same. */
function fallbackOf(evidence: Evidence, tenantId: string): Fallback {
  return {
    name: evidenceLabel(evidence.kind),
    identity: () => [evidence.kind, tenantId, ...scalarFacts(evidence)],
  };
}

function scalarFacts(evidence: Evidence): readonly string[] {
  const members: readonly (readonly [string, unknown])[] = [
    ...Object.entries(evidence).filter(([name]) => !CIRCUMSTANCES.has(name)),
    ...(evidence.residue?.raw ?? []),
  ];
  return members
    .flatMap(([name, value]) => (isScalar(value) ? [`${name}=${value}`] : []))
    .toSorted();
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
