// Encodes a decoded object back to the wire's JSON: the members of its plan, then what its residue says.
import { setMember, type Json, type JsonObject } from '../json.ts';
import type { GraphEvidence } from './contract.ts';
import {
  nestedOdataType,
  planOf,
  type MemberPlan,
  type ObjectPlan,
  type ValuePlan,
} from './plan.ts';
import type { WithResidue } from './residue.ts';

export function encodeEvidenceObject(evidence: GraphEvidence): JsonObject {
  return evidence.kind === 'unknownEvidence'
    ? encodeObject(planOf('alertEvidence'), evidence, evidence.odataType)
    : encodeObject(planOf(evidence.kind), evidence, planOf(evidence.kind).odataType);
}

/** `odataType` is what canonical encoding writes at this position; null for none. */
export function encodeObject(
  plan: ObjectPlan,
  object: WithResidue,
  odataType: string | null,
): JsonObject {
  const { residue } = object;
  const json: Record<string, Json> = {};
  if (odataType !== null) json['@odata.type'] = odataType;
  for (const member of plan.memberByName.values()) {
    const value = (object as Readonly<Record<string, unknown>>)[member.name];
    if (value !== undefined) json[member.name] = encodeMember(member, value, object);
  }
  for (const [name, value] of residue?.raw ?? []) setMember(json, name, value);
  for (const name of residue?.absent ?? []) delete json[name];
  return json;
}

function encodeMember(member: MemberPlan, value: unknown, holder: WithResidue): Json {
  if (!member.isList) return value === null ? null : encodeValue(member.value, value);
  const list = (value as readonly unknown[]).map((item) => encodeValue(member.value, item));
  // Ascending indices of the wire's list: each insertion puts all before it into its final place.
  for (const [name, index, item] of holder.residue?.items ?? []) {
    if (name === member.name) list.splice(index, 0, item);
  }
  return list;
}

function encodeValue(plan: ValuePlan, value: unknown): Json {
  if (plan.kind === 'evidence') return encodeEvidenceObject(value as GraphEvidence);
  if (plan.kind !== 'object') return value as Json;
  const nested = planOf(plan.type);
  return encodeObject(nested, value as WithResidue, nestedOdataType(nested));
}
