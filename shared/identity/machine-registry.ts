// Which evidence, device rows and cloud inventory rows name the same machine, at the time they speak of.
// Ids of an instance join; places and names point to whoever held them then; conflicting ids never join.
import { Bearings, isBorneAt, isNear, nameFits } from './bearings.ts';
import type { InstanceId } from './instance-id.ts';
import type { InventoryRow } from './inventory-row.ts';
import { isCloudGiven } from './machine-mention.ts';
import type { MachineMention } from './machine-mention.ts';
import { MachineNodes } from './machine-nodes.ts';
import { sameMachineGroups, united } from './mentions-in-alert.ts';
import { ToldPairs } from './told-pairs.ts';
import type { ToldPair } from './told-pairs.ts';
import { UnexplainedMentions } from './unexplained-mentions.ts';

/** A lease is renewed, and a machine is put to another network, within about a day. */
const ADDRESS_STAYS_MS = 24 * 3_600_000;

/** What one alert says: its mentions are resolved together. */
export interface MentionedTogether {
  readonly tenant: string;
  readonly at: number;
  readonly mentions: readonly MachineMention[];
}

/** Grows only. A machine is a node; equal `machineOf` means the same machine. */
export class MachineRegistry {
  readonly #nodes: MachineNodes;
  readonly #slots: Bearings;
  readonly #hosts: Bearings;
  /** By private address, which DHCP and clouds give to one machine after the other. */
  readonly #addresses: Bearings;
  readonly #unexplained = new UnexplainedMentions();
  readonly #told: ToldPairs;

  /** `joined` is told of each two machines that turn out to be one: the second is the first from then on. */
  constructor(
    joined: (kept: number, gone: number) => void = () => undefined,
    told: readonly ToldPair[] = [],
  ) {
    this.#told = new ToldPairs(told);
    this.#nodes = new MachineNodes(joined);
    const machineOf = (node: number) => this.machineOf(node);
    this.#slots = new Bearings(machineOf);
    this.#hosts = new Bearings(machineOf);
    this.#addresses = new Bearings(machineOf);
  }

  /** Devices first, then assets: an asset joins the device that shares its ids, or its name and address. */
  addDevice(device: InventoryRow): number {
    const row = { ...device, mention: this.#told.heeded(device.tenant, device.mention) };
    const { instanceIds } = row.mention;
    const node = this.#nodes.named(row.tenant, instanceIds) ?? this.#reenrolled(row);
    return this.#bear(row, node ?? this.#nodes.add(), instanceIds);
  }

  addAsset(asset: InventoryRow): number {
    const row = { ...asset, mention: this.#told.heeded(asset.tenant, asset.mention) };
    const { instanceIds } = row.mention;
    const known = this.#nodes.named(row.tenant, instanceIds);
    const alike = this.#sameNameAndAddress(row);
    const both = known !== null && alike !== null ? this.#nodes.union(known, alike) : null;
    return this.#bear(row, both ?? known ?? alike ?? this.#nodes.add(), instanceIds);
  }

  /** One node for each mention, in their order. */
  observe(together: MentionedTogether): readonly number[] {
    const { tenant, at } = together;
    const nodes = together.mentions.map(() => -1);
    const mentions = together.mentions.map((mention) => this.#told.heeded(tenant, mention));
    for (const group of sameMachineGroups(mentions)) {
      const said = group.map((index) => mentions[index]);
      const mention = united(said.filter((one) => one !== undefined));
      const node = this.resolve(tenant, mention, at);
      for (const index of group) nodes[index] = node;
    }
    return nodes;
  }

  /** The machine that a mention names at a time; a new one where nothing known explains it. */
  resolve(tenant: string, mention: MachineMention, at: number): number {
    const { instanceIds } = mention;
    const sighting = { tenant, mention, from: at, to: at, isLive: true };
    const byId = this.#nodes.named(tenant, instanceIds);
    if (byId !== null) return this.#bear(sighting, byId, instanceIds, false);
    const known = this.#known(tenant, mention, at);
    if (known !== null && this.#nodes.agrees(known, instanceIds)) {
      return this.#bear(sighting, known, instanceIds, false);
    }
    if (instanceIds.length > 0) {
      let node = this.#bear(sighting, this.#nodes.add(), instanceIds, false);
      // What was said of the place or full name shortly before was this machine, now that it has ids.
      for (const earlier of this.#unexplained.takeSame(tenant, mention, at)) {
        node = this.#nodes.union(node, earlier.node);
      }
      return node;
    }
    return this.#unexplained.nodeOf(tenant, mention, at, () => this.#nodes.add());
  }

  /** The one machine that had a private address then; null where none, or several, are known to. */
  atAddress(tenant: string, privateIp: string, at: number): number | null {
    const bearings = this.#addresses.of(`${tenant} ${privateIp}`);
    const seen = bearings.filter((one) => !one.isStated && isNear(one, at, ADDRESS_STAYS_MS));
    const then = bearings.filter((one) => one.isStated && one.from <= at && at <= one.to);
    return this.#addresses.only(seen) ?? this.#addresses.only(then);
  }

  /** Explains by what was learnt since what could not be explained when it was said. */
  settle(): void {
    for (const unexplained of this.#unexplained.takeExplicable()) {
      const { tenant, mention, node, from, to } = unexplained;
      const first = this.#known(tenant, mention, from);
      if (first === null || this.#known(tenant, mention, to) !== first) continue;
      this.#nodes.union(first, node);
      this.#unexplained.forget(unexplained);
    }
  }

  /** Equal numbers mean the same machine. */
  machineOf(node: number): number {
    return this.#nodes.machineOf(node);
  }

  /** By place or by name. */
  #known(tenant: string, mention: MachineMention, at: number): number | null {
    return this.#holderOf(tenant, mention, at) ?? this.#bearerOf(tenant, mention, at);
  }

  /** Remembers the ids, places and names of a machine. */
  #bear(row: InventoryRow, node: number, ids: readonly InstanceId[], isStated = true): number {
    const { tenant, mention } = row;
    const machine = this.#nodes.name(tenant, node, ids);
    const bear = (bearings: Bearings, place: string) => {
      this.#unexplained.learn(`${tenant} ${place}`);
      bearings.add(`${tenant} ${place}`, row, machine, isStated);
    };
    if (mention.privateIp !== null) bear(this.#addresses, mention.privateIp);
    for (const slot of mention.slots) bear(this.#slots, slot);
    if (mention.host !== null) bear(this.#hosts, mention.host);
    return machine;
  }

  /** Who held the place then: the last one to have taken it. */
  #holderOf(tenant: string, mention: MachineMention, at: number): number | null {
    for (const slot of mention.slots) {
      const holders = this.#slots.of(`${tenant} ${slot}`);
      const then = holders.filter((one) => one.from <= at && at <= one.to);
      const found = this.#slots.only(then) ?? this.#slots.nearest(holders, at);
      if (found !== null) return found;
    }
    return null;
  }

  /** Who bore the name then, if it was one machine that fits all that is said. */
  #bearerOf(tenant: string, mention: MachineMention, at: number): number | null {
    if (mention.host === null) return null;
    const then = this.#hosts
      .of(`${tenant} ${mention.host}`)
      .filter((one) => nameFits(one, mention) && isBorneAt(one, at));
    const { privateIp } = mention;
    return (
      this.#hosts.only(then) ??
      (privateIp === null
        ? null
        : this.#hosts.only(then.filter(({ ips }) => ips.includes(privateIp))))
    );
  }

  /** The same computer enrolled once more: one name, one life after the other, nothing that contradicts. */
  #reenrolled({ tenant, mention, from }: InventoryRow): number | null {
    const { host, fqdn, slots, privateIp, instanceIds } = mention;
    if (host === null || fqdn === null || slots.length > 0) return null;
    const earlier = this.#hosts.of(`${tenant} ${host}`).filter((one) => one.fqdn === fqdn);
    const isAfterAll = earlier.every((one) => one.to <= from + 1_000);
    const isThere = earlier.some(({ ips }) => privateIp !== null && ips.includes(privateIp));
    if (isCloudGiven(fqdn) && !isThere) return null;
    const last = this.#hosts.only(earlier);
    return last !== null && isAfterAll && this.#nodes.agrees(last, instanceIds) ? last : null;
  }

  /** A device that is there now under the asset's name, and at its address where the name is not qualified. */
  #sameNameAndAddress({ tenant, mention, from }: InventoryRow): number | null {
    const { host, privateIp } = mention;
    if (host === null) return null;
    const there = this.#hosts
      .of(`${tenant} ${host}`)
      .filter(
        (one) =>
          one.isLive &&
          one.to >= from &&
          this.#nodes.agrees(one.node, mention.instanceIds) &&
          nameFits(one, mention),
      );
    if (privateIp !== null) {
      const at = this.#hosts.only(there.filter(({ ips }) => ips.includes(privateIp)));
      if (at !== null) return at;
    }
    const isQualified = there.every(({ fqdn }) => fqdn !== null && fqdn === mention.fqdn);
    return isQualified ? this.#hosts.only(there) : null;
  }
}
