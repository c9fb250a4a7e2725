// The chip of one filter, whatever kind of condition it makes.
import { useState } from 'react';
import type {
  Facet,
  FacetRequest,
  FilterCondition,
  QueueFilter,
} from '../../../shared/contract/queue.ts';
import type { FilterDefinition, ValuesFilter } from '../../../shared/queue/filter-definition.ts';
import type { FilterId } from '../../../shared/queue/queue-filters.ts';
import {
  chosenValues,
  choiceSummary,
  conditionOf,
  withChoice,
  withCondition,
  withoutCondition,
} from '../../state/queue-filter.ts';
import { CheckList } from '../../ui/check-list.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { filterOptions } from './filter-options.tsx';
import { FlagChoice } from './flag-choice.tsx';
import { NumberSpan } from './number-span.tsx';
import { RangeChip } from './range-chip.tsx';

export interface ConditionChipProps {
  readonly id: FilterId;
  readonly definition: FilterDefinition;
  readonly filter: QueueFilter;
  /** null until the store has counted. */
  readonly facet: Facet | null;
  readonly isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  onFilter(filter: QueueFilter): void;
  /** Which values are looked at. */
  onLook(request: FacetRequest): void;
  /** Absent where the chip stands always and nothing is set. */
  readonly onRemove?: () => void;
}

export function ConditionChip(props: ConditionChipProps) {
  const { id, definition, filter, isOpen, onOpenChange, onFilter, onRemove } = props;
  const condition = conditionOf(filter, id);
  const set = (next: FilterCondition | null): void =>
    onFilter(next === null ? withoutCondition(filter, id) : withCondition(filter, next));
  const chip = {
    name: definition.label,
    isOpen,
    onOpenChange,
    ...(onRemove && { onRemove }),
  };
  switch (definition.kind) {
    case 'values':
      return <ValuesChip {...props} definition={definition} />;
    case 'time':
      return (
        <RangeChip
          {...chip}
          range={condition?.kind === 'time' ? condition.range : null}
          onChange={(range) => set({ kind: 'time', filter: id, range })}
        />
      );
    case 'number': {
      const span = condition?.kind === 'number' ? condition : {};
      return (
        <FilterChip {...chip} summary={spanSummary(span)}>
          <NumberSpan
            label={definition.label}
            least={definition.least}
            most={definition.most}
            span={span}
            onApply={(next) =>
              set(
                next.from === undefined && next.to === undefined
                  ? null
                  : { kind: 'number', filter: id, ...next },
              )
            }
          />
        </FilterChip>
      );
    }
    case 'flag': {
      const value = condition?.kind === 'flag' ? condition.value : null;
      return (
        <FilterChip {...chip} summary={value === null ? null : value ? 'Yes' : 'No'}>
          <FlagChoice
            label={definition.label}
            value={value}
            onChoose={(next) =>
              set(next === null ? null : { kind: 'flag', filter: id, value: next })
            }
          />
        </FilterChip>
      );
    }
    default:
      return definition satisfies never;
  }
}

function ValuesChip(props: ConditionChipProps & { readonly definition: ValuesFilter }) {
  const { id, definition, filter, facet, isOpen, onRemove } = props;
  const [isSearching, setSearching] = useState(false);
  const chosen = chosenValues(filter, id);
  return (
    <FilterChip
      name={definition.label}
      summary={choiceSummary(chosen.map((value) => definition.nameOf(value)))}
      isOpen={isOpen}
      onOpenChange={props.onOpenChange}
      {...(onRemove && { onRemove })}
    >
      <CheckList
        label={definition.label}
        options={filterOptions(id, definition, facet, chosen)}
        chosen={chosen}
        more={facet?.more ?? 0}
        onChoose={(values) => props.onFilter(withChoice(filter, id, values))}
        onSearch={(search) => {
          // The store is asked only for what it has not named.
          const isBeyond = isSearching || (facet?.more ?? 0) > 0;
          setSearching(isBeyond && search !== '');
          if (isBeyond) props.onLook({ filter: id, ...(search !== '' && { search }) });
        }}
      />
    </FilterChip>
  );
}

function spanSummary({ from, to }: { readonly from?: number; readonly to?: number }) {
  if (from !== undefined && to !== undefined) return `${from} to ${to}`;
  if (from !== undefined) return `from ${from}`;
  return to === undefined ? null : `up to ${to}`;
}
