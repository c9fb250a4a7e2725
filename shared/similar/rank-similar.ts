// How alike incidents are: what they have in common, each thing weighed by how few incidents have it.

/**
 * `entity`: assets and indicators. `detection`: the provider's name of a rule or type of alert, and malware.
 * `title`: of an alert. `product`: the service that raised an alert.
 */
export const CRITERIA = ['entity', 'detection', 'title', 'product'] as const;

export type Criterion = (typeof CRITERIA)[number];

/** Of an incident. Features are numbers that are equal where they mean the same; of a criterion each once. */
export type Features = Readonly<Record<Criterion, readonly number[]>>;

export interface Compared<K> {
  readonly key: K;
  /** UTC epoch milliseconds; among equals the later comes first. */
  readonly at: number;
  /** Those of its features that the incident has which it is compared with. */
  readonly shared: Features;
}

export interface Similar<K> {
  readonly key: K;
  /** 0 to 1, where 1 is all of what the incident has. */
  readonly similarity: number;
  /** The rarest first. */
  readonly shared: Features;
}

/** Of 1, for having all that the incident has; what the incident has none of leaves its part to the others. */
const WEIGHTS: Readonly<Record<Criterion, number>> = {
  entity: 0.5,
  detection: 0.25,
  title: 0.15,
  product: 0.1,
};

/**
 * The most alike first. `others` are all incidents that there are to compare with, since what many of them
 * have says little. Those that share no more than a product are left out.
 */
export function rankSimilar<K>(
  own: Features,
  others: readonly Compared<K>[],
  limit: number,
): readonly Similar<K>[] {
  const rarity = raritiesIn(own, others);
  const total = (criterion: Criterion, features: Features): number =>
    features[criterion].reduce((sum, one) => sum + rarity(criterion, one), 0);
  const stated = CRITERIA.map((criterion) => ({ criterion, all: total(criterion, own) })).filter(
    ({ all }) => all > 0,
  );
  const possible = stated.reduce((sum, { criterion }) => sum + WEIGHTS[criterion], 0);
  const similarityOf = (shared: Features): number =>
    stated.reduce(
      (sum, { criterion, all }) => sum + (WEIGHTS[criterion] * total(criterion, shared)) / all,
      0,
    ) / possible;
  const rarestFirst = (features: Features): Features => {
    const sorted = CRITERIA.map((criterion) => [
      criterion,
      features[criterion].toSorted((a, b) => rarity(criterion, b) - rarity(criterion, a)),
    ]);
    return Object.fromEntries(sorted) as Features;
  };
  return others
    .filter(({ shared }) => CRITERIA.some((one) => one !== 'product' && shared[one].length > 0))
    .map(({ key, at, shared }) => ({ key, at, shared, similarity: similarityOf(shared) }))
    .sort((a, b) => b.similarity - a.similarity || b.at - a.at)
    .slice(0, limit)
    .map(({ key, shared, similarity }) => ({ key, similarity, shared: rarestFirst(shared) }));
}

/** In bits: how much is said by having it. */
function raritiesIn<K>(
  own: Features,
  others: readonly Compared<K>[],
): (criterion: Criterion, feature: number) => number {
  const holders = CRITERIA.map(
    (criterion) => [criterion, new Map(own[criterion].map((one) => [one, 1]))] as const,
  );
  for (const { shared } of others) {
    for (const [criterion, counts] of holders) {
      for (const one of shared[criterion]) counts.set(one, (counts.get(one) ?? 0) + 1);
    }
  }
  const incidents = others.length + 1;
  const rarities = new Map(
    holders.map(([criterion, counts]) => [
      criterion,
      new Map(Array.from(counts, ([one, count]) => [one, Math.log2(1 + incidents / count)])),
    ]),
  );
  return (criterion, feature) => rarities.get(criterion)?.get(feature) ?? 0;
}
