// Mentions of machines that nothing known explained when they were made, until something learnt later does.
import { NAME_STAYS_MS } from './bearings.ts';
import type { MachineMention } from './machine-mention.ts';

/** Equal mentions are one. Times are UTC epoch milliseconds. */
export interface Unexplained {
  readonly key: string;
  readonly tenant: string;
  readonly mention: MachineMention;
  readonly node: number;
  /** When it was said first, and last. */
  from: number;
  to: number;
}

export class UnexplainedMentions {
  /** By all that they say. */
  readonly #unexplained = new Map<string, Unexplained>();
  /** Places and names of those. */
  readonly #keysByPlace = new Map<string, Set<string>>();
  /** Those of which something was learnt since they were looked at. */
  readonly #learnt = new Set<string>();

  /** Its node, made by `newNode` where the same was not said before. */
  nodeOf(tenant: string, mention: MachineMention, at: number, newNode: () => number): number {
    const { slots, fqdn, host, domain, privateIp } = mention;
    const said =
      slots.length > 0
        ? slots.join(' ')
        : (fqdn ?? `${host ?? ''} ${domain ?? ''} ${privateIp ?? ''}`);
    const key = `${tenant} ${said}`;
    const known = this.#unexplained.get(key);
    if (known !== undefined) {
      known.from = Math.min(known.from, at);
      known.to = Math.max(known.to, at);
      return known.node;
    }
    const node = newNode();
    this.#unexplained.set(key, { key, tenant, mention, node, from: at, to: at });
    for (const place of placesOf(tenant, mention)) {
      const waiting = this.#keysByPlace.get(place);
      if (waiting === undefined) this.#keysByPlace.set(place, new Set([key]));
      else waiting.add(key);
    }
    return node;
  }

  /** Somebody was found to bear a place, a name or an address. */
  learn(place: string): void {
    if (this.#keysByPlace.has(place)) this.#learnt.add(place);
  }

  /** Those that what was learnt since the last call may explain. */
  takeExplicable(): readonly Unexplained[] {
    const keys = new Set(
      [...this.#learnt].flatMap((one) => [...(this.#keysByPlace.get(one) ?? [])]),
    );
    this.#learnt.clear();
    return [...keys].map((key) => this.#unexplained.get(key)).filter((one) => one !== undefined);
  }

  /** Takes those out that said no more than a place or full name of this mention, shortly before it. */
  takeSame(tenant: string, { slots, fqdn }: MachineMention, at: number): readonly Unexplained[] {
    const said = fqdn === null ? slots : [...slots, fqdn];
    return said.flatMap((one) => {
      const earlier = this.#unexplained.get(`${tenant} ${one}`);
      if (earlier === undefined || Math.abs(at - earlier.to) > NAME_STAYS_MS) return [];
      this.forget(earlier);
      return [earlier];
    });
  }

  forget({ key, tenant, mention }: Unexplained): void {
    this.#unexplained.delete(key);
    for (const place of placesOf(tenant, mention)) {
      const waiting = this.#keysByPlace.get(place);
      waiting?.delete(key);
      if (waiting?.size === 0) this.#keysByPlace.delete(place);
    }
  }
}

/** Where bearings that could explain it are found. */
function placesOf(tenant: string, { slots, host }: MachineMention): readonly string[] {
  return (host === null ? slots : [...slots, host]).map((place) => `${tenant} ${place}`);
}
