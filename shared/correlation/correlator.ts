// Takes alerts one after the other and puts each into the cluster it most likely belongs to, remembering
// why. What it costs depends on what the alert shares with others lately, not on how many there are.
import { Bridges } from './bridges.ts';
import { Clusters } from './clusters.ts';
import { JOINS, linkScore, MERGES, MERGES_PER_DOUBLING, tieScore } from './link-score.ts';
import type { AlertFacts, ClusterFacts, SharedTie } from './link-score.ts';
import { Recurrence } from './recurrence.ts';
import { MEMORY_MS, TieIndex } from './tie-index.ts';
import type { Tie } from './tie.ts';

/** An alert as it is correlated. */
export interface TiedAlert {
  /** UTC epoch milliseconds. */
  readonly at: number;
  /** How far an attack has come that does this, as `stageOf` numbers it. */
  readonly stage: number;
  readonly detector: string;
  /** Its category and techniques, in one text. */
  readonly what: string;
  /** No key twice. */
  readonly ties: readonly Tie[];
}

/** Why two alerts are in one cluster. Links never form a circle. */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** Log-odds. */
  readonly score: number;
  /** All that the alert shared with the cluster, the strongest first. */
  readonly ties: readonly SharedTie[];
}

export interface Correlated {
  /** The alert's number: they count from 0. */
  readonly alert: number;
  /** One for each cluster that the alert came to, the likeliest first; often none. */
  readonly links: readonly Link[];
  /** The alert before it in a series of the same, -1 where there is no series. */
  readonly repeats: number;
}

export interface Candidate {
  readonly cluster: number;
  readonly facts: ClusterFacts;
  readonly ties: readonly SharedTie[];
}

export type ScoreLink = (
  alert: AlertFacts,
  cluster: ClusterFacts,
  ties: readonly SharedTie[],
) => number;

/** Keys that were quiet are forgotten each time so many alerts have come. */
const SWEEP_EVERY = 20_000;

export class Correlator {
  readonly clusters = new Clusters();
  readonly #index = new TieIndex((alert) => this.clusters.of(alert), tieScore);
  readonly #bridges = new Bridges();
  readonly #recurrence = new Recurrence();
  readonly #detectorCodes = new Map<string, number>();
  readonly #score: ScoreLink;
  #latestAt = Number.NEGATIVE_INFINITY;

  constructor(score: ScoreLink = linkScore) {
    this.#score = score;
  }

  add(alert: TiedAlert): Correlated {
    const { at, stage, what, ties } = alert;
    const repeats = this.#recurrence.earlierOf(what, ties, at);
    const isRecurring = repeats >= 0;
    const candidates = this.candidates(ties, at);
    const index = this.clusters.add(stage, this.#codeOf(alert.detector));
    const links = this.#join(index, { stage, isRecurring }, candidates);
    this.#index.add(index, ties, at, isRecurring);
    this.#recurrence.add(index, what, ties, at);
    this.#latestAt = Math.max(this.#latestAt, at);
    if (this.clusters.count % SWEEP_EVERY === 0) this.#sweep();
    return { alert: index, links, repeats };
  }

  /** Clusters that share something, in the order in which it was borne. */
  candidates(ties: readonly Tie[], at: number): readonly Candidate[] {
    return [...this.#index.sharing(ties, at)].map(([cluster, byKind]) => ({
      cluster,
      facts: this.clusters.facts(cluster),
      ties: [...byKind.values()],
    }));
  }

  /** How many clusters beside those left out bore a key around a time. */
  crowd(key: string, at: number, leftOut: ReadonlySet<number>): number {
    return this.#index.crowd(key, at, (cluster) => leftOut.has(cluster));
  }

  /** Two keys turned out to mean the same. */
  renameKey(from: string, to: string): void {
    this.#index.rename(from, to);
  }

  #join(index: number, facts: AlertFacts, candidates: readonly Candidate[]): readonly Link[] {
    const scored = candidates
      .map((one) => ({ ...one, score: this.#score(facts, one.facts, one.ties) }))
      .filter(({ score }) => score > JOINS)
      .sort((a, b) => b.score - a.score || a.cluster - b.cluster);
    const links: Link[] = [];
    for (const { cluster, score, ties } of scored) {
      if (links.length > 0 && !this.#merges(index, cluster, score)) continue;
      const strongestFirst = [...ties].sort((a, b) => tieScore(b) - tieScore(a));
      const [strongest] = strongestFirst;
      if (strongest === undefined || !this.clusters.join(index, strongest.alert)) continue;
      links.push({ from: index, to: strongest.alert, score, ties: strongestFirst });
    }
    return links;
  }

  #merges(alert: number, cluster: number, score: number): boolean {
    const sum = this.#bridges.add(this.clusters.of(alert), this.clusters.of(cluster), score);
    const smaller = Math.min(this.clusters.sizeOf(alert), this.clusters.sizeOf(cluster));
    return sum > MERGES + MERGES_PER_DOUBLING * Math.log2(smaller);
  }

  #codeOf(detector: string): number {
    const known = this.#detectorCodes.get(detector);
    if (known !== undefined) return known;
    this.#detectorCodes.set(detector, this.#detectorCodes.size);
    return this.#detectorCodes.size - 1;
  }

  #sweep(): void {
    this.#index.forgetBefore(this.#latestAt - MEMORY_MS);
    this.#recurrence.forgetBefore(this.#latestAt);
  }
}
