// Through which source something is delivered: the one that it was written to, or one that keeps it up to date.
import type { AnnotationTarget } from '../../shared/model/annotation.ts';
import type { AnnotationItem, ChangeItem } from '../../shared/model/annotation-item.ts';
import { kindsInStep } from '../../shared/model/status-sync.ts';
import { writerId, writerKind } from '../../shared/model/writer-id.ts';
import type { Writer } from '../sources/writer.ts';

/**
 * The item with the source that takes it now in its target. `isClosed` tells a source that lets nobody in
 * before somebody signs in. A comment stays with its source: it has to be looked for where it may be already.
 */
export function routed(
  item: AnnotationItem,
  writers: ReadonlyMap<string, Writer>,
  isClosed: (sourceId: string) => boolean,
): AnnotationItem {
  if (item.kind === 'comment' || item.status.kind !== 'pending') return item;
  const { target } = item;
  const isOpen = (sourceId: string): boolean => writers.has(sourceId) && !isClosed(sourceId);
  if (isOpen(target.sourceId)) return item;
  const other = sourcesInStep(target).find(
    (sourceId) => isOpen(sourceId) && takesAll(writers.get(sourceId), item),
  );
  return other === undefined ? item : { ...item, target: { ...target, sourceId: other } };
}

/** Those that know it by the same id and take over what is changed of it; the best one first. */
function sourcesInStep({ kind, id, sourceId, tenantId }: AnnotationTarget): readonly string[] {
  if (writerKind(sourceId) !== 'graph') return [];
  return kindsInStep(kind, id).map((source) => writerId(source, tenantId));
}

/** A part of it would have to go another way: it waits for the source that takes the whole. */
function takesAll(writer: Writer | undefined, { target, edits }: ChangeItem): boolean {
  const fields = writer?.writable[target.kind].fields;
  return Object.keys(edits).every((field) => fields?.has(field as keyof typeof edits) === true);
}
