// What was written while only a file told of it, and a service takes by now. Pure.
import type { OutboxItemView } from '../../shared/contract/outbox.ts';
import type { AnnotationTarget } from '../../shared/model/annotation.ts';
import { writerKind } from '../../shared/model/writer-id.ts';

/** `target` is where something new would go; `fileIds` is what files call the same thing. */
export function offerable(
  items: readonly OutboxItemView[],
  target: AnnotationTarget,
  fileIds: readonly string[],
): readonly OutboxItemView[] {
  if (writerKind(target.sourceId) === 'file') return [];
  return items.filter(
    ({ status, target: { kind, tenantId, id } }) =>
      status.kind === 'kept' &&
      kind === target.kind &&
      tenantId === target.tenantId &&
      fileIds.includes(id),
  );
}
