// Which clusters bore a key lately, and through which alert. Keeps a bounded number for each key and
// forgets keys that were quiet for long, so that a look-up costs the same whatever was seen before.
import type { SharedTie } from './link-score.ts';
import type { Tie, TieKind } from './tie.ts';

interface Posting {
  alert: number;
  /** UTC epoch milliseconds. */
  at: number;
  isSource: boolean;
  /** It belongs to a series: it makes a crowd, and ties nothing. */
  isRecurring: boolean;
}

/** Older ones tie nothing. */
export const MEMORY_MS = 10 * 24 * 3_600_000;

/** A key with as many clusters is everybody's: how many more there are makes no difference. */
const MAX_POSTINGS = 64;

/** What one cluster shares with an alert: the strongest tie of each kind. */
export type SharedByKind = Map<TieKind, SharedTie>;

export class TieIndex {
  readonly #postingsByKey = new Map<string, Posting[]>();
  readonly #clusterOf: (alert: number) => number;
  readonly #strength: (tie: SharedTie) => number;

  constructor(clusterOf: (alert: number) => number, strength: (tie: SharedTie) => number) {
    this.#clusterOf = clusterOf;
    this.#strength = strength;
  }

  /** By cluster, in the order in which the ties and their bearers came. */
  sharing(ties: readonly Tie[], at: number): Map<number, SharedByKind> {
    const found = new Map<number, SharedByKind>();
    for (const tie of ties) this.#addSharing(tie, at, found);
    return found;
  }

  /** As `SharedTie` has it: how many clusters beside those left out bore a key around a time. */
  crowd(key: string, at: number, isLeftOut: (cluster: number) => boolean): number {
    const clusters = new Set<number>();
    let recurring = 0;
    for (const { alert, at: then, isRecurring } of this.#postingsByKey.get(key) ?? []) {
      const cluster = this.#clusterOf(alert);
      if (Math.abs(at - then) > MEMORY_MS || isLeftOut(cluster)) continue;
      if (isRecurring) recurring++;
      else clusters.add(cluster);
    }
    return clusters.size + recurring;
  }

  add(alert: number, ties: readonly Tie[], at: number, isRecurring: boolean): void {
    for (const { kind, key } of ties) {
      const postings = this.#postingsByKey.get(key);
      const isSource = kind === 'source';
      if (postings === undefined) {
        this.#postingsByKey.set(key, [{ alert, at, isSource, isRecurring }]);
        continue;
      }
      const last = postings.at(-1);
      // The latest of a cluster stands for it.
      if (
        last !== undefined &&
        last.at <= at &&
        last.isSource === isSource &&
        last.isRecurring === isRecurring
      ) {
        if (this.#clusterOf(last.alert) === this.#clusterOf(alert)) {
          last.alert = alert;
          last.at = at;
          continue;
        }
      }
      postings.push({ alert, at, isSource, isRecurring });
      if (postings.length > MAX_POSTINGS) postings.shift();
    }
  }

  /** What was borne under one key is borne under the other from now on. */
  rename(from: string, to: string): void {
    const moved = this.#postingsByKey.get(from);
    if (moved === undefined) return;
    this.#postingsByKey.delete(from);
    const postings = [...(this.#postingsByKey.get(to) ?? []), ...moved];
    postings.sort((a, b) => a.at - b.at);
    this.#postingsByKey.set(to, postings.slice(-MAX_POSTINGS));
  }

  forgetBefore(at: number): void {
    for (const [key, postings] of this.#postingsByKey) {
      if (postings.every((one) => one.at < at)) this.#postingsByKey.delete(key);
    }
  }

  #addSharing({ kind, key }: Tie, at: number, found: Map<number, SharedByKind>): void {
    const postings = this.#postingsByKey.get(key);
    if (postings === undefined) return;
    const closest = new Map<number, { alert: number; gapMs: number; isSource: boolean }>();
    let recurring = 0;
    for (const { alert, at: then, isSource, isRecurring } of postings) {
      const gapMs = Math.abs(at - then);
      if (gapMs > MEMORY_MS) continue;
      if (isRecurring) {
        recurring++;
        continue;
      }
      const cluster = this.#clusterOf(alert);
      const known = closest.get(cluster);
      if (known === undefined) closest.set(cluster, { alert, gapMs, isSource });
      else {
        known.isSource ||= isSource;
        if (gapMs <= known.gapMs) [known.alert, known.gapMs] = [alert, gapMs];
      }
    }
    const crowd = closest.size - 1 + recurring;
    for (const [cluster, { alert, gapMs, isSource }] of closest) {
      const tie: SharedTie = {
        kind: isSource && kind === 'machine' ? 'source' : kind,
        alert,
        key,
        gapMs,
        crowd,
      };
      const byKind = found.get(cluster) ?? new Map<TieKind, SharedTie>();
      if (byKind.size === 0) found.set(cluster, byKind);
      const known = byKind.get(tie.kind);
      if (known === undefined || this.#strength(tie) > this.#strength(known)) {
        byKind.set(tie.kind, tie);
      }
    }
  }
}
