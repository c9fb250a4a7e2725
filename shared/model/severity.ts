// How severities are ordered. Their words are in labels.ts.
import type { GraphEnum } from './graph/contract.ts';

export type Severity = GraphEnum<'alertSeverity'>;

const RANK: ReadonlyMap<string, number> = new Map([
  ['informational', 1],
  ['low', 2],
  ['medium', 3],
  ['high', 4],
]);

/** null where none of them has a rank. */
export function highestSeverity(severities: readonly string[]): string | null {
  const [highest] = severities.toSorted((a, b) => severityRank(b) - severityRank(a));
  return severityRank(highest) === 0 ? null : (highest ?? null);
}

/** 4 for high down to 1 for informational; 0 for unknown, none, or a member newer than this app. */
export function severityRank(severity: string | null | undefined): number {
  return RANK.get(severity ?? '') ?? 0;
}
