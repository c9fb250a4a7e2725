// How well a partition of alerts agrees with the truth.
import type { Truth } from './made-alert.ts';

export interface Agreement {
  /** B-cubed over alerts of attacks. */
  readonly attackF1: number;
  /** Over pairs of alerts; pairs within one series count neither way. */
  readonly pairF1: number;
  /** Of all alerts. */
  readonly largestShare: number;
}

/** `clusters` names each alert's cluster. */
export function agreementOf(truths: readonly Truth[], clusters: readonly string[]): Agreement {
  const stories = countBy(truths, ({ story }) => story);
  const predicted = countBy(clusters, (cluster) => cluster);
  const both = countBy(truths, ({ story }, index) => `${story} ${clusters[index] ?? ''}`);
  const series = countBy(truths, ({ series: name }, index) =>
    name === null ? '' : `${name} ${clusters[index] ?? ''}`,
  );
  series.delete('');

  let precision = 0;
  let recall = 0;
  let attacks = 0;
  truths.forEach((truth, index) => {
    if (!truth.isAttack) return;
    const cluster = clusters[index] ?? '';
    const together = both.get(`${truth.story} ${cluster}`) ?? 0;
    precision += together / (predicted.get(cluster) ?? 1);
    recall += together / (stories.get(truth.story) ?? 1);
    attacks++;
  });
  const found = pairsIn(both);
  const pairPrecision = found / Math.max(1, pairsIn(predicted) - pairsIn(series));
  const pairRecall = found / Math.max(1, pairsIn(stories));
  return {
    attackF1: f1(precision / attacks, recall / attacks),
    pairF1: f1(pairPrecision, pairRecall),
    largestShare: largest(predicted) / truths.length,
  };
}

/** Precision and recall of pairs that are called the same. */
export function pairAgreement(
  truths: readonly string[],
  labels: readonly string[],
): { readonly precision: number; readonly recall: number } {
  const both = pairsIn(countBy(truths, (truth, index) => `${truth} ${labels[index] ?? ''}`));
  return {
    precision: both / Math.max(1, pairsIn(countBy(labels, (label) => label))),
    recall: both / Math.max(1, pairsIn(countBy(truths, (truth) => truth))),
  };
}

function countBy<T>(items: readonly T[], keyOf: (item: T, index: number) => string) {
  const counts = new Map<string, number>();
  items.forEach((item, index) => {
    const key = keyOf(item, index);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return counts;
}

function largest(counts: ReadonlyMap<string, number>): number {
  let most = 0;
  for (const count of counts.values()) most = Math.max(most, count);
  return most;
}

function pairsIn(counts: ReadonlyMap<string, number>): number {
  let pairs = 0;
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2;
  return pairs;
}

function f1(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}
