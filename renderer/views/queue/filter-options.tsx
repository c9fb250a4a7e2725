// What a filter of a queue offers to tick, in words and marks, with the store's counts.
import type { Facet } from '../../../shared/contract/queue.ts';
import { cloudName } from '../../../shared/model/short-names.ts';
import type { Cloud } from '../../../shared/model/entity.ts';
import type { ValuesFilter } from '../../../shared/queue/filter-definition.ts';
import type { FilterId } from '../../../shared/queue/queue-filters.ts';
import type { CheckOption } from '../../ui/check-list.tsx';
import { CloudMark } from '../marks/cloud-mark.tsx';
import { SeverityShape } from '../marks/severity-mark.tsx';

/** Those always offered first, then those that the data has, then chosen ones that it has no more. */
export function filterOptions(
  id: FilterId,
  definition: ValuesFilter,
  facet: Facet | null,
  chosen: readonly string[],
): readonly CheckOption[] {
  const counts = new Map(facet?.values.map(({ value, count }) => [value, count]));
  const values = new Set([...definition.offered, ...counts.keys(), ...chosen]);
  return [...values].map((value) => ({
    value,
    label: definition.nameOf(value),
    mark: valueMark(id, value),
    isPart: definition.parentOf(value) !== null,
    ...(facet && { count: counts.get(value) ?? 0 }),
  }));
}

function valueMark(id: FilterId, value: string) {
  if (id === 'severity') return <SeverityShape severity={value} />;
  if (id === 'cloud' && Object.hasOwn(cloudName, value)) {
    return (
      <span aria-hidden>
        <CloudMark cloud={value as Cloud} compact />
      </span>
    );
  }
  return null;
}
