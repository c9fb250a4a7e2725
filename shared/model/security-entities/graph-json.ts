// Writes Graph's canonical JSON for what another service said, to be read by Graph's own decoder: so there
// is one way into the model, and a member that Graph does not have is a compile error here.
import type { GraphObject, GraphTypeName, KnownEvidenceKind } from '../graph/contract.ts';
import { planOf } from '../graph/plan.ts';
import { setMember, type Json, type JsonObject } from '../json.ts';

/** Wire values by member name; null and undefined say that the other service did not tell. */
export type GraphMembers<N extends GraphTypeName> = {
  readonly [M in Exclude<keyof GraphObject<N>, 'kind' | 'residue'>]?: Json | undefined;
};

/** Without what is not told, with every list: decoded, it has no residue of its own. */
export function graphJson<N extends GraphTypeName>(type: N, members: GraphMembers<N>): JsonObject {
  const json: Record<string, Json> = {};
  for (const [name, value] of Object.entries(members) as [string, Json | undefined][]) {
    if (value !== undefined && value !== null && value !== '') setMember(json, name, value);
  }
  for (const list of planOf(type).lists) json[list] ??= [];
  return json;
}

/** As graphJson, and says its type, as evidence does where its place does not. */
export function typedEvidence(type: KnownEvidenceKind, json: JsonObject): JsonObject {
  return { '@odata.type': planOf(type).odataType, ...json };
}

/** Null for an object that tells nothing, so that no empty shells come into the model. */
export function unlessEmpty(json: JsonObject): JsonObject | null {
  const tells = Object.values(json).some((value) => !Array.isArray(value) || value.length > 0);
  return tells ? json : null;
}
