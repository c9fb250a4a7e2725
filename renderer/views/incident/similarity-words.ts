// Why two incidents are alike, in words.
import type { SimilarityReason } from '../../../shared/contract/store-queries.ts';
import { serviceName } from '../../../shared/model/short-names.ts';
import type { Criterion } from '../../../shared/similar/rank-similar.ts';

const NOUNS: Readonly<Record<Criterion, readonly [one: string, several: string]>> = {
  entity: ['entity', 'entities'],
  detection: ['detection', 'detections'],
  title: ['title', 'titles'],
  product: ['product', 'products'],
};

/** "3 entities": what both have of one kind. */
export function sharedWords({ criterion, count }: SimilarityReason): string {
  const [one, several] = NOUNS[criterion];
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`;
}

/** "Same 3 entities, 1 detection". */
export function reasonWords(reasons: readonly SimilarityReason[]): string {
  return `Same ${reasons.map(sharedWords).join(', ')}`;
}

/** What both have, as far as it is listed; text that others wrote. */
export function itemsOf({ criterion, items }: SimilarityReason): readonly string[] {
  return criterion === 'product' ? items.map(serviceName) : items;
}

/** "and 5 more"; null where all are listed. */
export function restWords({ count, items }: SimilarityReason): string | null {
  const rest = count - items.length;
  return rest > 0 ? `and ${rest.toLocaleString('en-US')} more` : null;
}

/** For a hint: a line of each kind. */
export function reasonLines(reasons: readonly SimilarityReason[]): string {
  return reasons
    .map((reason) => {
      const rest = restWords(reason);
      const listed = rest === null ? itemsOf(reason) : [...itemsOf(reason), rest];
      return `${sharedWords(reason)}: ${listed.join(', ')}`;
    })
    .join('\n');
}

/** Whole per cent; what is more than nothing and less than all says so. */
export function percentWords(similarity: number): string {
  if (similarity < 0.01) return '< 1 %';
  return `${String(similarity === 1 ? 100 : Math.min(99, Math.round(similarity * 100)))} %`;
}
