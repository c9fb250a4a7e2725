// Azure Resource Manager ids, `/subscriptions/{s}/resourceGroups/{g}/providers/{ns}/{type}/{name}/...`.
// Azure compares them without regard to letter case.

export interface ArmId {
  readonly subscriptionId: string | null;
  readonly resourceGroup: string | null;
  /** Provider and type chain in the id's own spelling, e.g. `Microsoft.Sql/servers/databases`. */
  readonly type: string;
  /** The innermost resource's name. */
  readonly name: string;
  /** Names along the type chain, outermost first; the last is `name`. */
  readonly names: readonly string[];
  /** The whole id folded for comparison: equal texts mean the same resource. */
  readonly folded: string;
}

/** Null for what is no resource, resource group or subscription id. Of an extension, the outermost is meant. */
export function parseArmId(text: string): ArmId | null {
  if (!text.startsWith('/')) return null;
  const segments = text.replace(/\/+$/, '').slice(1).split('/');
  if (segments.some((segment) => segment === '')) return null;
  const folded = `/${segments.join('/').toLowerCase()}`;
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const scope = scopeOf(provider === -1 ? segments : segments.slice(0, provider));
  if (provider !== -1) return resourceIn(segments.slice(provider + 1), scope, folded);

  const { subscriptionId, resourceGroup } = scope;
  if (subscriptionId === null) return null;
  if (segments.length === 2) {
    const type = 'Microsoft.Resources/subscriptions';
    return { ...scope, type, name: subscriptionId, names: [subscriptionId], folded };
  }
  if (segments.length !== 4 || resourceGroup === null) return null;
  const type = 'Microsoft.Resources/resourceGroups';
  return { ...scope, type, name: resourceGroup, names: [resourceGroup], folded };
}

type Scope = Pick<ArmId, 'subscriptionId' | 'resourceGroup'>;

function scopeOf(segments: readonly string[]): Scope {
  const after = (position: number, word: string): string | null =>
    segments[position]?.toLowerCase() === word ? (segments[position + 1] ?? null) : null;
  return { subscriptionId: after(0, 'subscriptions'), resourceGroup: after(2, 'resourcegroups') };
}

function resourceIn(chain: readonly string[], scope: Scope, folded: string): ArmId | null {
  const [namespace, ...pairs] = chain;
  if (namespace === undefined || pairs.length === 0 || pairs.length % 2 !== 0) return null;
  const types = pairs.filter((_, index) => index % 2 === 0);
  const names = pairs.filter((_, index) => index % 2 === 1);
  const name = names.at(-1);
  if (name === undefined) return null;
  return { ...scope, type: [namespace, ...types].join('/'), name, names, folded };
}
