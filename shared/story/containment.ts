// What contains what by the resources' own ids: a child resource lies in its parent, and resources of
// one subscription, account or project in that, where the story has at least two of them.
import type { Entity, EntityKey } from '../model/entity.ts';
import type { EdgeEnds } from './edge-set.ts';

/** One resource of an account does not need the account beside it: its details say it. */
const RESIDENTS_MIN = 2;

/** A child's parent is the nearest other resource whose id is the child's up to a slash. */
export function nestedResources(entities: readonly Entity[]): readonly EdgeEnds[] {
  const keyByResourceId = new Map<string, EntityKey>();
  for (const { key, resourceId } of entities) {
    if (resourceId !== undefined) keyByResourceId.set(resourceId.toLowerCase(), key);
  }
  return entities.flatMap(({ key, resourceId }): EdgeEnds[] => {
    if (resourceId === undefined) return [];
    const own = resourceId.toLowerCase();
    for (let cut = own.lastIndexOf('/'); cut > 0; cut = own.lastIndexOf('/', cut - 1)) {
      const parent = keyByResourceId.get(own.slice(0, cut));
      if (parent !== undefined && parent !== key) {
        return [{ source: parent, kind: 'contains', target: key }];
      }
    }
    return [];
  });
}

export interface SharedAccount {
  /** One of the entities where alerts name the account itself, else made here. */
  readonly account: Entity;
  /** Top-level resources in the story; at least two. */
  readonly residents: readonly EntityKey[];
}

/** Things already inside or on another thing of the same account are not listed with the account. */
export function sharedAccounts(
  entities: readonly Entity[],
  edges: readonly EdgeEnds[],
): readonly SharedAccount[] {
  const entityByKey = new Map(entities.map((entity) => [entity.key, entity]));
  const inner = new Set<EntityKey>();
  for (const { source, kind, target } of edges) {
    const [outer, key] = kind === 'contains' ? [source, target] : [target, source];
    if (kind !== 'contains' && kind !== 'runsOn') continue;
    if (entityByKey.get(outer)?.accountId === entityByKey.get(key)?.accountId) inner.add(key);
  }
  const named = new Map<EntityKey, Entity>();
  for (const entity of entities) {
    const account = accountOf(entity);
    if (account && isAccount(entity)) named.set(account.key, entity);
  }
  const residentsByAccount = new Map<EntityKey, { account: Entity; residents: EntityKey[] }>();
  for (const entity of entities) {
    const made = accountOf(entity);
    const account = made && (named.get(made.key) ?? made);
    if (!account || account.key === entity.key || inner.has(entity.key)) continue;
    const known = residentsByAccount.get(account.key);
    if (known) known.residents.push(entity.key);
    else residentsByAccount.set(account.key, { account, residents: [entity.key] });
  }
  return [...residentsByAccount.values()].filter(
    ({ residents }) => residents.length >= RESIDENTS_MIN,
  );
}

const WORDS = {
  azure: 'Azure subscription',
  aws: 'AWS account',
  gcp: 'Google Cloud project',
} as const;

/** `/subscriptions/ID`, `//…/projects/ID`, `arn:…:ID:root`: the account itself and nothing in it. */
function isAccount({ resourceId, accountId }: Entity): boolean {
  if (resourceId === undefined || accountId === undefined) return false;
  const id = resourceId.toLowerCase();
  const account = accountId.toLowerCase();
  return id.endsWith(`/${account}`) || id.endsWith(`:${account}:root`);
}

/** Context, hence no asset: alerts name the resources, not the account. */
function accountOf({ cloud, accountId }: Entity): Entity | null {
  if (cloud === null || accountId === undefined) return null;
  return {
    key: JSON.stringify(['cloudAccount', cloud, accountId.toLowerCase()]) as EntityKey,
    kind: 'cloudResource',
    name: accountId,
    category: 'evidence',
    cloud,
    family: 'subscriptions',
    resourceType: WORDS[cloud],
    accountId,
    details: [],
  };
}
