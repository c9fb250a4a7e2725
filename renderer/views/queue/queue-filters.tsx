// The chips above a queue: what is filtered, what can be, and the way back to the defaults.
import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { FacetCounts } from '../../../shared/contract/queue.ts';
import { choiceFilters, choiceSummary, withChoice, withRange } from '../../state/queue-filter.ts';
import type { ChoiceFilter } from '../../state/queue-filter.ts';
import type { QueueViewStore } from '../../state/queue-view.ts';
import { CheckList } from '../../ui/check-list.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { filterName, filterOptions, valueLabel } from './filter-options.tsx';
import { RangeChip } from './range-chip.tsx';
import styles from './queue-filters.module.css';

interface QueueFiltersProps<Column extends string, Key extends string> {
  readonly view: QueueViewStore<Column, Key>;
  readonly subject: 'incidents' | 'alerts';
  readonly facets: FacetCounts | null;
}

/** Always there, since they are what one reaches for. */
const standingFilters: ReadonlySet<ChoiceFilter> = new Set(['statuses', 'severities', 'clouds']);

export function QueueFilters<Column extends string, Key extends string>(
  props: QueueFiltersProps<Column, Key>,
) {
  const { view, subject, facets } = props;
  const filter = useStore(view, (state) => state.filter);
  const addedFilters = useStore(view, (state) => state.addedFilters);
  const { filterBy, addFilter, removeFilter, resetFilters } = view.getState();
  const [openChip, setOpenChip] = useState<ChoiceFilter | null>(null);
  const isShown = (name: ChoiceFilter): boolean =>
    standingFilters.has(name) || filter[name] !== undefined || addedFilters.includes(name);
  const addable = choiceFilters.filter((name) => !isShown(name));

  return (
    <div className={styles.filters} role="toolbar" aria-label="Filters">
      <RangeChip
        name={subject === 'incidents' ? 'Last update' : 'Created'}
        range={filter.range}
        onChange={(range) => filterBy(withRange(filter, range))}
      />
      {choiceFilters.filter(isShown).map((name) => {
        const chosen: readonly string[] = filter[name] ?? [];
        const canBeRemoved = chosen.length > 0 || addedFilters.includes(name);
        return (
          <FilterChip
            key={name}
            name={filterName[name]}
            summary={choiceSummary(chosen.map((value) => valueLabel(name, value)))}
            isOpen={openChip === name}
            onOpenChange={(isOpen) => setOpenChip(isOpen ? name : null)}
            {...(canBeRemoved && { onRemove: () => removeFilter(name) })}
          >
            <CheckList
              label={filterName[name]}
              options={filterOptions(name, subject, facets, chosen)}
              chosen={chosen}
              onChoose={(values) => filterBy(withChoice(filter, name, values))}
            />
          </FilterChip>
        );
      })}
      {addable.length > 0 && (
        <Menu positioning="below-start">
          <MenuTrigger disableButtonEnhancement>
            <Button size="small" appearance="subtle" icon={<AddRegular />}>
              Add filter
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {addable.map((name) => (
                <MenuItem
                  key={name}
                  onClick={() => {
                    addFilter(name);
                    setOpenChip(name);
                  }}
                >
                  {filterName[name]}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
      <Button size="small" appearance="subtle" onClick={resetFilters}>
        Reset all
      </Button>
    </div>
  );
}
