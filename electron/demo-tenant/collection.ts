// Items of one kind with what the service can filter and sort by; pages are cut by key, so that a page
// stays right while items before it come and go.
import type { FilterPredicate, FilterRow } from './odata-filter.ts';

export type SortProperty = 'createdDateTime' | 'lastUpdateDateTime';

export interface SortOrder {
  readonly property: SortProperty;
  readonly descending: boolean;
}

/** An item; `read` may build it on demand. */
export interface Entry<Item> {
  readonly id: string;
  readonly row: FilterRow;
  readonly read: () => Item;
}

/** The place of an item in a sort order. */
export interface Position {
  readonly key: string;
  readonly id: string;
}

export interface PageRequest {
  readonly matches: FilterPredicate;
  readonly order: SortOrder;
  readonly after: Position | null;
  readonly skip: number;
  readonly top: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** The last item's place when more items match. */
  readonly next: Position | null;
}

export class Collection<Item> {
  readonly #entries = new Map<string, Entry<Item>>();
  readonly #sorted = new Map<SortProperty, readonly Entry<Item>[]>();

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): Entry<Item> | undefined {
    return this.#entries.get(id);
  }

  put(entry: Entry<Item>): void {
    this.#entries.set(entry.id, entry);
    this.#sorted.clear();
  }

  count(matches: FilterPredicate): number {
    let total = 0;
    for (const entry of this.#entries.values()) if (matches(entry.row)) total += 1;
    return total;
  }

  page({ matches, order, after, skip, top }: PageRequest): Page<Item> {
    const ascending = this.#inOrder(order.property);
    const step = order.descending ? -1 : 1;
    let index = order.descending ? ascending.length - 1 : 0;
    if (after !== null) {
      index = order.descending
        ? firstNotBefore(ascending, order.property, after) - 1
        : firstAfter(ascending, order.property, after);
    }
    const chosen: Entry<Item>[] = [];
    let toSkip = skip;
    let hasMore = false;
    for (; index >= 0 && index < ascending.length; index += step) {
      const entry = ascending[index];
      if (entry === undefined || !matches(entry.row)) continue;
      if (toSkip > 0) {
        toSkip -= 1;
      } else if (chosen.length < top) {
        chosen.push(entry);
      } else {
        hasMore = true;
        break;
      }
    }
    const last = chosen.at(-1);
    return {
      items: chosen.map((entry) => entry.read()),
      next: hasMore && last !== undefined ? positionOf(last, order.property) : null,
    };
  }

  #inOrder(property: SortProperty): readonly Entry<Item>[] {
    const known = this.#sorted.get(property);
    if (known !== undefined) return known;
    const sorted = [...this.#entries.values()].sort((a, b) =>
      compare(positionOf(a, property), positionOf(b, property)),
    );
    this.#sorted.set(property, sorted);
    return sorted;
  }
}

function positionOf(entry: Entry<unknown>, property: SortProperty): Position {
  return { key: entry.row[property] ?? '', id: entry.id };
}

function compare(a: Position, b: Position): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}

function firstIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function firstAfter(
  entries: readonly Entry<unknown>[],
  property: SortProperty,
  place: Position,
): number {
  return firstIndex(
    entries.length,
    (index) => compare(positionAt(entries, property, index), place) > 0,
  );
}

function firstNotBefore(
  entries: readonly Entry<unknown>[],
  property: SortProperty,
  place: Position,
): number {
  return firstIndex(
    entries.length,
    (index) => compare(positionAt(entries, property, index), place) >= 0,
  );
}

function positionAt(
  entries: readonly Entry<unknown>[],
  property: SortProperty,
  index: number,
): Position {
  return positionOf(entries[index] as Entry<unknown>, property);
}
