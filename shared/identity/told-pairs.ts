// What people said of two names of machines: that they mean one machine, or two. It stands over what the
// rules find, save that different ids of a cloud are two machines whoever says otherwise.
import { isLifelong, partsOf } from './instance-id.ts';
import type { InstanceId } from './instance-id.ts';
import type { MachineMention } from './machine-mention.ts';

/** `device` and `asset` are instance ids or slots, as mentions have them. */
export interface ToldPair {
  readonly tenantId: string;
  readonly device: string;
  readonly asset: string;
  readonly verdict: 'same' | 'different';
}

export class ToldPairs {
  /** By tenant and name: the ids that whatever bears the name has besides. */
  readonly #idsByName = new Map<string, InstanceId[]>();
  /** By tenant and device: what it is not, though it may say so. */
  readonly #deniedByDevice = new Map<string, Set<string>>();

  constructor(pairs: readonly ToldPair[]) {
    pairs.forEach(({ tenantId, device, asset, verdict }, index) => {
      const [first, second] = [nameIn(tenantId, device), nameIn(tenantId, asset)];
      if (verdict === 'same') {
        this.#add(first, `same:${String(index)}`);
        this.#add(second, `same:${String(index)}`);
        return;
      }
      this.#add(first, `apart${index}:a`);
      this.#add(second, `apart${index}:b`);
      const denied = this.#deniedByDevice.get(first) ?? new Set();
      this.#deniedByDevice.set(first, denied.add(asset.toLowerCase()));
    });
  }

  /** The mention as it is after what people said; the same object where they said nothing of it. */
  heeded(tenant: string, mention: MachineMention): MachineMention {
    if (this.#idsByName.size === 0) return mention;
    const own = [...mention.instanceIds, ...mention.slots];
    const isDenied = own.some((name) => this.#denies(tenant, name, mention));
    const said = isDenied ? withoutCloud(mention) : mention;
    const names = [...said.instanceIds, ...said.slots];
    const told = names.flatMap((name) => this.#idsByName.get(nameIn(tenant, name)) ?? []);
    return told.length === 0 ? said : { ...said, instanceIds: [...said.instanceIds, ...told] };
  }

  /** The mention says of `device` that it is what it is not. */
  #denies(tenant: string, device: string, { instanceIds, slots }: MachineMention): boolean {
    const denied = this.#deniedByDevice.get(nameIn(tenant, device));
    if (denied === undefined) return false;
    return [...instanceIds, ...slots].some((name) => name !== device && denied.has(name));
  }

  #add(name: string, id: InstanceId): void {
    const ids = this.#idsByName.get(name);
    if (ids === undefined) this.#idsByName.set(name, [id]);
    else ids.push(id);
  }
}

/** What is left of a device whose place in a cloud is said to be another machine's. */
function withoutCloud(mention: MachineMention): MachineMention {
  const instanceIds = mention.instanceIds.filter((id) => !isLifelong(partsOf(id).kind));
  return { ...mention, instanceIds, slots: [] };
}

function nameIn(tenant: string, name: string): string {
  return `${tenant.toLowerCase()} ${name.toLowerCase()}`;
}
