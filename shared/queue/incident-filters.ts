// The filters of the incident queue, in the order of their chips. An id never changes its meaning:
// links and saved sets hold it.
import type { FilterDefinition } from './filter-definition.ts';
import { flagFilter, valuesFilter } from './filter-definition.ts';
import {
  assetFilters,
  enumFilter,
  factFilters,
  originFilters,
  severityFilter,
  timeFilters,
  workFilters,
} from './shared-filters.ts';

const READING_WORDS: ReadonlyMap<string, string> = new Map([
  ['new', 'Never looked at'],
  ['changed', 'Changed since'],
  ['seen', 'Nothing new'],
]);

export const incidentFilters = {
  status: enumFilter('Status', 'incidentStatus', { isStanding: true }),
  severity: severityFilter,
  ...assetFilters,
  ...workFilters,
  ...originFilters,
  tag: valuesFilter('Tag'),
  alertSeverity: enumFilter('Alert severity', 'alertSeverity', { isReversed: true }),
  ...factFilters,
  lastUpdatedBy: valuesFilter('Last updated by'),
  unread: valuesFilter('Since I looked', {
    offered: ['new', 'changed', 'seen'],
    nameOf: (state) => READING_WORDS.get(state) ?? state,
  }),
  severalCategories: flagFilter('Several categories'),
  severalSources: flagFilter('Several service sources'),
  priority: { kind: 'number', label: 'Priority score', least: 0, most: 100 },
  ...timeFilters,
} as const satisfies Readonly<Record<string, FilterDefinition>>;

export type IncidentFilterId = keyof typeof incidentFilters;
