// Ticks rows of a queue, those that are not loaded among them: the store names the rows of the view.
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { MOST_SELECTED } from '../../../shared/contract/queue.ts';
import type { QueueWindow } from '../../../shared/contract/queue.ts';
import { failureIn } from '../../../shared/failure.ts';
import type { Keyed } from '../../state/queue-frame.ts';
import { keysBetween } from '../../state/row-selection.ts';
import type { Queue } from '../../state/session.tsx';
import type { GridSelecting } from '../../ui/grid-model.ts';

/** Rows beyond the one under the hand that are looked at: the rows shown may lag behind the store. */
const BEYOND = 200;

/** `shown` are the loaded rows of the view; `nameOf` must keep its identity or cost a new object. */
export function useRowTicks<Row extends Keyed, Column extends string>(
  queue: Queue<Row, Column>,
  shown: QueueWindow<Row> | null,
  nameOf: (row: Row) => string,
): GridSelecting<Row> {
  type Key = Row['key'];
  const keys = useStore(queue.selection, (state) => state.keys);
  return useMemo(() => {
    const { selection, view } = queue;
    const keysOfView = async (limit: number) => {
      const { filter, sort } = view.getState();
      const answer = await queue.keys({ filter, sort, limit });
      return { keys: answer.keys as readonly Key[], total: answer.total };
    };
    /** A store that is starting again is told elsewhere; the rows stay as they are ticked. */
    const unlessFailed = (work: Promise<void>): void =>
      void work.catch((error: unknown) => {
        if (failureIn(error) === null) throw error;
      });
    return {
      keys,
      all: areAllTicked(shown, keys),
      nameOf,
      onToggle: ({ key }) => selection.getState().toggle(key),
      onExtend: ({ key }, index) => {
        const { anchor, extend } = selection.getState();
        const loaded: readonly Key[] = shown?.rows.map((row) => row.key) ?? [];
        // The store's order is not that of groups: there a range reaches as far as rows are loaded.
        const isGrouped = view.getState().grouping !== null;
        if (anchor === null || isGrouped || loaded.includes(anchor)) {
          extend(keysBetween(loaded, anchor, key));
          return;
        }
        const limit = Math.min(Math.max(index + BEYOND, 1_000), MOST_SELECTED);
        const through = async (): Promise<void> => {
          let answer = await keysOfView(limit);
          // The range begins further down than it ends.
          if (!answer.keys.includes(anchor)) answer = await keysOfView(MOST_SELECTED);
          extend(keysBetween(answer.keys, anchor, key));
        };
        unlessFailed(through());
      },
      onAll: (isWanted) => {
        if (!isWanted) {
          selection.getState().clear();
          return;
        }
        const all = async (): Promise<void> => {
          const answer = await keysOfView(MOST_SELECTED);
          selection.getState().selectAll(answer.keys, answer.total);
        };
        unlessFailed(all());
      },
    };
  }, [queue, keys, shown, nameOf]);
}

/** As far as it can be told: rows that are not loaded count as those that are. */
function areAllTicked<Key extends string>(
  shown: QueueWindow<{ readonly key: Key }> | null,
  keys: ReadonlySet<Key>,
): boolean | 'mixed' {
  if (shown === null || shown.rows.length === 0 || keys.size === 0) return false;
  const areEnough = keys.size >= Math.min(shown.total, MOST_SELECTED);
  return (areEnough && shown.rows.every(({ key }) => keys.has(key))) || 'mixed';
}
