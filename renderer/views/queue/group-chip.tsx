// By what a queue's rows are grouped, and how the groups are ordered.
import { useState } from 'react';
import { useStore } from 'zustand';
import type { GroupOrder } from '../../../shared/queue/group-columns.ts';
import { findGroupColumn, groupColumnIds } from '../../../shared/queue/group-columns.ts';
import type { QueueName } from '../../../shared/queue/queue-filters.ts';
import type { QueueViewStore } from '../../state/queue-view.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import filterStyles from './queue-filters.module.css';
import styles from './outline.module.css';

const orders: readonly { readonly order: GroupOrder; readonly label: string }[] = [
  { order: 'count', label: 'Most rows first' },
  { order: 'value', label: 'By their value' },
];

interface GroupChipProps<Column extends string, Key extends string> {
  readonly view: QueueViewStore<Column, Key>;
  readonly queue: QueueName;
}

export function GroupChip<Column extends string, Key extends string>(
  props: GroupChipProps<Column, Key>,
) {
  const { view, queue } = props;
  const grouping = useStore(view, (state) => state.grouping);
  const { groupBy } = view.getState();
  const [isOpen, setOpen] = useState(false);
  const groups = groupColumnIds(queue).flatMap((id) => {
    const group = findGroupColumn(queue, id);
    return group === null ? [] : [{ id, ...group }];
  });
  const current = groups.find(({ id }) => id === grouping?.column);
  return (
    <FilterChip
      name="Group by"
      summary={current?.label ?? null}
      isOpen={isOpen}
      onOpenChange={setOpen}
      {...(grouping !== null && { onRemove: () => groupBy(null) })}
    >
      <div className={styles.choices} role="radiogroup" aria-label="Group by">
        {groups.map(({ id, label, order }) => (
          <button
            key={id}
            type="button"
            role="radio"
            aria-checked={id === grouping?.column}
            className={filterStyles.range}
            onClick={() => {
              groupBy({ column: id, order });
              setOpen(false);
            }}
          >
            {label}
          </button>
        ))}
      </div>
      {grouping !== null && (
        <div className={styles.order} role="radiogroup" aria-label="Order of the groups">
          {orders.map(({ order, label }) => (
            <button
              key={order}
              type="button"
              role="radio"
              aria-checked={order === grouping.order}
              className={filterStyles.range}
              onClick={() => groupBy({ ...grouping, order })}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </FilterChip>
  );
}
