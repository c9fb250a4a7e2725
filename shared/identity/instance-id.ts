// Ids that name one instance of a machine, as `kind:value` in lower case.

/**
 * Kinds of ids that name one instance, never two. A machine keeps its `vm`, `ec2` and `gce` for life;
 * it gets a new `device` when it is enrolled again, and may keep its `entra` through that.
 */
export type InstanceIdKind = 'device' | 'entra' | 'vm' | 'ec2' | 'gce';

export type InstanceId = `${InstanceIdKind}:${string}`;

/** Two machines never share one of these, and a machine has one of each for life. */
export const LIFELONG: readonly InstanceIdKind[] = ['vm', 'ec2', 'gce'];

export function partsOf(id: InstanceId): {
  readonly kind: InstanceIdKind;
  readonly value: string;
} {
  const colon = id.indexOf(':');
  return { kind: id.slice(0, colon) as InstanceIdKind, value: id.slice(colon + 1) };
}
