// The correlation engine over documents as the store has them, under the keys that the app knows alerts by.
import type { AlertMachines, EngineAlert } from '../../../shared/contract/correlation-engine.ts';
import { AlertCorrelation } from '../../../shared/correlation/alert-correlation.ts';
import type { ReadRow } from '../../../shared/correlation/alert-correlation.ts';
import { readClues } from '../../../shared/correlation/alert-clues.ts';
import type { AlertClues } from '../../../shared/correlation/alert-clues.ts';
import { isOptedOut } from '../../../shared/correlation/opt-out.ts';
import { reasonOf, sharedReason } from '../../../shared/correlation/correlation-reason.ts';
import type {
  AlertLink,
  ComparedAlerts,
  Placement,
} from '../../../shared/correlation/placement.ts';
import { FailureError } from '../../../shared/failure.ts';
import type { ToldPair } from '../../../shared/identity/told-pairs.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { IntLists } from '../../../shared/table/int-lists.ts';

/** A person reads no more of a comparison. */
const MOST_LINKS = 20;
const MOST_SHARED = 50;

export class CorrelationEngine {
  readonly #correlation: AlertCorrelation;
  readonly #keys: AlertKey[] = [];
  readonly #rowByKey = new Map<AlertKey, number>();
  /** By row: where in the evidence the alert names machines. */
  readonly #machineEvidence = new IntLists();
  readonly #decoder = new TextDecoder();

  /** `told` is what people said of pairs of machines. */
  constructor(told: readonly ToldPair[] = []) {
    this.#correlation = new AlertCorrelation(told);
  }

  /** Inside of a page the order makes no difference. Returns what came of those that are new. */
  add(alerts: readonly EngineAlert[]): readonly Placement[] {
    const first = this.#keys.length;
    const fresh = alerts.filter(({ key }) => this.#isNews(key));
    const page = fresh.map((alert) => this.#clues(alert));
    for (const { machines } of page) {
      this.#machineEvidence.push(machines.map(({ evidence }) => evidence));
    }
    this.#correlation.addPage(page);
    return fresh.map((_, index) => this.#placement(first + index));
  }

  machines(keys: readonly AlertKey[]): readonly AlertMachines[] {
    return keys.flatMap((key) => {
      const row = this.#rowByKey.get(key);
      if (row === undefined) return [];
      const evidence = this.#machineEvidence.list(row);
      const machines = this.#correlation
        .machinesOf(row)
        .map((machine, index) => ({ evidence: evidence[index] ?? -1, machine }));
      return [{ key, machines }];
    });
  }

  placements(keys: readonly AlertKey[]): readonly Placement[] {
    return keys
      .map((key) => this.#rowByKey.get(key))
      .filter((row) => row !== undefined)
      .map((row) => this.#placement(row));
  }

  compare(first: readonly EngineAlert[], second: readonly EngineAlert[]): ComparedAlerts {
    const stories = [first, second].map((alerts) => alerts.flatMap((alert) => this.#read(alert)));
    const [own = [], others = []] = stories;
    const { links, shared, bridge } = this.#correlation.compare(own, others);
    return {
      links: links.slice(0, MOST_LINKS).map((link) => {
        const { alert, ...reason } = reasonOf(link, link.isLater);
        const { from, isMade } = link;
        return { from: this.#keyOf(from), link: { ...reason, to: this.#keyOf(alert) }, isMade };
      }),
      shared: shared.slice(0, MOST_SHARED).map((tie) => ({
        alerts: [this.#keyOf(tie.from), this.#keyOf(tie.alert)],
        tie: sharedReason(tie),
        crowd: tie.crowd,
        isTooFar: tie.isTooFar,
        isSeries: tie.isSeries,
      })),
      bridge,
      unknown: first.length + second.length - own.length - others.length,
      alone: [...first, ...second].filter(({ isAlone }) => isAlone).length,
    };
  }

  /** Nothing for what was not added yet. */
  #read(alert: EngineAlert): readonly ReadRow[] {
    const row = this.#rowByKey.get(alert.key);
    return row === undefined ? [] : [{ row, clues: this.#clues(alert) }];
  }

  #isNews(key: AlertKey): boolean {
    if (this.#rowByKey.has(key)) return false;
    this.#rowByKey.set(key, this.#keys.length);
    this.#keys.push(key);
    return true;
  }

  #clues({ tenantId, isAlone, document }: EngineAlert): AlertClues {
    const json = readDocument(this.#decoder.decode(document));
    const sighting = isJsonObject(json) ? json['alert'] : null;
    const alert = isJsonObject(sighting) ? sighting : {};
    // A source's documents may leave their tenant to the feed.
    const clues = readClues({ ...alert, tenantId });
    return isAlone || isOptedOut(alert) ? { ...clues, ...NOTHING_SHARED } : clues;
  }

  #placement(row: number): Placement {
    const canonical = this.#correlation.canonicalRowOf(row);
    const links = this.#correlation.reasonsOf(row).flatMap((reason): readonly AlertLink[] => {
      // What keeps coming back is with what came before only as long as neither is part of an attack.
      const isSeries = reason.ties.length === 0;
      if (isSeries && !this.#isTogether(row, reason.alert)) return [];
      const { reasons, ties, score } = reason;
      return [{ to: this.#keyOf(reason.alert), reasons, ties, score }];
    });
    return {
      key: this.#keyOf(row),
      copyOf: canonical === row ? null : this.#keyOf(canonical),
      links,
    };
  }

  #isTogether(row: number, other: number): boolean {
    return this.#correlation.clusterOf(row) === this.#correlation.clusterOf(other);
  }

  #keyOf(row: number): AlertKey {
    const key = this.#keys[row];
    if (key === undefined) throw new RangeError(`no alert in row ${row}`);
    return key;
  }
}

/** Its ids stay: a copy of it is a copy, whoever wants it to stand alone. */
const NOTHING_SHARED = {
  machines: [],
  accounts: [],
  privateAddresses: [],
  egressAddresses: [],
  clues: [],
} as const satisfies Partial<AlertClues>;

/** Throws FailureError of kind `storage` for a text that the disk has damaged. */
function readDocument(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const summary = 'The stored document of an alert is damaged.';
    const action = 'Restart Clearpane; what the service holds is fetched again.';
    throw new FailureError({ kind: 'storage', summary, action }, { cause: error });
  }
}
