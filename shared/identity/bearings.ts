// Which machines bore a place, a name or a private address, and when.
import type { InventoryRow } from './inventory-row.ts';
import type { MachineMention } from './machine-mention.ts';

/** A place, a name or an address as one machine bore it. Times are UTC epoch milliseconds, both included. */
export interface Bearing {
  readonly node: number;
  fqdn: string | null;
  domain: string | null;
  /** Private addresses that it had under that name, each once. */
  readonly ips: string[];
  from: number;
  to: number;
  /** The span is an inventory's word, and not only when somebody happened to look. */
  readonly isStated: boolean;
  /** In an inventory now, or seen in an alert; false for a device that is gone. */
  readonly isLive: boolean;
}

/** How long a name is taken to stay with the machine that was seen with it, where no inventory says. */
export const NAME_STAYS_MS = 14 * 24 * 3_600_000;

/** Clocks of inventories and of alerts differ by so much. */
const CLOCKS_MS = 60_000;

/** Addresses kept of one machine under one name. */
const MAX_IPS = 8;

/** Of machines as nodes; keys are texts that name a place within a tenant. */
export class Bearings {
  readonly #bearingsByKey = new Map<string, Bearing[]>();
  readonly #machineOf: (node: number) => number;

  constructor(machineOf: (node: number) => number) {
    this.#machineOf = machineOf;
  }

  of(key: string): readonly Bearing[] {
    return this.#bearingsByKey.get(key) ?? [];
  }

  /** Each row of an inventory is a bearing of its own; a sighting widens what the machine was seen with. */
  add(key: string, row: InventoryRow, machine: number, isStated: boolean): void {
    const { mention, from, to, isLive } = row;
    const list = this.#bearingsByKey.get(key) ?? [];
    if (list.length === 0) this.#bearingsByKey.set(key, list);
    const own = list.find((one) => !isStated && this.#machineOf(one.node) === machine);
    if (own !== undefined) {
      own.from = Math.min(own.from, from);
      own.to = Math.max(own.to, to);
      own.fqdn ??= mention.fqdn;
      own.domain ??= mention.domain;
      const { privateIp } = mention;
      const isNew = privateIp !== null && !own.ips.includes(privateIp);
      if (isNew && own.ips.length < MAX_IPS) own.ips.push(privateIp);
      return;
    }
    list.push({
      node: machine,
      fqdn: mention.fqdn,
      domain: mention.domain,
      ips: mention.privateIp === null ? [] : [mention.privateIp],
      from,
      to,
      isStated,
      isLive,
    });
  }

  /** The machine of all of them; null where there are several, or none. */
  only(bearings: readonly Bearing[]): number | null {
    const machines = new Set(bearings.map(({ node }) => this.#machineOf(node)));
    const [first] = machines;
    return machines.size === 1 && first !== undefined ? first : null;
  }

  /** The machine that bore it then, the last to have taken it; else the nearest in time. */
  nearest(bearings: readonly Bearing[], at: number): number | null {
    let best: Bearing | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const one of bearings) {
      // Before an inventory's machine was made, somebody else had the place.
      if (one.isStated && at < one.from) continue;
      const away = at < one.from ? one.from - at : Math.max(0, at - one.to);
      const isNearer = away < least || (away === least && one.from > (best?.from ?? one.from));
      if (isNearer) [best, least] = [one, away];
    }
    return best === null ? null : this.#machineOf(best.node);
  }
}

/** Nothing that both say of the name contradicts. */
export function nameFits(bearing: Bearing, mention: MachineMention): boolean {
  if (bearing.fqdn !== null && mention.fqdn !== null) return bearing.fqdn === mention.fqdn;
  const [own, said] = [bearing.domain, mention.domain];
  if (own === null || said === null) return true;
  return own === said || own.split('.').includes(said) || said.split('.').includes(own);
}

/** For names: a machine that reports is taken to keep its name for a while around what is known. */
export function isBorneAt(one: Bearing, at: number): boolean {
  const before = one.isStated ? CLOCKS_MS : NAME_STAYS_MS;
  const after = one.isLive ? NAME_STAYS_MS : CLOCKS_MS;
  return one.from - before <= at && at <= one.to + after;
}

export function isNear({ from, to }: Bearing, at: number, toleranceMs: number): boolean {
  return from - toleranceMs <= at && at <= to + toleranceMs;
}
