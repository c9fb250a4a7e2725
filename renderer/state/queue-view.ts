// How a queue is looked at: filter, sort, the row that is open beside it. One per queue.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { QueueGrouping } from '../../shared/contract/queue-outline.ts';
import type { QueueFilter, QueueView } from '../../shared/contract/queue.ts';
import type { ListLink } from '../../shared/queue/list-link.ts';
import type { FilterId } from '../../shared/queue/queue-filters.ts';
import { withoutCondition, withRange } from './queue-filter.ts';

export interface QueueViewState<Column extends string, Key extends string> {
  readonly filter: QueueFilter;
  readonly sort: QueueView<Column>['sort'];
  /** null where the rows stand in no groups. */
  readonly grouping: QueueGrouping | null;
  /** Values of the groups whose rows are shown. */
  readonly openGroups: readonly string[];
  /** Keys of the rows that show what is in them. */
  readonly openRows: readonly Key[];
  /** Chips a person added that hold no value yet. */
  readonly addedFilters: readonly FilterId[];
  /** Parts of the opened link that this version cannot read; they do nothing, and are shown. */
  readonly unread: readonly string[];
  /** Key of the row in the side pane; null while it is closed. */
  readonly openKey: Key | null;
  /** The first row in view, for when the person comes back. */
  readonly firstRow: number;
  filterBy(filter: QueueFilter): void;
  addFilter(name: FilterId): void;
  removeFilter(name: FilterId): void;
  resetFilters(): void;
  /** Other groups than before are all closed. */
  groupBy(grouping: QueueGrouping | null): void;
  toggleGroup(value: string): void;
  toggleRow(key: Key): void;
  /** `link` is of this queue. */
  openLink(link: Omit<ListLink, 'queue'>): void;
  dropUnread(part: string): void;
  /** The other direction when the column is the sorted one, else its better-known direction. */
  sortBy(column: Column): void;
  sortTo(sort: QueueView<Column>['sort']): void;
  open(key: Key): void;
  close(): void;
  scrolledTo(row: number): void;
}

export type QueueViewStore<Column extends string, Key extends string = string> = StoreApi<
  QueueViewState<Column, Key>
>;

/** `days` is the default range of the settings; columns in `ascendingFirst` start with A or the oldest. */
export function createQueueView<Column extends string, Key extends string = string>(
  defaults: QueueView<Column>,
  options: { readonly days: () => number; readonly ascendingFirst: ReadonlySet<Column> },
): QueueViewStore<Column, Key> {
  const defaultFilter = (): QueueFilter =>
    withRange(defaults.filter, { kind: 'days', days: options.days() });
  return createStore<QueueViewState<Column, Key>>()((set) => ({
    filter: defaultFilter(),
    sort: defaults.sort,
    grouping: null,
    openGroups: [],
    openRows: [],
    addedFilters: [],
    unread: [],
    openKey: null,
    firstRow: 0,
    filterBy: (filter) => set({ filter }),
    addFilter: (name) =>
      set(({ addedFilters }) => ({
        addedFilters: [...addedFilters.filter((other) => other !== name), name],
      })),
    removeFilter: (name) =>
      set(({ addedFilters, filter }) => ({
        addedFilters: addedFilters.filter((other) => other !== name),
        filter: withoutCondition(filter, name),
      })),
    resetFilters: () => set({ filter: defaultFilter(), addedFilters: [], unread: [] }),
    groupBy: (grouping) =>
      set((before) => ({
        grouping,
        openGroups: grouping?.column === before.grouping?.column ? before.openGroups : [],
      })),
    toggleGroup: (value) => set(({ openGroups }) => ({ openGroups: toggled(openGroups, value) })),
    toggleRow: (key) => set(({ openRows }) => ({ openRows: toggled(openRows, key) })),
    openLink: ({ filter, grouping = null, unread }) =>
      set({ filter, grouping, openGroups: [], unread, addedFilters: [] }),
    dropUnread: (part) => set(({ unread }) => ({ unread: unread.filter((one) => one !== part) })),
    sortBy: (column) =>
      set(({ sort }) => ({
        sort: {
          column,
          descending:
            sort.column === column ? !sort.descending : !options.ascendingFirst.has(column),
        },
      })),
    sortTo: (sort) => set({ sort }),
    open: (openKey) => set({ openKey }),
    close: () => set({ openKey: null }),
    scrolledTo: (firstRow) => set({ firstRow }),
  }));
}

function toggled<T>(all: readonly T[], one: T): readonly T[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}
