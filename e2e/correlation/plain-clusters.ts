// The plain way to correlate, as a baseline: alerts that share an identifier within a day are one story,
// unless as many as a busy server's share it.
import type { AlertClues } from '../../shared/correlation/alert-clues.ts';
import { Clusters } from '../../shared/correlation/clusters.ts';

const DAY_MS = 24 * 3_600_000;
const HUB = 30;

export class PlainClusters {
  readonly #clusters = new Clusters();
  readonly #lastByKey = new Map<string, { row: number; at: number; count: number }>();

  add(alert: AlertClues): void {
    const row = this.#clusters.add(0, 0);
    for (const key of keysOf(alert)) {
      const last = this.#lastByKey.get(key);
      if (last === undefined) {
        this.#lastByKey.set(key, { row, at: alert.at, count: 1 });
        continue;
      }
      last.count++;
      if (last.count <= HUB && Math.abs(alert.at - last.at) <= DAY_MS) {
        this.#clusters.join(row, last.row);
      }
      last.row = row;
      last.at = alert.at;
    }
  }

  clusterOf(row: number): string {
    return String(this.#clusters.of(row));
  }
}

function keysOf({ tenant, machines, accounts, clues }: AlertClues): ReadonlySet<string> {
  const machineKeys = machines.flatMap(({ mention }) => [...mention.instanceIds, ...mention.slots]);
  const accountKeys = accounts.map(({ userPrincipalName }) => userPrincipalName ?? '');
  const clueKeys = clues.map(({ kind, value }) => `${kind} ${value}`);
  const keys = [...machineKeys, ...accountKeys, ...clueKeys];
  return new Set(keys.filter((key) => key !== '').map((key) => `${tenant} ${key}`));
}
