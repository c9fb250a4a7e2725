// The decoded form of every type in Microsoft Graph's security namespace, inferred from the contract's table.
import type { graphSecurity } from '../../../resources/graph-security.ts';
import type { JsonObject } from '../json.ts';
import type { Timestamp } from '../timestamp.ts';
import type { WithResidue } from './residue.ts';

type Objects = typeof graphSecurity.objects;
type Enums = typeof graphSecurity.enums;

export type GraphTypeName = keyof Objects;
export type GraphEnumName = keyof Enums;

/** The members that the contract names; on the wire others are possible. */
export type KnownEnumMember<E extends GraphEnumName> = Enums[E][number];

/** Known members are in the contract's letter case whatever the wire's; unknown ones are the wire's text. */
export type GraphEnum<E extends GraphEnumName> = KnownEnumMember<E> | (string & {});

/** The concrete evidence types of the contract. */
export type KnownEvidenceKind = {
  [N in GraphTypeName]: Objects[N]['base'] extends 'alertEvidence' ? N : never;
}[GraphTypeName];

/**
 * A decoded object: scalars absent from the wire stay absent and null stays null (a value of a wrong
 * type is null, the wire's own in the residue); lists are always there. Evidence carries its `kind`.
 */
export type GraphObject<N extends GraphTypeName> = Flat<
  (N extends KnownEvidenceKind ? { kind: N } : unknown) &
    Scalars<MembersOf<N>> &
    Lists<MembersOf<N>> &
    WithResidue
>;

/** Evidence of a type that the contract does not name: the shared members, the rest in the residue. */
export interface UnknownEvidence extends GraphObject<'alertEvidence'> {
  readonly kind: 'unknownEvidence';
  /** The wire's `@odata.type`; null where it was missing or not a text. */
  readonly odataType: string | null;
}

/** Any evidence, discriminated by `kind`. */
export type GraphEvidence =
  { [K in KnownEvidenceKind]: GraphObject<K> }[KnownEvidenceKind] | UnknownEvidence;

/** One object type in place of an intersection: quicker to check, and legible in messages. */
type Flat<T> = { readonly [M in keyof T]: T[M] };

type MembersOf<N extends GraphTypeName> = Objects[N]['members'] &
  (Objects[N]['base'] extends infer Base extends GraphTypeName ? MembersOf<Base> : unknown);

type Scalars<Members> = {
  [
    M in keyof Members as Members[M] extends `${string}[]` ? never : M
  ]?: Members[M] extends `${infer T}?` ? Value<T> | null : Value<Members[M]> | null;
};

type Lists<Members> = {
  [
    M in keyof Members as Members[M] extends `${string}[]` ? M : never
  ]: Members[M] extends `${infer T}[]` ? readonly Value<T>[] : never;
};

interface Primitives {
  String: string;
  Guid: string;
  Boolean: boolean;
  Int32: number;
  Int64: number;
  Double: number;
  DateTimeOffset: Timestamp;
  /** Open types: their members are kept as the wire had them. */
  dictionary: JsonObject;
  huntingRowResult: JsonObject;
  alertEvidence: GraphEvidence;
}

type Value<T> = T extends keyof Primitives
  ? Primitives[T]
  : T extends GraphEnumName
    ? GraphEnum<T>
    : T extends GraphTypeName
      ? GraphObject<T>
      : never;
