// The commands of a queue. Where nothing is selected they are about the row that is open, or that has the
// keyboard.
import type { RefObject } from 'react';
import { useStore } from 'zustand';
import { writeListLink } from '../../../shared/queue/list-link.ts';
import type { QueueName } from '../../../shared/queue/queue-filters.ts';
import type { BulkBegin } from '../../state/bulk.ts';
import type { Keyed } from '../../state/queue-frame.ts';
import { useSession } from '../../state/session.tsx';
import type { Queue } from '../../state/session.tsx';
import { useCommand } from '../../state/use-command.ts';
import { copyText } from '../../ui/clipboard.ts';
import type { GridHandle } from '../../ui/virtual-grid.tsx';

export function useQueueCommands<Row extends Keyed, Column extends string>(
  queue: Queue<Row, Column>,
  name: QueueName,
  grid: RefObject<GridHandle | null>,
): void {
  const { bulk, commands } = useSession();
  const hasSelection = useStore(queue.selection, ({ keys }) => keys.size > 0);
  const hasNew = useStore(
    queue.rows.store,
    ({ frame }) => frame.waiting > 0 || frame.held !== null,
  );
  const subject = name === 'incidents' ? 'incident' : 'alert';
  const manage = (begin: BulkBegin): void => {
    const { keys } = queue.selection.getState();
    const { openKey } = queue.view.getState();
    const key = openKey ?? grid.current?.activeKey() ?? null;
    const chosen = keys.size > 0 ? [...keys] : key === null ? [] : [key];
    bulk.getState().openPane({ subject, keys: chosen, begin });
  };
  useCommand('queue.focus', () => grid.current?.focus());
  useCommand('queue.manage', () => {
    const isOfPane = !hasSelection && queue.view.getState().openKey !== null;
    // The pane of one row has its name and its resolution note, too.
    if (!isOfPane || !commands.getState().run('item.manage')) manage('status');
  });
  useCommand('queue.resolve', () => manage('resolve'));
  useCommand('queue.assign', () => manage('assign'));
  useCommand('queue.tag', subject === 'incident' ? () => manage('tag') : null);
  useCommand(
    'queue.clearSelection',
    hasSelection ? () => queue.selection.getState().clear() : null,
  );
  useCommand('queue.showNew', hasNew ? () => queue.rows.showWaiting() : null);
  useCommand('queue.reset', () => queue.view.getState().resetFilters());
  useCommand('queue.copyLink', () => {
    const { filter, grouping, unread } = queue.view.getState();
    void copyText(writeListLink({ queue: name, filter, ...(grouping && { grouping }), unread }));
  });
}
