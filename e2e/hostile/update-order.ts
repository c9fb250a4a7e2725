// Numbered items in the order in which a service says they were updated; pages are cut by place in that
// order, so that a page stays right while items before it move.

/** One version of an item. */
export interface Entry {
  readonly number: number;
  /** From 1. */
  readonly version: number;
  /** When it was updated, by the service's clock; UTC epoch milliseconds, later for each version. */
  readonly at: number;
  /** `at` of the version before. */
  readonly previousAt: number | null;
}

/** Of the last item of a page. */
export interface Place {
  readonly at: number;
  readonly number: number;
}

export interface Cut {
  /** Items updated then or later. */
  readonly from: number;
  readonly after: Place | null;
  readonly top: number;
}

export class UpdateOrder {
  /** Ascending by time, then number; versions that were replaced stay, and are passed over. */
  readonly #entries: Entry[] = [];
  readonly #latest = new Map<number, Entry>();

  get size(): number {
    return this.#latest.size;
  }

  latest(number: number): Entry | undefined {
    return this.#latest.get(number);
  }

  /** The newest version of every item. */
  all(): Iterable<Entry> {
    return this.#latest.values();
  }

  /** A first or a new version; `at` may be earlier than other items', as with late visibility. */
  put(number: number, at: number): void {
    const before = this.#latest.get(number);
    const entry: Entry = {
      number,
      version: (before?.version ?? 0) + 1,
      at: before === undefined ? at : Math.max(at, before.at + 1),
      previousAt: before?.at ?? null,
    };
    this.#latest.set(number, entry);
    this.#entries.splice(this.#firstAfter(entry), 0, entry);
  }

  /** The service forgets it. */
  remove(number: number): void {
    this.#latest.delete(number);
  }

  page({ from, after, top }: Cut): { readonly entries: readonly Entry[]; readonly more: boolean } {
    const start = { at: from, number: Number.NEGATIVE_INFINITY };
    const isFurther = after !== null && compare(after, start) > 0;
    const chosen: Entry[] = [];
    for (let index = this.#firstAfter(isFurther ? after : start); ; index += 1) {
      const entry = this.#entries[index];
      if (entry === undefined) return { entries: chosen, more: false };
      if (this.#latest.get(entry.number) !== entry) continue;
      if (chosen.length === top) return { entries: chosen, more: true };
      chosen.push(entry);
    }
  }

  #firstAfter(place: Place): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#entries[middle];
      if (entry !== undefined && compare(entry, place) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare(a: Place, b: Place): number {
  return a.at - b.at || a.number - b.number;
}
