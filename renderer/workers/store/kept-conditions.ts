// The rows of the conditions that views asked last, each kept up to date row by row: a changed filter
// costs the condition that changed, and a changed row costs one test for each.
import type { Bits } from '../../../shared/table/bits.ts';
import { LiveSelection } from '../../../shared/table/condition.ts';
import type { Condition } from '../../../shared/table/condition.ts';

/** An eighth of a megabyte each at a million rows. */
const KEPT = 32;
/** A range in days moves with the clock, but not with every scroll. Milliseconds. */
export const FRESH_MS = 30_000;
/** Past this part of the rows, a scan of all of them is cheaper than a test of each. */
const MOST_TESTED = 0.05;

interface KeptCondition {
  readonly selection: LiveSelection;
  readonly madeAt: number;
  /** What changed since it was last asked. */
  changes: ReadonlySet<number>[];
  changeCount: number;
}

export class KeptConditions {
  /** Least recently used first. */
  readonly #keptByName = new Map<string, KeptCondition>();

  rowsChanged(rows: ReadonlySet<number>): void {
    if (rows.size === 0) return;
    for (const kept of this.#keptByName.values()) {
      kept.changes.push(rows);
      kept.changeCount += rows.size;
    }
  }

  /**
   * Valid until the next change. `name` tells conditions apart; one that moves with the clock is made
   * anew once it is not fresh.
   */
  rows(
    name: string,
    make: () => Condition,
    at: {
      readonly rowCount: number;
      readonly now: number;
      readonly movesWithClock: boolean;
    },
  ): Bits {
    const known = this.#keptByName.get(name);
    const kept = known !== undefined && isUsable(known, at) ? known : this.#make(make, at.now);
    this.#keptByName.delete(name);
    this.#keptByName.set(name, kept);
    for (const oldest of this.#keptByName.keys()) {
      if (this.#keptByName.size <= KEPT) break;
      this.#keptByName.delete(oldest);
    }
    if (kept.changeCount > 0) {
      kept.selection.update(new Set(kept.changes.flatMap((rows) => [...rows])), at.rowCount);
      kept.changes = [];
      kept.changeCount = 0;
    }
    return kept.selection.rows;
  }

  #make(make: () => Condition, madeAt: number): KeptCondition {
    return { selection: new LiveSelection(make()), madeAt, changes: [], changeCount: 0 };
  }
}

function isUsable(
  { madeAt, changeCount }: KeptCondition,
  {
    rowCount,
    now,
    movesWithClock,
  }: { readonly rowCount: number; readonly now: number; readonly movesWithClock: boolean },
): boolean {
  const isFresh = !movesWithClock || Math.abs(now - madeAt) < FRESH_MS;
  return isFresh && changeCount <= rowCount * MOST_TESTED;
}
