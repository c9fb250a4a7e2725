// What a decoded object must remember so that encoding it gives the wire's JSON back, and nothing more.
import type { Json } from '../json.ts';

/** Differences between the wire's object and the canonical encoding of the decoded one. */
export interface Residue {
  /**
   * Members as the wire had them, in place of what canonical encoding writes: unknown members, values
   * of a wrong type, null lists, enum members in another letter case, odd spellings of `@odata.type`.
   */
  readonly raw?: readonly (readonly [name: string, value: Json])[];
  /** Members that canonical encoding writes and the wire did not have. */
  readonly absent?: readonly string[];
  /** List items that could not be decoded, by ascending index in the wire's list. */
  readonly items?: readonly (readonly [member: string, index: number, value: Json])[];
}

/** Every decoded object; `residue` is absent where canonical encoding alone reproduces the wire. */
export interface WithResidue {
  readonly residue?: Residue;
}

/**
 * A copy with changed members. Use this and not a spread: what the wire said about a changed member
 * is dropped from the residue, where it would win over the change when the object is encoded.
 */
export function amend<T extends WithResidue>(
  object: T,
  changes: Partial<Omit<T, 'residue' | 'kind'>>,
): T {
  const { residue, ...members } = object;
  const amended = { ...members, ...changes } as unknown as T;
  if (residue === undefined) return amended;
  const kept = withoutMembers(residue, changes);
  return kept === undefined ? amended : { ...amended, residue: kept };
}

function withoutMembers(residue: Residue, changes: object): Residue | undefined {
  const stays = (member: string) => !Object.hasOwn(changes, member);
  const raw = residue.raw?.filter(([member]) => stays(member)) ?? [];
  const absent = residue.absent?.filter(stays) ?? [];
  const items = residue.items?.filter(([member]) => stays(member)) ?? [];
  return makeResidue({ raw, absent, items });
}

/** Leaves empty parts out; undefined when nothing is left. */
export function makeResidue(parts: Required<Residue>): Residue | undefined {
  const { raw, absent, items } = parts;
  if (raw.length === 0 && absent.length === 0 && items.length === 0) return undefined;
  return {
    ...(raw.length > 0 && { raw }),
    ...(absent.length > 0 && { absent }),
    ...(items.length > 0 && { items }),
  };
}

/** The wire's value of a member that the decoded object does not show: unknown, or of a wrong type. */
export function residualMember(object: WithResidue, name: string): Json | undefined {
  return object.residue?.raw?.find(([member]) => member === name)?.[1];
}
