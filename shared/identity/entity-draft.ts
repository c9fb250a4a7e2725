// From what a kind of evidence says of a thing to the entity with its key.
import type {
  Cloud,
  Entity,
  EntityCategory,
  EntityDetail,
  EntityFamily,
  EntityKey,
  EntityKind,
} from '../model/entity.ts';

export type Stated = string | number | boolean | null | undefined;

/** A scheme that no other kind of name uses, and its parts; void while a part is missing or empty. */
export type Identity = readonly [scheme: string, ...parts: readonly Stated[]];

export interface EntityDraft {
  readonly kind: EntityKind;
  readonly category?: EntityCategory;
  readonly cloud?: Cloud | null;
  readonly family?: EntityFamily;
  /** Strongest first: the first that is not void becomes the key. */
  readonly identities: readonly Identity[];
  /** Best first: the first that is stated is shown. */
  readonly names: readonly Stated[];
  readonly resourceType?: string | null | undefined;
  readonly resourceId?: string | null | undefined;
  readonly accountId?: string | null | undefined;
  readonly region?: string | null | undefined;
  readonly details?: readonly (readonly [label: string, value: Stated])[];
  /** Further things that the evidence names without carrying evidence of them. */
  readonly others?: readonly EntityDraft[];
}

/** What stands in where the evidence names nothing. */
export interface Fallback {
  readonly name: string;
  /** Costly, hence only asked for when it is needed. */
  readonly identity: () => Identity;
}

export function finishEntity(draft: EntityDraft, fallback: Fallback): Entity {
  const { resourceType, resourceId, accountId, region } = draft;
  return {
    key: entityKey(draft.identities) ?? keyOf(fallback.identity()),
    kind: draft.kind,
    name: firstStated(draft.names) ?? fallback.name,
    category: draft.category ?? 'evidence',
    cloud: draft.cloud ?? null,
    family: draft.family ?? 'general',
    ...(isStated(resourceType) && { resourceType: String(resourceType) }),
    ...(isStated(resourceId) && { resourceId: String(resourceId) }),
    ...(isStated(accountId) && { accountId: String(accountId) }),
    ...(isStated(region) && { region: String(region) }),
    details: (draft.details ?? []).flatMap(([label, value]): EntityDetail[] =>
      isStated(value) ? [{ label, value: spelled(value) }] : [],
    ),
  };
}

/** Null where every identity is void. */
export function entityKey(identities: readonly Identity[]): EntityKey | null {
  const identity = identities.find(([, ...parts]) => parts.every(isStated));
  return identity === undefined ? null : keyOf(identity);
}

/** For names that the provider compares without regard to letter case. */
export function folded(text: string | null | undefined): string | null {
  return text?.toLowerCase() ?? null;
}

/** The parts that are stated, joined; null when none is. */
export function joined(parts: readonly Stated[], separator: string): string | null {
  const stated = parts.filter(isStated);
  return stated.length === 0 ? null : stated.join(separator);
}

export function firstStated(values: readonly Stated[]): string | null {
  const first = values.find(isStated);
  return first === undefined ? null : String(first);
}

/** The service writes both null and an empty text for what it does not know. */
export function isStated(value: Stated): value is string | number | boolean {
  return typeof value === 'string' ? value.trim() !== '' : value !== null && value !== undefined;
}

/** JSON of the parts: no part can forge a boundary. */
function keyOf(identity: Identity): EntityKey {
  return JSON.stringify(identity) as EntityKey;
}

function spelled(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return String(value);
}
