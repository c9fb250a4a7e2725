// What the queue benchmark asks: seeded views as an analyst at the queues makes them, each never asked
// before, and the same filters in SQL words for the alternatives.
import type { FilterCondition, QueueFilter } from '../../shared/contract/queue.ts';
import { filterIds, findFilter } from '../../shared/queue/queue-filters.ts';
import type { FilterId, QueueName } from '../../shared/queue/queue-filters.ts';
import { categories, flatAlert, services, severities, statuses } from './queue-documents.ts';
import type { BenchWorld, FlatAlert } from './queue-documents.ts';
import type { AnyView } from './queue-door.ts';

/** As the list on the screen asks. */
const windowRows = 60;

export const everything: QueueFilter = {
  range: { kind: 'days', days: 100_000 },
  conditions: [],
};

export function viewOf(queue: QueueName, changes: Partial<AnyView> = {}): AnyView {
  return {
    filter: everything,
    sort: { column: queue === 'alerts' ? 'createdAt' : 'lastUpdateAt', descending: true },
    window: { offset: 0, limit: windowRows },
    facets: [],
    ...changes,
  };
}

/** The column of FlatAlert that each filter is about. */
const flatColumns = {
  severity: { column: 'severity', values: severities },
  status: { column: 'status', values: statuses },
  category: { column: 'category', values: categories },
  source: { column: 'serviceSource', values: services },
  cloud: { column: 'cloud', values: ['', 'azure', 'aws'] },
} as const satisfies Partial<
  Record<FilterId, { readonly column: keyof FlatAlert; readonly values: readonly string[] }>
>;

export interface FlatCondition {
  readonly column: keyof FlatAlert;
  readonly values: readonly string[];
}

export interface FilterQuestion {
  readonly view: AnyView;
  readonly flat: readonly FlatCondition[];
}

/** Two or three conditions over all times. */
export function filterQuestion(random: () => number, queue: QueueName): FilterQuestion {
  const names = Object.keys(flatColumns) as (keyof typeof flatColumns)[];
  const chosen = names.filter(() => random() < 0.5).slice(0, 3);
  const conditions: FilterCondition[] = [];
  const flat: FlatCondition[] = [];
  for (const filter of chosen.length === 0 ? (['category'] as const) : chosen) {
    const { column, values: all } = flatColumns[filter];
    const values = all.filter(() => random() < 0.5);
    conditions.push({ kind: 'values', filter, values });
    flat.push({ column, values });
  }
  return { view: viewOf(queue, { filter: { ...everything, conditions } }), flat };
}

/** Of the filters that choose among values. */
export function facetFilters(queue: QueueName): readonly FilterId[] {
  return filterIds(queue).filter((id) => findFilter(queue, id)?.kind === 'values');
}

/** What a search box holds after each key of a host's, a user's or an alert's name. */
export function keystrokes(world: BenchWorld, random: () => number): readonly string[] {
  const { host, user, id } = flatAlert(world, Math.floor(random() * world.alerts));
  const text = [host, user, id][Math.floor(random() * 3)] ?? host;
  const shown = text.slice(0, 14);
  return Array.from({ length: shown.length }, (_, index) => shown.slice(0, index + 1));
}

export function sqlWhere(flat: readonly FlatCondition[]): string {
  const parts = flat.map(({ column, values }) =>
    values.length === 0
      ? 'false'
      : `"${column}" IN (${values.map((one) => `'${one}'`).join(', ')})`,
  );
  return parts.length === 0 ? 'true' : parts.join(' AND ');
}
