// Which filter is about a column of a queue: heads of columns offer it, and groups take its words.
import { findFilter } from './queue-filters.ts';
import type { FilterId, QueueName } from './queue-filters.ts';

const filterByColumn: Readonly<Record<string, FilterId>> = {
  assets: 'entity',
  tags: 'tag',
  serviceSource: 'source',
  serviceSources: 'source',
  detectionSource: 'source',
  priorityScore: 'priority',
  createdAt: 'created',
  lastUpdateAt: 'lastUpdate',
  firstActivityAt: 'firstActivity',
  lastActivityAt: 'lastActivity',
};

/** null where no filter is about it. */
export function filterOfColumn(queue: QueueName, column: string): FilterId | null {
  const id = Object.hasOwn(filterByColumn, column) ? (filterByColumn[column] ?? column) : column;
  return findFilter(queue, id) === null ? null : (id as FilterId);
}
