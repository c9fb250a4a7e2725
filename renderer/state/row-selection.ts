// The rows of a queue that are selected, by key: they stay so when rows move, change or leave the view.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { MOST_SELECTED } from '../../shared/contract/queue.ts';

export interface RowSelection<Key extends string> {
  readonly keys: ReadonlySet<Key>;
  /** Where a range begins: the row that was selected or given up last. */
  readonly anchor: Key | null;
  /** Rows of the view that were not taken, since no more than MOST_SELECTED can be. */
  readonly leftOut: number;
  toggle(key: Key): void;
  /** `keys` are those of the range, its last one under the hand; others stay selected. */
  extend(keys: readonly Key[]): void;
  /** In place of what was selected; `total` is how many the view has. */
  selectAll(keys: readonly Key[], total: number): void;
  clear(): void;
}

export type RowSelectionStore<Key extends string = string> = StoreApi<RowSelection<Key>>;

export function createRowSelection<Key extends string>(): RowSelectionStore<Key> {
  const nothing = { keys: new Set<Key>(), anchor: null, leftOut: 0 };
  return createStore<RowSelection<Key>>()((set) => ({
    ...nothing,
    toggle: (key) =>
      set(({ keys }) => {
        const next = new Set(keys);
        if (!next.delete(key)) next.add(key);
        return { ...bounded([...next]), anchor: key };
      }),
    extend: (range) =>
      set(({ keys, anchor }) => ({
        ...bounded([...new Set([...keys, ...range])]),
        anchor: anchor ?? range[0] ?? null,
      })),
    selectAll: (keys, total) => set({ keys: new Set(keys), leftOut: total - keys.length }),
    clear: () => set(nothing),
  }));
}

/** The keys between two of them, both included, in the order of `ordered`; only `to` where one is not in it. */
export function keysBetween<Key extends string>(
  ordered: readonly Key[],
  from: Key | null,
  to: Key,
): readonly Key[] {
  const [start, end] = [from === null ? -1 : ordered.indexOf(from), ordered.indexOf(to)];
  if (start === -1 || end === -1) return [to];
  return ordered.slice(Math.min(start, end), Math.max(start, end) + 1);
}

function bounded<Key extends string>(
  keys: readonly Key[],
): Pick<RowSelection<Key>, 'keys' | 'leftOut'> {
  const taken = keys.slice(0, MOST_SELECTED);
  return { keys: new Set(taken), leftOut: keys.length - taken.length };
}
