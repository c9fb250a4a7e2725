// Both queues' tables of filters, and how to find a filter in them by an id that anyone may have written.
import { alertFilters } from './alert-filters.ts';
import type { AlertFilterId } from './alert-filters.ts';
import type { FilterDefinition } from './filter-definition.ts';
import { incidentFilters } from './incident-filters.ts';
import type { IncidentFilterId } from './incident-filters.ts';

export type QueueName = 'incidents' | 'alerts';
export type FilterId = IncidentFilterId | AlertFilterId;

const tables: Readonly<Record<QueueName, Readonly<Record<string, FilterDefinition>>>> = {
  incidents: incidentFilters,
  alerts: alertFilters,
};

/** null where the queue has no such filter: it is another queue's, or another version's. */
export function findFilter(queue: QueueName, id: string): FilterDefinition | null {
  const table = tables[queue];
  return Object.hasOwn(table, id) ? (table[id] ?? null) : null;
}

/** In the order of the chips. */
export function filterIds(queue: QueueName): readonly FilterId[] {
  return Object.keys(tables[queue]) as FilterId[];
}
