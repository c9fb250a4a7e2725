// The evidence that stands inside other evidence, such as a container's image and pod.
import type { Evidence } from '../evidence.ts';
import { planOf } from './plan.ts';

/** Directly nested evidence, in the contract's order of members; unknown types nest nothing. */
export function nestedEvidence(evidence: Evidence): readonly Evidence[] {
  if (evidence.kind === 'unknownEvidence') return [];
  const members: Readonly<Record<string, unknown>> = { ...evidence };
  const nested: Evidence[] = [];
  for (const { name, value } of planOf(evidence.kind).memberByName.values()) {
    const holdsEvidence =
      value.kind === 'evidence' || (value.kind === 'object' && planOf(value.type).kind !== null);
    const member = holdsEvidence ? members[name] : undefined;
    if (Array.isArray(member)) nested.push(...(member as Evidence[]));
    else if (member !== undefined && member !== null) nested.push(member as Evidence);
  }
  return nested;
}
