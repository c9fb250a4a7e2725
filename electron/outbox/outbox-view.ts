// What windows are shown of the outbox. Pure.
import type {
  OutboxHold,
  OutboxItemStatus,
  OutboxItemView,
  OutboxState,
} from '../../shared/contract/outbox.ts';
import type { Failure } from '../../shared/failure.ts';
import { isOfFile } from '../../shared/model/annotation-item.ts';
import type { AnnotationItem } from '../../shared/model/annotation-item.ts';
import type { AnnotationState } from '../../shared/model/fold-annotations.ts';

export interface Progress {
  readonly isRunning: boolean;
  readonly through: string | undefined;
  readonly failure: Failure | null;
  readonly nextAttemptAt: number | null;
}

export function outboxView(
  state: AnnotationState,
  progressOf: (item: AnnotationItem) => Progress,
  holds: readonly OutboxHold[],
): OutboxState {
  const items: OutboxItemView[] = [];
  for (const item of state.itemById.values()) {
    const progress = progressOf(item);
    const status = statusOf(item, progress);
    if (status === null) continue;
    const { id, target, writtenAt, actor } = item;
    const { through } = progress;
    const content =
      item.kind === 'change'
        ? ({ kind: 'change', edits: item.edits } as const)
        : ({ kind: 'comment', text: item.text, ref: item.ref } as const);
    items.push({
      id,
      target,
      ...(through !== undefined && { through }),
      content,
      writtenAt,
      actor,
      status,
    });
  }
  const count = (...kinds: readonly OutboxItemStatus['kind'][]): number =>
    items.filter(({ status }) => kinds.includes(status.kind)).length;
  return {
    pending: count('waiting', 'sending', 'lookingForIt'),
    parked: count('parked'),
    conflicts: count('conflict'),
    duplicated: count('duplicated'),
    kept: count('kept'),
    items,
    holds,
  };
}

/** null for an item that is done with. */
function statusOf(item: AnnotationItem, progress: Progress): OutboxItemStatus | null {
  const { status } = item;
  const { isRunning, failure, nextAttemptAt } = progress;
  switch (status.kind) {
    case 'pending':
      if (isOfFile(item)) return { kind: 'kept' };
      if (isRunning) return { kind: 'sending' };
      if (item.kind === 'comment' && item.sends > 0) return { kind: 'lookingForIt', nextAttemptAt };
      return { kind: 'waiting', failure, nextAttemptAt };
    case 'parked':
      return { kind: 'parked', reason: status.reason, failure: status.failure };
    case 'conflict':
      return { kind: 'conflict', fields: status.fields };
    case 'confirmed':
      return status.copies > 1 ? { kind: 'duplicated', copies: status.copies } : null;
    case 'superseded':
    case 'withdrawn':
      return null;
    default:
      return status satisfies never;
  }
}
