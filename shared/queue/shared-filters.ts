// The filters that both queues have.
import type { Cloud } from '../model/entity.ts';
import { labelledMembers, labelOf } from '../model/labels.ts';
import type { GraphEnumName } from '../model/graph/contract.ts';
import { categoryName, cloudName } from '../model/short-names.ts';
import { timeFilter, valuesFilter } from './filter-definition.ts';
import type { ValuesFilter } from './filter-definition.ts';
import { knownSources, parentSource, sourcePathName } from './source-path.ts';

/** The values are the members of an enum of the contract. */
export function enumFilter(
  label: string,
  name: GraphEnumName,
  options: { readonly isStanding?: boolean; readonly isReversed?: boolean } = {},
): ValuesFilter {
  const { isStanding = false, isReversed = false } = options;
  const members = labelledMembers(name).map(({ member }) => member);
  return valuesFilter(label, {
    isStanding,
    offered: isReversed ? members.toReversed() : members,
    nameOf: (value) => labelOf(name, value),
    none: 'Not set',
  });
}

export const severityFilter = enumFilter('Severity', 'alertSeverity', {
  isStanding: true,
  isReversed: true,
});

/** `nameOf` of a cloud that this version does not know is the value itself. */
export const assetFilters = {
  cloud: valuesFilter('Cloud', {
    isStanding: true,
    offered: Object.keys(cloudName),
    nameOf: (value) => (Object.hasOwn(cloudName, value) ? cloudName[value as Cloud] : value),
  }),
  account: valuesFilter('Subscription / account / project'),
} as const;

export const originFilters = {
  source: valuesFilter('Service / detection source', {
    offered: knownSources,
    nameOf: sourcePathName,
    parentOf: parentSource,
  }),
  category: valuesFilter('Category', { nameOf: categoryName }),
  tenant: valuesFilter('Tenant'),
} as const;

export const workFilters = {
  assignedTo: valuesFilter('Assigned to', { offered: [''], none: 'Unassigned' }),
  classification: enumFilter('Classification', 'alertClassification'),
  determination: enumFilter('Determination', 'alertDetermination'),
} as const;

/** What alerts tell beyond their sources. */
export const factFilters = {
  entity: valuesFilter('Asset'),
  aiAgent: valuesFilter('AI agent'),
  product: valuesFilter('Product'),
  alertType: valuesFilter('Alert type'),
  policy: valuesFilter('Alert policy'),
  investigationState: enumFilter('Investigation state', 'investigationState'),
  threat: valuesFilter('Associated threat'),
  actor: valuesFilter('Actor'),
  deviceGroup: valuesFilter('Device group'),
  osPlatform: valuesFilter('OS platform'),
  workspace: valuesFilter('Workspace'),
} as const;

export const timeFilters = {
  created: timeFilter('Created'),
  lastUpdate: timeFilter('Last update'),
  firstActivity: timeFilter('First activity'),
  lastActivity: timeFilter('Last activity'),
} as const;
