// The filters of the alert queue, in the order of their chips. An id never changes its meaning: links
// and saved sets hold it.
import { valuesFilter } from './filter-definition.ts';
import type { FilterDefinition } from './filter-definition.ts';
import {
  assetFilters,
  enumFilter,
  factFilters,
  originFilters,
  severityFilter,
  timeFilters,
  workFilters,
} from './shared-filters.ts';

export const alertFilters = {
  status: enumFilter('Status', 'alertStatus', { isStanding: true }),
  severity: severityFilter,
  ...assetFilters,
  ...workFilters,
  ...originFilters,
  tag: valuesFilter('Tag'),
  ...factFilters,
  ...timeFilters,
} as const satisfies Readonly<Record<string, FilterDefinition>>;

export type AlertFilterId = keyof typeof alertFilters;
