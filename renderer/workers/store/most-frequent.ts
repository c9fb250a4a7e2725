// The values of a facet that are named: the most frequent of a hundred thousand, without sorting those.
import type { Facet } from '../../../shared/contract/queue.ts';

/** Whether a value is sought; null where all are. */
export type Matches = ((value: string) => boolean) | null;

type Counted = Facet['values'][number];

export class MostFrequent {
  readonly #most: number;
  /** Chosen values are named whatever their count, of 0 where no row has them. */
  readonly #chosen: ReadonlySet<string>;
  readonly #countOfChosen = new Map<string, number>();
  /** In order, the chosen ones among them. */
  readonly #best: Counted[] = [];
  #offered = 0;

  constructor(most: number, chosen: ReadonlySet<string>) {
    this.#most = most;
    this.#chosen = chosen;
  }

  /** Each value once. It is read only where it matters. */
  offer(count: number, read: () => string, matches: Matches): void {
    const last = this.#best.length < this.#most ? undefined : this.#best.at(-1);
    const isOut = last !== undefined && count < last.count;
    if (isOut && matches === null && this.#chosen.size === 0) {
      this.#offered++;
      return;
    }
    const value = read();
    if (matches?.(value) === false) return;
    this.#offered++;
    const counted = { value, count };
    if (this.#chosen.has(value)) this.#countOfChosen.set(value, count);
    if (last !== undefined && compare(counted, last) > 0) return;
    this.#best.splice(placeOf(this.#best, counted), 0, counted);
    if (this.#best.length > this.#most) this.#best.pop();
  }

  facet(matches: Matches): Facet {
    // Chosen values that no row of the queue has were not offered.
    const absent = [...this.#chosen]
      .filter((value) => !this.#countOfChosen.has(value) && matches?.(value) !== false)
      .map((value) => ({ value, count: 0 }));
    const ordered = [...this.#best, ...absent].sort(compare);
    const named = new Set(ordered.slice(0, this.#most).map(({ value }) => value));
    const chosen = [...this.#countOfChosen].map(([value, count]) => ({ value, count }));
    const values = [
      ...ordered.slice(0, this.#most),
      ...[...chosen, ...absent].filter(({ value }) => !named.has(value)).sort(compare),
    ];
    return { values, more: this.#offered + absent.length - values.length };
  }
}

function compare(a: Counted, b: Counted): number {
  if (a.count !== b.count) return b.count - a.count;
  if (a.value === b.value) return 0;
  return a.value < b.value ? -1 : 1;
}

function placeOf(ordered: readonly Counted[], one: Counted): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = ordered[middle];
    if (other !== undefined && compare(other, one) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
