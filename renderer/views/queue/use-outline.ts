// How the rows of a queue's view stand: in groups, with open rows, or one after another.
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { QueueGrouping, QueueOutline } from '../../../shared/contract/queue-outline.ts';
import type { QueueView } from '../../../shared/contract/queue.ts';
import type { Keyed } from '../../state/queue-frame.ts';
import type { QueueViewStore } from '../../state/queue-view.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import { useTimeSetting } from '../../ui/time-text.tsx';
import { expanderColumn } from './expander-column.tsx';

/** null for rows one after another, which is the least work for the store. */
export function useOutline<Column extends string, Key extends string>(
  view: QueueViewStore<Column, Key>,
): QueueOutline | null {
  const grouping = useStore(view, (state) => state.grouping);
  const openGroups = useStore(view, (state) => state.openGroups);
  const openRows = useStore(view, (state) => state.openRows);
  const { zone } = useTimeSetting();
  return useMemo(
    () =>
      grouping === null && openRows.length === 0 ? null : { grouping, zone, openGroups, openRows },
    [grouping, zone, openGroups, openRows],
  );
}

/** The same text as long as rows and groups are in the same order. */
export function useOrderOf(
  sort: QueueView<string>['sort'],
  grouping: QueueGrouping | null,
): string {
  return useMemo(() => JSON.stringify([sort, grouping]), [sort, grouping]);
}

/** The columns with that of the expander before them, where rows open. */
export function useWithExpander<Row extends Keyed, Column extends string>(
  view: QueueViewStore<Column, Row['key']>,
  columns: readonly GridColumn<Row>[],
  {
    opens,
    nameOf,
  }: { readonly opens: ((row: Row) => boolean) | null; readonly nameOf: (row: Row) => string },
): readonly GridColumn<Row>[] {
  const openRows = useStore(view, (state) => state.openRows);
  return useMemo(() => {
    if (opens === null) return columns;
    const onToggle = view.getState().toggleRow;
    return [expanderColumn({ openRows, opens, nameOf, onToggle }), ...columns];
  }, [view, columns, opens, nameOf, openRows]);
}
