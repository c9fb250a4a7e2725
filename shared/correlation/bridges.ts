// What alerts that are near to two clusters at once say, all together, for the two being one story.

/** So many pairs are remembered; the oldest are forgotten first. */
const MAX_PAIRS = 100_000;

export class Bridges {
  readonly #scoreByPair = new Map<string, number>();

  /** Adds a score (log-odds) for two clusters, in either order, and returns the sum. */
  add(a: number, b: number, score: number): number {
    const pair = a < b ? `${String(a)} ${String(b)}` : `${String(b)} ${String(a)}`;
    const sum = (this.#scoreByPair.get(pair) ?? 0) + score;
    this.#scoreByPair.set(pair, sum);
    if (this.#scoreByPair.size > MAX_PAIRS) {
      const [oldest] = this.#scoreByPair.keys();
      if (oldest !== undefined) this.#scoreByPair.delete(oldest);
    }
    return sum;
  }
}
