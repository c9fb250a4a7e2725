// Whom and what alerts are about, over all alerts and inventories: resolves machines and accounts, and
// gives each alert its ties. Learns from a whole page before it answers for any alert of it.
import { AccountRegistry } from '../identity/account-registry.ts';
import { parseIpAddress } from '../identity/ip-address.ts';
import type { InventoryRow } from '../identity/inventory-row.ts';
import { MachineRegistry } from '../identity/machine-registry.ts';
import type { ToldPair } from '../identity/told-pairs.ts';
import type { AlertClues } from './alert-clues.ts';
import { tieKindOf } from './tie.ts';
import type { Tie, TieKind } from './tie.ts';

export interface AlertSubjects {
  /** A node of the machine registry for each of the alert's machines, in their order. */
  readonly machineNodes: readonly number[];
  /** Keys of machines and accounts. */
  readonly keys: ReadonlySet<string>;
  readonly ties: readonly Tie[];
}

export class Subjects {
  readonly machines: MachineRegistry;
  readonly #accounts: AccountRegistry;
  readonly #egressAddresses = new Set<string>();

  /** `renamed` is told of keys that turn out to mean the same: the first is the second from then on. */
  constructor(
    renamed: (from: string, to: string) => void = () => undefined,
    told: readonly ToldPair[] = [],
  ) {
    this.machines = new MachineRegistry((kept, gone) => {
      renamed(machineKey(gone), machineKey(kept));
    }, told);
    this.#accounts = new AccountRegistry((kept, gone) => {
      renamed(accountKey(gone), accountKey(kept));
    });
  }

  addDevice(row: InventoryRow): number {
    return this.machines.addDevice(row);
  }

  addAsset(row: InventoryRow): number {
    return this.machines.addAsset(row);
  }

  /** An address that belongs to the tenant itself ties nobody to anybody. */
  addEgressAddress(text: string): void {
    const address = parseIpAddress(text);
    if (address?.isGlobal === true) this.#egressAddresses.add(address.canonical);
  }

  /** In the order of the page, which should be that of time. */
  read(page: readonly AlertClues[]): readonly AlertSubjects[] {
    const nodes = page.map(({ tenant, at, machines, egressAddresses }) => {
      for (const address of egressAddresses) this.#egressAddresses.add(address);
      const mentions = machines.map(({ mention }) => mention);
      return this.machines.observe({ tenant, at, mentions });
    });
    this.machines.settle();
    const accounts = page.map((clues) => this.#accountsIn(clues));
    return page.map((clues, index) =>
      this.#subjectsOf(clues, nodes[index] ?? [], accounts[index] ?? []),
    );
  }

  #accountsIn({ tenant, accounts }: AlertClues): readonly number[] {
    return accounts
      .map((mention) => this.#accounts.resolve(tenant, mention))
      .filter((node) => node !== null);
  }

  #subjectsOf(
    clues: AlertClues,
    machineNodes: readonly number[],
    accountNodes: readonly number[],
  ): AlertSubjects {
    const ties = new Map<string, TieKind>();
    for (const node of machineNodes) ties.set(machineKey(this.machines.machineOf(node)), 'machine');
    for (const node of accountNodes) {
      ties.set(accountKey(this.#accounts.accountOf(node)), 'account');
    }
    const keys = new Set(ties.keys());
    for (const ip of clues.privateAddresses) {
      const source = this.machines.atAddress(clues.tenant, ip, clues.at);
      const key = source === null ? null : machineKey(this.machines.machineOf(source));
      if (key !== null && !ties.has(key)) ties.set(key, 'source');
    }
    for (const { kind, value } of clues.clues) {
      const tieKind = tieKindOf(kind);
      if (tieKind === null) continue;
      if (kind === 'address' && this.#egressAddresses.has(value)) continue;
      ties.set(`${clues.tenant} ${kind} ${value}`, tieKind);
    }
    return { machineNodes, keys, ties: [...ties].map(([key, kind]) => ({ key, kind })) };
  }
}

const machineKey = (machine: number) => `machine ${String(machine)}`;
const accountKey = (account: number) => `account ${String(account)}`;
