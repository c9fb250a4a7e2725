// What the head of a queue's column offers: order, groups, the filter about it, and to hide it.
import type { FacetRequest } from '../../../shared/contract/queue.ts';
import { filterOfColumn } from '../../../shared/queue/column-filters.ts';
import type { ColumnLayout } from '../../../shared/queue/column-layout.ts';
import { findGroupColumn } from '../../../shared/queue/group-columns.ts';
import { findFilter } from '../../../shared/queue/queue-filters.ts';
import type { QueueName } from '../../../shared/queue/queue-filters.ts';
import { conditionOf } from '../../state/queue-filter.ts';
import type { QueueViewStore } from '../../state/queue-view.ts';
import type { GridHeadAction } from '../../ui/grid-head-menu.tsx';
import type { GridColumn } from '../../ui/grid-model.ts';

interface HeadParts<Row, Column extends string, Key extends string> {
  readonly view: QueueViewStore<Column, Key>;
  readonly subject: QueueName;
  readonly layout: {
    readonly choices: ColumnLayout;
    readonly shownColumns: readonly GridColumn<Row>[];
    choose(choices: ColumnLayout): void;
  };
  /** Opens the chip of a filter. */
  onLook(request: FacetRequest): void;
}

export function headActions<Row, Column extends string, Key extends string>(
  parts: HeadParts<Row, Column, Key>,
  column: string,
): readonly GridHeadAction[] {
  const { view, subject, layout, onLook } = parts;
  const { grouping, filter, sortTo, groupBy, addFilter } = view.getState();
  const isSortable = layout.shownColumns.find(({ id }) => id === column)?.sortable === true;
  const sort = (descending: boolean): void => sortTo({ column: column as Column, descending });
  const group = findGroupColumn(subject, column);
  const isGrouped = grouping?.column === column;
  const filterId = filterOfColumn(subject, column);
  const definition = filterId === null ? null : findFilter(subject, filterId);
  return [
    ...(isSortable
      ? [
          { label: 'Sort ascending', onChoose: () => sort(false) },
          { label: 'Sort descending', onChoose: () => sort(true) },
        ]
      : []),
    ...(group === null
      ? []
      : [
          isGrouped
            ? { label: 'Ungroup', onChoose: () => groupBy(null) }
            : {
                label: `Group by ${group.label}`,
                onChoose: () => groupBy({ column, order: group.order }),
              },
        ]),
    ...(filterId === null || definition === null
      ? []
      : [
          {
            label: `Filter by ${definition.label}`,
            onChoose: () => {
              const isStanding = definition.kind === 'values' && definition.isStanding;
              if (!isStanding && conditionOf(filter, filterId) === null) addFilter(filterId);
              onLook({ filter: filterId });
            },
          },
        ]),
    {
      label: 'Hide column',
      isDisabled: layout.shownColumns.length < 2,
      onChoose: () =>
        layout.choose(
          layout.choices.map((one) => (one.id === column ? { ...one, isShown: false } : one)),
        ),
    },
  ];
}
