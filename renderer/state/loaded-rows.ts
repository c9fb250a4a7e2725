// The rows of a queue that are at hand, without what stands between them.
import { isOutlineRow } from '../../shared/contract/queue-outline.ts';
import type { Keyed } from './queue-frame.ts';
import type { Queue } from './session.tsx';

export function loadedRows<Row extends Keyed, Column extends string>(
  queue: Pick<Queue<Row, Column>, 'rows'>,
): readonly Row[] {
  const { shown } = queue.rows.store.getState().frame;
  return (shown?.rows ?? []).flatMap((row) => (isOutlineRow(row) ? [] : [row]));
}
