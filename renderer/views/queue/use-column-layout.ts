// A queue's columns as the person has arranged them, kept in the settings.
import { useMemo } from 'react';
import { arranged, withChoices } from '../../../shared/queue/column-layout.ts';
import type { ColumnLayout } from '../../../shared/queue/column-layout.ts';
import type { QueueName } from '../../../shared/queue/queue-filters.ts';
import { useSettings } from '../../state/session.tsx';
import type { GridColumn } from '../../ui/grid-model.ts';

/** `columns` are all that the queue has, in its own order. */
export function useColumnLayout<Row>(queue: QueueName, columns: readonly GridColumn<Row>[]) {
  const layouts = useSettings(({ settings }) => settings.columns);
  const change = useSettings((state) => state.change);
  const layout = layouts[queue];
  const arrangement = useMemo(() => {
    const choices = arranged(
      layout,
      columns.map(({ id }) => id),
    );
    const shown = choices.filter(({ isShown }) => isShown);
    return {
      choices,
      shownColumns: shown.flatMap(({ id }) => columns.find((column) => column.id === id) ?? []),
      widths: new Map(
        shown.flatMap(({ id, width }) => (width === null ? [] : [[id, width] as const])),
      ),
    };
  }, [layout, columns]);
  const choose = (choices: ColumnLayout): void =>
    void change({ columns: { ...layouts, [queue]: withChoices(layout, choices) } });
  const resize = (column: string, width: number): void =>
    choose(arrangement.choices.map((one) => (one.id === column ? { ...one, width } : one)));
  return { ...arrangement, choose, resize };
}
