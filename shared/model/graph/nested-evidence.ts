// The evidence that stands inside other evidence, such as a container's image and pod.
import type { Evidence } from '../evidence.ts';
import { planOf } from './plan.ts';

/** Directly nested evidence, in the contract's order of members; unknown types nest nothing. */
export function nestedEvidence(evidence: Evidence): readonly Evidence[] {
  if (evidence.kind === 'unknownEvidence') return [];
  const nested: Evidence[] = [];
  for (const name of planOf(evidence.kind).evidenceMembers) {
    const member = (evidence as unknown as Readonly<Record<string, unknown>>)[name];
    if (Array.isArray(member)) nested.push(...(member as Evidence[]));
    else if (member !== undefined && member !== null) nested.push(member as Evidence);
  }
  return nested;
}
