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
  const kept = new ResidueBuilder();
  const stays = (member: string): boolean => !Object.hasOwn(changes, member);
  for (const [member, value] of residue.raw ?? []) if (stays(member)) kept.addRaw(member, value);
  for (const member of residue.absent ?? []) if (stays(member)) kept.addAbsent(member);
  for (const [member, index, value] of residue.items ?? []) {
    if (stays(member)) kept.addItem(member, index, value);
  }
  return kept.finish();
}

/** Allocates nothing until there is something to remember: most objects of a page have no residue. */
export class ResidueBuilder {
  #raw: [string, Json][] | undefined;
  #absent: string[] | undefined;
  #items: [string, number, Json][] | undefined;

  addRaw(member: string, value: Json): void {
    (this.#raw ??= []).push([member, value]);
  }

  addAbsent(member: string): void {
    (this.#absent ??= []).push(member);
  }

  /** Indices of one member come in ascending order. */
  addItem(member: string, index: number, value: Json): void {
    (this.#items ??= []).push([member, index, value]);
  }

  /** Undefined where canonical encoding needs no help. */
  finish(): Residue | undefined {
    if (!this.#raw && !this.#absent && !this.#items) return undefined;
    const residue: { -readonly [Part in keyof Residue]: Residue[Part] } = {};
    if (this.#raw) residue.raw = this.#raw;
    if (this.#absent) residue.absent = this.#absent;
    if (this.#items) residue.items = this.#items;
    return residue;
  }
}

/** The wire's value of a member that the decoded object does not show: unknown, or of a wrong type. */
export function residualMember(object: WithResidue, name: string): Json | undefined {
  return object.residue?.raw?.find(([member]) => member === name)?.[1];
}
