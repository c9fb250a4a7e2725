// What two stories have in common, each thing with the two alerts that are nearest in time.
import { tieScore } from './link-score.ts';
import type { SharedTie } from './link-score.ts';
import type { CrowdOf, StoryAlert } from './story-alert.ts';
import type { TieKind } from './tie.ts';
import { MEMORY_MS } from './tie-index.ts';

export interface SharedKey extends SharedTie {
  /** The alert of the first story; `alert` is that of the second. */
  readonly from: number;
  /** So far apart that it ties nothing. */
  readonly isTooFar: boolean;
  /** It ties nothing either: what bore it in one of the stories only ever came back. */
  readonly isSeries: boolean;
}

interface Bearer {
  readonly alert: number;
  readonly at: number;
  readonly kind: TieKind;
  readonly isRecurring: boolean;
}

/** The strongest first; what ties nothing comes last. */
export function nearestShared(
  first: readonly StoryAlert[],
  second: readonly StoryAlert[],
  crowdOf: CrowdOf,
): readonly SharedKey[] {
  const own = bearersByKey(first);
  const others = bearersByKey(second);
  const shared: SharedKey[] = [];
  for (const [key, bearers] of own) {
    const [a, b] = nearest(bearers, others.get(key) ?? []) ?? [];
    if (a === undefined || b === undefined) continue;
    const kind = a.kind === 'source' || b.kind === 'source' ? 'source' : a.kind;
    const gapMs = Math.abs(a.at - b.at);
    shared.push({
      kind,
      key,
      from: a.alert,
      alert: b.alert,
      gapMs,
      crowd: crowdOf({ kind, key }, Math.max(a.at, b.at)),
      isTooFar: gapMs > MEMORY_MS,
      isSeries: a.isRecurring || b.isRecurring,
    });
  }
  return shared.sort((a, b) => Number(isIdle(a)) - Number(isIdle(b)) || tieScore(b) - tieScore(a));
}

function isIdle({ isTooFar, isSeries }: SharedKey): boolean {
  return isTooFar || isSeries;
}

function bearersByKey(alerts: readonly StoryAlert[]): ReadonlyMap<string, readonly Bearer[]> {
  const bearers = new Map<string, Bearer[]>();
  for (const { alert, at, isRecurring, ties } of alerts.toSorted((a, b) => a.at - b.at)) {
    for (const { key, kind } of ties) {
      const known = bearers.get(key);
      if (known === undefined) bearers.set(key, [{ alert, at, kind, isRecurring }]);
      else known.push({ alert, at, kind, isRecurring });
    }
  }
  return bearers;
}

/** Of two lists in order of time; those of a series only where there is nothing else. */
function nearest(
  some: readonly Bearer[],
  others: readonly Bearer[],
): readonly [Bearer, Bearer] | null {
  const [a, b] = [some, others].map((list) => list.filter((one) => !one.isRecurring));
  const [left, right] = [a?.length ? a : some, b?.length ? b : others];
  let best: readonly [Bearer, Bearer] | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0, j = 0; ;) {
    const [one, other] = [left[i], right[j]];
    if (one === undefined || other === undefined) return best;
    const gap = Math.abs(one.at - other.at);
    if (gap < least) [best, least] = [[one, other], gap];
    if (one.at <= other.at) i++;
    else j++;
  }
}
