// Decodes an object of the contract from JSON, by its plan. Never throws on what came off the wire:
// what does not fit goes to the residue of the object that holds it.
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { parseTimestamp } from '../timestamp.ts';
import type { GraphEvidence } from './contract.ts';
import {
  evidenceKindOf,
  isNestedPlan,
  nestedOdataType,
  planOf,
  type MemberPlan,
  type NestedPlan,
  type ObjectPlan,
  type ScalarPlan,
  type ValuePlan,
} from './plan.ts';
import { ResidueBuilder } from './residue.ts';

/** Told what the contract does not foresee, with its place, e.g. `alert.evidence[3].foo`. */
export interface DecodeObserver {
  unknownMember(place: string): void;
  unknownEnumMember(place: string, member: string): void;
  wrongType(place: string): void;
  tooDeep(place: string): void;
}

/** An item that cannot be kept as what it claims to be. */
export interface Refusal {
  readonly ok: false;
  readonly place: string;
  readonly reason: string;
}

/** What one call of the front door hands down. */
export interface DecodeSession {
  /** Null on the hot path: then no places are put together. */
  readonly observer: DecodeObserver | null;
  /** Collects the refused items of lists, such as an incident's alert without an id. */
  readonly refused: Refusal[];
}

/** Objects nested deeper stay raw: the service's own nest no deeper than about ten. */
export const MAX_DEPTH = 64;

const MAX_ID_LENGTH = 512;

/** Why the value cannot be told from others of its kind; null when its id is fit to be a key. */
export function identityTrouble(json: unknown): string | null {
  if (!isJsonObject(json)) return 'it is not a JSON object';
  if (!Object.hasOwn(json, 'id')) return 'it has no id';
  const { id } = json;
  if (typeof id !== 'string') return 'its id is not a text';
  if (id.trim() === '') return 'its id is empty';
  return id.length > MAX_ID_LENGTH ? `its id is longer than ${MAX_ID_LENGTH} characters` : null;
}

/** Decodes by `@odata.type`; a type that the contract does not name gives `unknownEvidence`. */
export function decodeEvidenceObject(
  json: JsonObject,
  place: string,
  session: DecodeSession,
  depth = 0,
): GraphEvidence {
  const odataType = Object.hasOwn(json, '@odata.type') ? json['@odata.type'] : undefined;
  const kind = typeof odataType === 'string' ? evidenceKindOf(odataType) : null;
  const position: Position = { place, depth, session, odataType: null };
  const decoded =
    kind !== null
      ? decodeObject(planOf(kind), json, { ...position, odataType: planOf(kind).odataType })
      : {
          ...decodeObject(planOf('alertEvidence'), json, {
            ...position,
            odataType: typeof odataType === 'string' ? odataType : null,
          }),
          kind: 'unknownEvidence',
          odataType: typeof odataType === 'string' ? odataType : null,
        };
  return decoded as unknown as GraphEvidence;
}

interface Position {
  readonly place: string;
  readonly depth: number;
  readonly session: DecodeSession;
  /** What canonical encoding writes as `@odata.type` here; null where it writes none. */
  readonly odataType: string | null;
}

/** Decodes every member the plan names; the result has the shape of `GraphObject<plan.type>`. */
export function decodeObject(
  plan: ObjectPlan,
  json: JsonObject,
  position: Position,
): Record<string, unknown> {
  const object: Record<string, unknown> = plan.kind === null ? {} : { kind: plan.kind };
  const reader = new MemberReader(object, position);
  let hasType = false;
  for (const name of Object.keys(json)) {
    const value = json[name] as Json;
    const member = plan.memberByName.get(name);
    if (member !== undefined) {
      reader.read(member, value);
      continue;
    }
    if (name === '@odata.type') {
      hasType = true;
      if (value === null || value !== position.odataType) reader.residue.addRaw(name, value);
      continue;
    }
    const meant = plan.memberByAlias.get(name);
    if (meant !== undefined && !Object.hasOwn(json, meant.name)) {
      reader.read(meant, value);
      reader.residue.addAbsent(meant.name);
    } else if (!name.includes('@')) {
      // A name with @ is OData's control information, which is not the contract's to name.
      position.session.observer?.unknownMember(`${position.place}.${name}`);
    }
    reader.residue.addRaw(name, value);
  }
  if (!hasType && position.odataType !== null) reader.residue.addAbsent('@odata.type');
  for (const list of plan.lists) {
    if (object[list] !== undefined) continue;
    object[list] = [];
    reader.residue.addAbsent(list);
  }
  const residue = reader.residue.finish();
  if (residue !== undefined) object['residue'] = residue;
  return object;
}

/** Reads members into one object and notes what its residue must hold. */
class MemberReader {
  readonly residue = new ResidueBuilder();
  private readonly object: Record<string, unknown>;
  private readonly position: Position;

  constructor(object: Record<string, unknown>, position: Position) {
    this.object = object;
    this.position = position;
  }

  read(member: MemberPlan, value: Json): void {
    const place = this.needsPlace(member) ? `${this.position.place}.${member.name}` : '';
    if (member.isList) this.object[member.name] = this.readList(member, value, place);
    else this.object[member.name] = this.readScalar(member, value, place);
  }

  private readScalar(member: MemberPlan, value: Json, place: string): unknown {
    if (value === null) return null;
    const decoded = this.decode(member.value, value, place);
    if (decoded === undefined || !isFaithful(member.value, decoded, value)) {
      this.residue.addRaw(member.name, value);
    }
    return decoded ?? null;
  }

  private readList(member: MemberPlan, value: Json, place: string): readonly unknown[] {
    if (!Array.isArray(value)) {
      this.residue.addRaw(member.name, value);
      if (value !== null) this.position.session.observer?.wrongType(place);
      return [];
    }
    const placed = this.needsPlace(member);
    const holdsObjects = isNestedPlan(member.value);
    const list: unknown[] = [];
    let faithful = true;
    for (let index = 0; index < value.length; index += 1) {
      const item = value[index] as Json;
      const decoded = this.decode(member.value, item, placed ? `${place}[${index}]` : '');
      if (decoded !== undefined) list.push(decoded);
      else if (holdsObjects) this.residue.addItem(member.name, index, item);
      if (!holdsObjects && decoded !== item) faithful = false;
    }
    if (!faithful) this.residue.addRaw(member.name, value);
    return list;
  }

  /** Undefined where the value is not of the planned type. */
  private decode(plan: ValuePlan, value: Json, place: string): unknown {
    const { observer } = this.position.session;
    const decoded = isNestedPlan(plan)
      ? this.decodeNested(plan, value, place)
      : decodeScalar(plan, value);
    if (decoded === undefined) {
      if (!isJsonObject(value) || !isNestedPlan(plan)) observer?.wrongType(place);
    } else if (observer !== null && plan.kind === 'enum') {
      const member = decoded as string;
      if (!plan.memberByLowerCase.has(member.toLowerCase())) {
        observer.unknownEnumMember(place, member);
      }
    }
    return decoded;
  }

  private decodeNested(plan: NestedPlan, value: Json, place: string): unknown {
    const { session } = this.position;
    if (plan.kind === 'object' && plan.type === 'alert') {
      const reason = identityTrouble(value);
      if (reason !== null) session.refused.push({ ok: false, place, reason });
      if (reason !== null) return undefined;
    }
    if (!isJsonObject(value)) return undefined;
    if (plan.kind === 'open') return value;
    const depth = this.position.depth + 1;
    if (depth > MAX_DEPTH) {
      session.observer?.tooDeep(place);
      return undefined;
    }
    if (plan.kind === 'evidence') return decodeEvidenceObject(value, place, session, depth);
    const nested = planOf(plan.type);
    const odataType = nestedOdataType(nested);
    return decodeObject(nested, value, { place, depth, session, odataType });
  }

  /** Places cost time: for an observer, and for what may be refused. */
  private needsPlace({ value }: MemberPlan): boolean {
    return (
      this.position.session.observer !== null || (value.kind === 'object' && value.type === 'alert')
    );
  }
}

/** Whether canonical encoding of `decoded` gives `value`; nested objects see to it with their own residue. */
function isFaithful(plan: ValuePlan, decoded: unknown, value: Json): boolean {
  return isNestedPlan(plan) || decoded === value;
}

function decodeScalar(plan: ScalarPlan, value: Json): unknown {
  switch (plan.kind) {
    case 'text':
      return typeof value === 'string' ? value : undefined;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'time':
      return typeof value === 'string' ? (parseTimestamp(value) ?? undefined) : undefined;
    case 'enum':
      if (typeof value !== 'string') return undefined;
      return plan.memberByLowerCase.get(value.toLowerCase()) ?? value;
    default:
      plan satisfies never;
  }
}
