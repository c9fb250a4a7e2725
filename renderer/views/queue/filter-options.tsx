// What each filter of a queue offers, in words and marks, with the store's counts.
import type { FacetCounts } from '../../../shared/contract/queue.ts';
import type { Cloud } from '../../../shared/model/entity.ts';
import { labelledMembers, labelOf } from '../../../shared/model/labels.ts';
import { cloudName, shortServiceName } from '../../../shared/model/short-names.ts';
import type { ChoiceFilter } from '../../state/queue-filter.ts';
import type { CheckOption } from '../../ui/check-list.tsx';
import { CloudMark } from '../marks/cloud-mark.tsx';
import { SeverityShape } from '../marks/severity-mark.tsx';
import { statusLabel } from '../marks/status-mark.tsx';

export const filterName: Readonly<Record<ChoiceFilter, string>> = {
  statuses: 'Status',
  severities: 'Severity',
  clouds: 'Cloud',
  serviceSources: 'Service source',
  assignees: 'Assigned to',
  accountIds: 'Subscription / account / project',
};

/** The words for one value of a filter; the API's own value where there are none. */
export function valueLabel(name: ChoiceFilter, value: string): string {
  switch (name) {
    case 'statuses':
      return statusLabel(value);
    case 'severities':
      return labelOf('alertSeverity', value);
    case 'clouds':
      return Object.hasOwn(cloudName, value) ? cloudName[value as Cloud] : value;
    case 'serviceSources':
      return shortServiceName(value);
    case 'assignees':
      return value === '' ? 'Unassigned' : value;
    case 'accountIds':
      return value;
    default:
      return name satisfies never;
  }
}

/** The fixed values first, then those that the data has, then chosen ones that it has no more. */
export function filterOptions(
  name: ChoiceFilter,
  subject: 'incidents' | 'alerts',
  facets: FacetCounts | null,
  chosen: readonly string[],
): readonly CheckOption[] {
  const counts = new Map(facets?.[name].map(({ value, count }) => [value, count]));
  const found = [...counts.keys()].toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  const values = new Set([...fixedValues(name, subject), ...found, ...chosen]);
  return [...values].map((value) => ({
    value,
    label: valueLabel(name, value),
    mark: valueMark(name, value),
    ...(facets && { count: counts.get(value) ?? 0 }),
  }));
}

function fixedValues(name: ChoiceFilter, subject: 'incidents' | 'alerts'): readonly string[] {
  switch (name) {
    case 'statuses':
      return labelledMembers(subject === 'incidents' ? 'incidentStatus' : 'alertStatus').map(
        ({ member }) => member,
      );
    case 'severities':
      return labelledMembers('alertSeverity')
        .map(({ member }) => member)
        .toReversed();
    case 'clouds':
      return Object.keys(cloudName);
    case 'assignees':
      return [''];
    default:
      return [];
  }
}

function valueMark(name: ChoiceFilter, value: string) {
  if (name === 'severities') return <SeverityShape severity={value} />;
  if (name === 'clouds' && Object.hasOwn(cloudName, value)) {
    return (
      <span aria-hidden>
        <CloudMark cloud={value as Cloud} compact />
      </span>
    );
  }
  return null;
}
