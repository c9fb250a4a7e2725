// The contract's table, made ready for decoding: one plan per type, inherited members included.
import { graphSecurity } from '../../../resources/graph-security.ts';
import type { GraphTypeName, KnownEvidenceKind } from './contract.ts';

/** How a value without members of its own is read. */
export type ScalarPlan =
  | { readonly kind: 'text' }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'time' }
  | { readonly kind: 'enum'; readonly memberByLowerCase: ReadonlyMap<string, string> };

/** How an object is read: kept as it is (`open`), by its `@odata.type` (`evidence`), or by a plan. */
export type NestedPlan =
  | { readonly kind: 'open' }
  | { readonly kind: 'evidence' }
  | { readonly kind: 'object'; readonly type: GraphTypeName };

export type ValuePlan = ScalarPlan | NestedPlan;

export interface MemberPlan {
  readonly name: string;
  readonly isList: boolean;
  readonly value: ValuePlan;
}

export interface ObjectPlan {
  readonly type: GraphTypeName;
  readonly kind: KnownEvidenceKind | null;
  readonly memberByName: ReadonlyMap<string, MemberPlan>;
  readonly lists: readonly string[];
  /** Members that hold evidence. */
  readonly evidenceMembers: readonly string[];
  /** Other spellings of members, as the service is known to send them. */
  readonly memberByAlias: ReadonlyMap<string, MemberPlan>;
  readonly odataType: string;
}

interface TypeFact {
  readonly base: string | null;
  readonly open: boolean;
  readonly members: Readonly<Record<string, string>>;
}

const objects: Readonly<Record<string, TypeFact>> = graphSecurity.objects;
const enums: Readonly<Record<string, readonly string[]>> = graphSecurity.enums;

const NAMESPACE = '#microsoft.graph.security.';

/** Hunting results come with Pascal-case keys from the same service's older endpoint. */
const ALIASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  huntingQueryResults: { Schema: 'schema', Results: 'results' },
  singlePropertySchema: { Name: 'name', Type: 'type' },
};

const planByType: ReadonlyMap<string, ObjectPlan> = new Map(
  Object.keys(objects).map((type) => [type, compile(type as GraphTypeName)]),
);

const kindByOdataType: ReadonlyMap<string, KnownEvidenceKind> = new Map(
  [...planByType.values()].flatMap(({ kind, odataType }) =>
    kind === null ? [] : [[odataType.toLowerCase(), kind] as const],
  ),
);

export function isNestedPlan(plan: ValuePlan): plan is NestedPlan {
  return plan.kind === 'object' || plan.kind === 'evidence' || plan.kind === 'open';
}

export function planOf(type: GraphTypeName): ObjectPlan {
  const plan = planByType.get(type);
  if (plan === undefined) throw new TypeError(`no type of the contract: ${type}`);
  return plan;
}

/** What canonical encoding writes as `@odata.type` where the member's own type says it: nothing but for alerts. */
export function nestedOdataType(plan: ObjectPlan): string | null {
  return plan.type === 'alert' ? plan.odataType : null;
}

/**
 * The evidence kind that an `@odata.type` names, else null. The hash sign, the last part of the
 * namespace and the letter case are left open, as the service's own examples differ in them.
 */
export function evidenceKindOf(odataType: string): KnownEvidenceKind | null {
  const lowerCase = odataType.toLowerCase();
  const kind = kindByOdataType.get(lowerCase);
  if (kind !== undefined) return kind;
  const type = shortTypeName(lowerCase);
  return type === null ? null : (kindByOdataType.get(NAMESPACE + type) ?? null);
}

/** The type's name without its namespace; null for a type of another namespace. */
export function shortTypeName(odataType: string): string | null {
  return /^#?microsoft\.graph\.(?:security\.)?(\w+)$/i.exec(odataType)?.[1] ?? null;
}

function compile(type: GraphTypeName): ObjectPlan {
  const members = membersOf(type);
  const memberByName = new Map(members.map((member) => [member.name, member]));
  const aliases = Object.entries(ALIASES[type] ?? {});
  return {
    type,
    kind: objects[type]?.base === 'alertEvidence' ? (type as KnownEvidenceKind) : null,
    memberByName,
    lists: members.filter(({ isList }) => isList).map(({ name }) => name),
    evidenceMembers: members.filter(({ value }) => holdsEvidence(value)).map(({ name }) => name),
    memberByAlias: new Map(
      aliases.flatMap(([alias, name]) => {
        const member = memberByName.get(name);
        return member === undefined ? [] : [[alias, member]];
      }),
    ),
    odataType: NAMESPACE + type,
  };
}

function holdsEvidence(plan: ValuePlan): boolean {
  if (plan.kind === 'evidence') return true;
  return plan.kind === 'object' && objects[plan.type]?.base === 'alertEvidence';
}

function membersOf(type: string): readonly MemberPlan[] {
  const fact = objects[type];
  if (fact === undefined) return [];
  const own = Object.entries(fact.members).map(([name, text]) => memberPlan(name, text));
  return fact.base === null ? own : [...membersOf(fact.base), ...own];
}

function memberPlan(name: string, text: string): MemberPlan {
  const type = text.replace(/\?$/, '');
  const isList = type.endsWith('[]');
  return { name, isList, value: valuePlan(isList ? type.slice(0, -2) : type) };
}

function valuePlan(type: string): ValuePlan {
  switch (type) {
    case 'String':
    case 'Guid':
      return { kind: 'text' };
    case 'Int32':
    case 'Int64':
    case 'Double':
      return { kind: 'number' };
    case 'Boolean':
      return { kind: 'boolean' };
    case 'DateTimeOffset':
      return { kind: 'time' };
    case 'alertEvidence':
      return { kind: 'evidence' };
  }
  const members = enums[type];
  if (members !== undefined) {
    return {
      kind: 'enum',
      memberByLowerCase: new Map(members.map((member) => [member.toLowerCase(), member])),
    };
  }
  const fact = objects[type];
  if (fact === undefined) throw new TypeError(`the contract names no type ${type}`);
  return fact.open ? { kind: 'open' } : { kind: 'object', type: type as GraphTypeName };
}
