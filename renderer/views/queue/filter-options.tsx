// What a filter of a queue offers to tick, in words and marks, with the store's counts.
import type { Facet } from '../../../shared/contract/queue.ts';
import { cloudName } from '../../../shared/model/short-names.ts';
import type { Cloud } from '../../../shared/model/entity.ts';
import type { ValuesFilter } from '../../../shared/queue/filter-definition.ts';
import type { FilterId } from '../../../shared/queue/queue-filters.ts';
import type { CheckOption } from '../../ui/check-list.tsx';
import { CloudMark } from '../marks/cloud-mark.tsx';
import { SeverityShape } from '../marks/severity-mark.tsx';

/**
 * Those always offered first, then those that the data has, then chosen ones that it has no more; parts
 * follow what they are a part of.
 */
export function filterOptions(
  id: FilterId,
  definition: ValuesFilter,
  facet: Facet | null,
  chosen: readonly string[],
): readonly CheckOption[] {
  const counts = new Map(facet?.values.map(({ value, count }) => [value, count]));
  const found = [...new Set([...definition.offered, ...counts.keys(), ...chosen])];
  const parentOf = (value: string): string | null => definition.parentOf(value);
  const wholes = new Set(found.map((value) => parentOf(value) ?? value));
  const values = [...wholes].flatMap((whole) => [
    whole,
    ...found.filter((value) => parentOf(value) === whole),
  ]);
  return values.map((value) => {
    const parent = parentOf(value);
    return {
      value,
      label: definition.nameOf(value),
      mark: valueMark(id, value),
      ...(parent !== null && { parent }),
      ...(facet && { count: counts.get(value) ?? 0 }),
    };
  });
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
