// How verdicts are ordered when several speak of one thing.

const RANK: ReadonlyMap<string, number> = new Map([
  ['noThreatsFound', 0],
  ['unknown', 1],
  ['suspicious', 3],
  ['malicious', 4],
]);

/** A verdict newer than this app ranks above "unknown": it is said, so it is shown. */
const UNLISTED_RANK = 2;

/** The worse of two; null gives way. */
export function worseVerdict(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right;
  return verdictRank(right) > verdictRank(left) ? right : left;
}

/** Higher is worse. */
export function verdictRank(verdict: string): number {
  return RANK.get(verdict) ?? UNLISTED_RANK;
}
