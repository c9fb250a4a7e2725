// Ids that name one instance of a machine, as `kind:value` in lower case.

/**
 * Kinds of ids that name one instance, never two. A machine keeps its `vm`, `ec2` and `gce` for life;
 * it gets a new `device` when it is enrolled again, and may keep its `entra` through that. `same` and
 * `apart` are what people said of pairs (told-pairs.ts).
 */
export type InstanceIdKind = 'device' | 'entra' | 'vm' | 'ec2' | 'gce' | 'same' | `apart${number}`;

export type InstanceId = `${InstanceIdKind}:${string}`;

const LIFELONG: ReadonlySet<InstanceIdKind> = new Set(['vm', 'ec2', 'gce']);

/** Two machines never share one of these, and a machine has one of each kind for life. */
export function isLifelong(kind: InstanceIdKind): boolean {
  return LIFELONG.has(kind) || kind.startsWith('apart');
}

export function partsOf(id: InstanceId): {
  readonly kind: InstanceIdKind;
  readonly value: string;
} {
  const colon = id.indexOf(':');
  return { kind: id.slice(0, colon) as InstanceIdKind, value: id.slice(colon + 1) };
}
