// Which evidence, device rows and cloud inventory rows name the same machine, at the time they speak of.
// Ids of an instance join; places and names point to whoever held them then; conflicting ids never join.
import { isCloudGiven } from './machine-mention.ts';
import type { InstanceId, InstanceIdKind, MachineMention } from './machine-mention.ts';

/** Two machines never share one of these, and a machine has one of each for life. */
const LIFELONG: readonly InstanceIdKind[] = ['vm', 'ec2', 'gce'];

/** A place or a name as one machine bore it. Times are UTC epoch milliseconds, both ends included. */
interface Bearing {
  readonly node: number;
  fqdn: string | null;
  domain: string | null;
  readonly ips: Set<string>;
  from: number;
  to: number;
  /** The span is an inventory's word, and not only when somebody happened to look. */
  readonly isStated: boolean;
  /** In an inventory now, or seen in an alert; false for a device that is gone. */
  readonly isLive: boolean;
}

interface Unexplained {
  readonly tenant: string;
  readonly mention: MachineMention;
  readonly node: number;
  from: number;
  to: number;
}

/** How long a name is taken to stay with the machine that was seen with it, where no inventory says. */
const NAME_STAYS_MS = 14 * 24 * 3_600_000;

/** A lease is renewed, and a machine is put to another network, within about a day. */
const ADDRESS_STAYS_MS = 24 * 3_600_000;

export interface InventoryRow {
  readonly tenant: string;
  readonly mention: MachineMention;
  readonly from: number;
  readonly to: number;
  /** False where the inventory says that the machine no longer reports. */
  readonly isLive: boolean;
}

/** What one alert says: its mentions are resolved together. */
export interface MentionedTogether {
  readonly tenant: string;
  readonly at: number;
  readonly mentions: readonly MachineMention[];
}

/** Grows only. A machine is a node; equal `machineOf` means the same machine. */
export class MachineRegistry {
  readonly #parents: number[] = [];
  /** Of roots: the lifelong ids, by kind. */
  readonly #ids: (Partial<Record<InstanceIdKind, string>> | null)[] = [];
  readonly #nodeByInstanceId = new Map<string, number>();
  readonly #bearingsBySlot = new Map<string, Bearing[]>();
  readonly #bearingsByHost = new Map<string, Bearing[]>();
  /** By private address, which DHCP and clouds give to one machine after the other. */
  readonly #bearingsByAddress = new Map<string, Bearing[]>();
  /** Of mentions that nothing known explains, by all that they say. */
  readonly #unexplained = new Map<string, Unexplained>();
  /** Places and names of those, and of what was learnt since about any of them. */
  readonly #unexplainedByPlace = new Map<string, Set<string>>();
  readonly #learnt = new Set<string>();

  readonly #joined: (kept: number, gone: number) => void;

  /** `joined` is told of each two machines that turn out to be one: the second is the first from then on. */
  constructor(joined: (kept: number, gone: number) => void = () => undefined) {
    this.#joined = joined;
  }

  /** Devices first, then assets: an asset joins the device that shares its ids, or its name and address. */
  addDevice(row: InventoryRow): number {
    const node = this.#join(row.tenant, row.mention.instanceIds) ?? this.#reenrolled(row) ?? null;
    return this.#bear(row, node ?? this.#newNode(), row.mention.instanceIds);
  }

  addAsset(row: InventoryRow): number {
    const known = this.#join(row.tenant, row.mention.instanceIds);
    const alike = this.#sameNameAndAddress(row);
    const both = known !== null && alike !== null ? this.#union(known, alike) : null;
    const node = both ?? known ?? alike ?? this.#newNode();
    return this.#bear(row, node, row.mention.instanceIds);
  }

  /** One node for each mention, in their order. */
  observe(together: MentionedTogether): readonly number[] {
    const { tenant, at } = together;
    const nodes = together.mentions.map(() => -1);
    for (const group of sameMachineGroups(together.mentions)) {
      const mention = united(group.map((index) => together.mentions[index]).filter(isDefined));
      const node = this.resolve(tenant, mention, at);
      for (const index of group) nodes[index] = node;
    }
    return nodes;
  }

  /** The machine that a mention names at a time; a new one where nothing known explains it. */
  resolve(tenant: string, mention: MachineMention, at: number): number {
    const { instanceIds } = mention;
    const sighting = { tenant, mention, from: at, to: at, isLive: true };
    const byId = this.#join(tenant, instanceIds);
    if (byId !== null) return this.#bear(sighting, byId, instanceIds, false);
    const known = this.#known(tenant, mention, at);
    if (known !== null && this.#agrees(known, instanceIds)) {
      return this.#bear(sighting, known, instanceIds, false);
    }
    if (instanceIds.length > 0) {
      const node = this.#bear(sighting, this.#newNode(), instanceIds, false);
      return this.#explain(tenant, mention, at, node);
    }
    return this.#nodeOfUnexplained(tenant, mention, at);
  }

  /** The one machine that had a private address then; null where none, or several, are known to. */
  atAddress(tenant: string, privateIp: string, at: number): number | null {
    const bearings = this.#bearingsByAddress.get(`${tenant} ${privateIp}`) ?? [];
    const seen = bearings.filter((one) => !one.isStated && isNear(one, at, ADDRESS_STAYS_MS));
    const then = bearings.filter((one) => one.isStated && one.from <= at && at <= one.to);
    return this.#only(seen) ?? this.#only(then);
  }

  /** Explains by what was learnt since what could not be explained when it was said. */
  settle(): void {
    const keys = new Set(
      [...this.#learnt].flatMap((place) => [...(this.#unexplainedByPlace.get(place) ?? [])]),
    );
    this.#learnt.clear();
    for (const key of keys) {
      const unexplained = this.#unexplained.get(key);
      if (unexplained === undefined) continue;
      const { tenant, mention, node, from, to } = unexplained;
      const first = this.#known(tenant, mention, from);
      if (first === null || this.#known(tenant, mention, to) !== first) continue;
      this.#union(first, node);
      this.#forget(key);
    }
  }

  /** Equal numbers mean the same machine. */
  machineOf(node: number): number {
    let root = node;
    while (this.#parents[root] !== root) root = this.#parents[root] ?? root;
    let step = node;
    while (step !== root) {
      const next = this.#parents[step] ?? root;
      this.#parents[step] = root;
      step = next;
    }
    return root;
  }

  /** By place or by name. */
  #known(tenant: string, mention: MachineMention, at: number): number | null {
    return this.#holderOf(tenant, mention, at) ?? this.#bearerOf(tenant, mention, at);
  }

  #newNode(): number {
    const node = this.#parents.length;
    this.#parents.push(node);
    this.#ids.push(null);
    return node;
  }

  /** The machine that all of these ids name, joined if they name several; null if none is known. */
  #join(tenant: string, ids: readonly InstanceId[]): number | null {
    let node: number | null = null;
    for (const id of ids) {
      const known = this.#nodeByInstanceId.get(`${tenant} ${id}`);
      if (known === undefined) continue;
      if (node === null) {
        if (this.#agrees(known, ids)) node = this.machineOf(known);
      } else node = this.#union(node, known);
    }
    return node;
  }

  #agrees(node: number, ids: readonly InstanceId[]): boolean {
    const own = this.#ids[this.machineOf(node)] ?? {};
    return ids.every((id) => {
      const { kind, value } = partsOf(id);
      return !LIFELONG.includes(kind) || own[kind] === undefined || own[kind] === value;
    });
  }

  /** Returns the root of both, or of the first where their ids contradict. */
  #union(a: number, b: number): number {
    const first = this.machineOf(a);
    const second = this.machineOf(b);
    if (first === second) return first;
    const ids = { ...this.#ids[first] };
    for (const kind of LIFELONG) {
      const other = this.#ids[second]?.[kind];
      if (other === undefined) continue;
      if (ids[kind] !== undefined && ids[kind] !== other) return first;
      ids[kind] = other;
    }
    const root = Math.min(first, second);
    const gone = Math.max(first, second);
    this.#parents[gone] = root;
    this.#ids[root] = ids;
    this.#joined(root, gone);
    return root;
  }

  /** Remembers the ids, places and names of a machine. */
  #bear(row: InventoryRow, node: number, ids: readonly InstanceId[], isStated = true): number {
    const root = this.machineOf(node);
    const own = { ...this.#ids[root] };
    for (const id of ids) {
      const { kind, value } = partsOf(id);
      if (LIFELONG.includes(kind)) own[kind] ??= value;
      const key = `${row.tenant} ${id}`;
      if (!this.#nodeByInstanceId.has(key)) this.#nodeByInstanceId.set(key, root);
    }
    this.#ids[root] = own;
    const { slots, host, privateIp } = row.mention;
    if (privateIp !== null) {
      this.#addBearing(this.#bearingsByAddress, `${row.tenant} ${privateIp}`, row, root, isStated);
    }
    for (const slot of slots) {
      this.#addBearing(this.#bearingsBySlot, `${row.tenant} ${slot}`, row, root, isStated);
    }
    if (host !== null) {
      this.#addBearing(this.#bearingsByHost, `${row.tenant} ${host}`, row, root, isStated);
    }
    return root;
  }

  #addBearing(
    bearings: Map<string, Bearing[]>,
    key: string,
    { mention, from, to, isLive }: InventoryRow,
    node: number,
    isStated: boolean,
  ): void {
    if (this.#unexplainedByPlace.has(key)) this.#learnt.add(key);
    const list = bearings.get(key) ?? [];
    if (list.length === 0) bearings.set(key, list);
    const own = list.find((one) => !isStated && this.machineOf(one.node) === node);
    if (own !== undefined) {
      own.from = Math.min(own.from, from);
      own.to = Math.max(own.to, to);
      own.fqdn ??= mention.fqdn;
      own.domain ??= mention.domain;
      if (mention.privateIp !== null && own.ips.size < 8) own.ips.add(mention.privateIp);
      return;
    }
    list.push({
      node,
      fqdn: mention.fqdn,
      domain: mention.domain,
      ips: new Set(mention.privateIp === null ? [] : [mention.privateIp]),
      from,
      to,
      isStated,
      isLive,
    });
  }

  /** Who held the place then: the last one to have taken it. */
  #holderOf(tenant: string, mention: MachineMention, at: number): number | null {
    for (const slot of mention.slots) {
      const holders = this.#bearingsBySlot.get(`${tenant} ${slot}`) ?? [];
      const then = holders.filter((one) => one.from <= at && at <= one.to);
      const found = this.#only(then) ?? this.#nearest(holders, at);
      if (found !== null) return found;
    }
    return null;
  }

  /** Who bore the name then, if it was one machine that fits all that is said. */
  #bearerOf(tenant: string, mention: MachineMention, at: number): number | null {
    if (mention.host === null) return null;
    const bearers = this.#bearingsByHost.get(`${tenant} ${mention.host}`) ?? [];
    const fitting = bearers.filter((one) => nameFits(one, mention));
    const then = fitting.filter((one) => isBorneAt(one, at));
    const only = this.#only(then);
    if (only !== null) return only;
    const { privateIp } = mention;
    if (privateIp !== null) {
      const there = this.#only(then.filter(({ ips }) => ips.has(privateIp)));
      if (there !== null) return there;
    }
    return null;
  }

  #only(bearings: readonly Bearing[]): number | null {
    const machines = new Set(bearings.map(({ node }) => this.machineOf(node)));
    const [first] = machines;
    return machines.size === 1 && first !== undefined ? first : null;
  }

  #nearest(holders: readonly Bearing[], at: number): number | null {
    let best: Bearing | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const one of holders) {
      // Before an inventory's machine was made, somebody else had the place.
      if (one.isStated && at < one.from) continue;
      const away = at < one.from ? one.from - at : Math.max(0, at - one.to);
      if (away < least) [best, least] = [one, away];
    }
    return best === null ? null : this.machineOf(best.node);
  }

  /** The same computer enrolled once more: one name, one life after the other, nothing that contradicts. */
  #reenrolled({ tenant, mention, from }: InventoryRow): number | null {
    if (mention.host === null || mention.fqdn === null || mention.slots.length > 0) return null;
    const earlier = (this.#bearingsByHost.get(`${tenant} ${mention.host}`) ?? []).filter(
      (one) => one.fqdn === mention.fqdn,
    );
    const isAfterAll = earlier.every((one) => one.to <= from + 1_000);
    const { privateIp } = mention;
    const isThere = earlier.some(({ ips }) => privateIp !== null && ips.has(privateIp));
    if (isCloudGiven(mention.fqdn) && !isThere) return null;
    const last = this.#only(earlier);
    return last !== null && isAfterAll && this.#agrees(last, mention.instanceIds) ? last : null;
  }

  /** A device that is there now under the asset's name, and at its address where the name is not qualified. */
  #sameNameAndAddress({ tenant, mention, from }: InventoryRow): number | null {
    const { host, privateIp } = mention;
    if (host === null) return null;
    const there = (this.#bearingsByHost.get(`${tenant} ${host}`) ?? []).filter(
      (one) =>
        one.isLive &&
        one.to >= from &&
        this.#agrees(one.node, mention.instanceIds) &&
        nameFits(one, mention),
    );
    if (privateIp !== null) {
      const at = this.#only(there.filter(({ ips }) => ips.has(privateIp)));
      if (at !== null) return at;
    }
    const isQualified = there.every(({ fqdn }) => fqdn !== null && fqdn === mention.fqdn);
    return isQualified ? this.#only(there) : null;
  }

  /** A place or full name that was mentioned shortly before is this machine's, now that it has ids. */
  #explain(tenant: string, { slots, fqdn }: MachineMention, at: number, node: number): number {
    let root = node;
    for (const said of fqdn === null ? slots : [...slots, fqdn]) {
      const earlier = this.#unexplained.get(`${tenant} ${said}`);
      if (earlier === undefined || Math.abs(at - earlier.to) > NAME_STAYS_MS) continue;
      root = this.#union(root, earlier.node);
      this.#forget(`${tenant} ${said}`);
    }
    return root;
  }

  #nodeOfUnexplained(tenant: string, mention: MachineMention, at: number): number {
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
    const node = this.#newNode();
    this.#unexplained.set(key, { tenant, mention, node, from: at, to: at });
    for (const place of placesOf(tenant, mention)) {
      const waiting = this.#unexplainedByPlace.get(place);
      if (waiting === undefined) this.#unexplainedByPlace.set(place, new Set([key]));
      else waiting.add(key);
    }
    return node;
  }

  #forget(key: string): void {
    const unexplained = this.#unexplained.get(key);
    if (unexplained === undefined) return;
    this.#unexplained.delete(key);
    for (const place of placesOf(unexplained.tenant, unexplained.mention)) {
      const waiting = this.#unexplainedByPlace.get(place);
      waiting?.delete(key);
      if (waiting?.size === 0) this.#unexplainedByPlace.delete(place);
    }
  }
}

/** Where bearings that could explain it are found. */
function placesOf(tenant: string, { slots, host }: MachineMention): readonly string[] {
  return (host === null ? slots : [...slots, host]).map((place) => `${tenant} ${place}`);
}

function nameFits(bearing: Bearing, mention: MachineMention): boolean {
  if (bearing.fqdn !== null && mention.fqdn !== null) return bearing.fqdn === mention.fqdn;
  const [own, said] = [bearing.domain, mention.domain];
  if (own === null || said === null) return true;
  return own === said || own.split('.').includes(said) || said.split('.').includes(own);
}

function isBorneAt(one: Bearing, at: number): boolean {
  const before = one.isStated ? 60_000 : NAME_STAYS_MS;
  const after = one.isLive ? NAME_STAYS_MS : 60_000;
  return one.from - before <= at && at <= one.to + after;
}

function isNear({ from, to }: Bearing, at: number, tolerance: number): boolean {
  return from - tolerance <= at && at <= to + tolerance;
}

/** Indices of mentions of one alert that name one machine. */
function sameMachineGroups(mentions: readonly MachineMention[]): readonly (readonly number[])[] {
  const groups: number[][] = [];
  mentions.forEach((mention, index) => {
    const group = groups.find((one) =>
      one.some((other) => {
        const known = mentions[other];
        return known !== undefined && sayTheSame(known, mention);
      }),
    );
    if (group === undefined) groups.push([index]);
    else group.push(index);
  });
  const [first, second, third] = groups;
  if (first === undefined || second === undefined || third !== undefined) return groups;
  // A cloud's instance number says no name: beside one device alone it is that device's.
  const isPair =
    (first.every((index) => isNumberAlone(mentions[index])) &&
      second.every((index) => isNoInstance(mentions[index]))) ||
    (second.every((index) => isNumberAlone(mentions[index])) &&
      first.every((index) => isNoInstance(mentions[index])));
  return isPair ? [[...first, ...second]] : groups;
}

function isNumberAlone(mention: MachineMention | undefined): boolean {
  return mention !== undefined && mention.host === null && mention.instanceIds.length > 0;
}

/** A device of which no cloud's id is known. */
function isNoInstance(mention: MachineMention | undefined): boolean {
  return (
    mention?.host != null &&
    mention.slots.length === 0 &&
    mention.instanceIds.every((id) => !LIFELONG.includes(partsOf(id).kind))
  );
}

function sayTheSame(a: MachineMention, b: MachineMention): boolean {
  for (const kind of LIFELONG) {
    const own = a.instanceIds.find((id) => partsOf(id).kind === kind);
    const other = b.instanceIds.find((id) => partsOf(id).kind === kind);
    if (own !== undefined && other !== undefined) return own === other;
  }
  if (a.instanceIds.some((id) => b.instanceIds.includes(id))) return true;
  if (a.slots.some((slot) => b.slots.includes(slot))) return true;
  if (a.host === null || a.host !== b.host) return false;
  return a.fqdn === null || b.fqdn === null || a.fqdn === b.fqdn;
}

function united(mentions: readonly MachineMention[]): MachineMention {
  const [first] = mentions;
  if (first !== undefined && mentions.length === 1) return first;
  const firstOf = <K extends 'fqdn' | 'host' | 'domain' | 'privateIp'>(name: K) =>
    mentions.find((one) => one[name] !== null)?.[name] ?? null;
  return {
    instanceIds: [...new Set(mentions.flatMap((one) => one.instanceIds))],
    slots: [...new Set(mentions.flatMap((one) => one.slots))],
    fqdn: firstOf('fqdn'),
    host: firstOf('host'),
    domain: firstOf('domain'),
    privateIp: firstOf('privateIp'),
  };
}

function partsOf(id: InstanceId): { readonly kind: InstanceIdKind; readonly value: string } {
  const colon = id.indexOf(':');
  return { kind: id.slice(0, colon) as InstanceIdKind, value: id.slice(colon + 1) };
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}
