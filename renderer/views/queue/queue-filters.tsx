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
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { FacetRequest, Facets } from '../../../shared/contract/queue.ts';
import { filterIds, findFilter } from '../../../shared/queue/queue-filters.ts';
import type { FilterId, QueueName } from '../../../shared/queue/queue-filters.ts';
import { conditionOf, withRange } from '../../state/queue-filter.ts';
import type { QueueViewStore } from '../../state/queue-view.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { ConditionChip } from './condition-chip.tsx';
import { RangeChip } from './range-chip.tsx';
import styles from './queue-filters.module.css';

interface QueueFiltersProps<Column extends string, Key extends string> {
  readonly view: QueueViewStore<Column, Key>;
  readonly subject: QueueName;
  readonly facets: Facets;
  /** Whose values are looked at; null while no chip is open. */
  readonly look: FacetRequest | null;
  onLook(look: FacetRequest | null): void;
  /** At the end of the bar. */
  readonly children?: ReactNode;
}

export function QueueFilters<Column extends string, Key extends string>(
  props: QueueFiltersProps<Column, Key>,
) {
  const { view, subject, facets, look, onLook } = props;
  const filter = useStore(view, (state) => state.filter);
  const addedFilters = useStore(view, (state) => state.addedFilters);
  const unread = useStore(view, (state) => state.unread);
  const { filterBy, addFilter, removeFilter, resetFilters, dropUnread } = view.getState();
  const filters = filterIds(subject).flatMap((id) => {
    const definition = findFilter(subject, id);
    return definition === null ? [] : [{ id, definition }];
  });
  const isAdded = (id: FilterId) => conditionOf(filter, id) !== null || addedFilters.includes(id);
  const shown = filters.filter(
    ({ id, definition }) => isAdded(id) || (definition.kind === 'values' && definition.isStanding),
  );
  const addable = filters.filter((one) => !shown.includes(one));

  return (
    <div className={styles.filters} role="toolbar" aria-label="Filters">
      <RangeChip
        name={subject === 'incidents' ? 'Last update' : 'Created'}
        range={filter.range}
        onChange={(range) => filterBy(withRange(filter, range))}
      />
      {shown.map(({ id, definition }) => (
        <ConditionChip
          key={id}
          id={id}
          definition={definition}
          filter={filter}
          facet={facets[id] ?? null}
          isOpen={look?.filter === id}
          onOpenChange={(isOpen) => onLook(isOpen ? { filter: id } : null)}
          onFilter={filterBy}
          onLook={onLook}
          {...(isAdded(id) && { onRemove: () => removeFilter(id) })}
        />
      ))}
      {unread.map((part) => (
        <FilterChip
          key={part}
          name={part}
          summary="not known here, not applied"
          isDisabled
          onRemove={() => dropUnread(part)}
        />
      ))}
      {addable.length > 0 && (
        <Menu positioning="below-start">
          <MenuTrigger disableButtonEnhancement>
            <Button size="small" appearance="subtle" icon={<AddRegular />}>
              Add filter
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {addable.map(({ id, definition }) => (
                <MenuItem
                  key={id}
                  onClick={() => {
                    addFilter(id);
                    onLook({ filter: id });
                  }}
                >
                  {definition.label}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
      <Button size="small" appearance="subtle" onClick={resetFilters}>
        Reset all
      </Button>
      {props.children}
    </div>
  );
}
