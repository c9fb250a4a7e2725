// What a person set, laid over what the service says: ours until the service shows it, theirs after that.
import { fieldNames } from './annotation.ts';
import type { FieldEdit, FieldName, FieldSet, FieldValue } from './annotation.ts';
import { isOpen } from './annotation-item.ts';
import type { ChangeItem } from './annotation-item.ts';
import { isSameValue, mergeFields } from './merge-fields.ts';
import { timestampTicks } from './timestamp.ts';

/** An incident or alert as the store has it from the service. */
export interface SeenFields {
  /** Of its version, as timestampTicks counts; null where the service dates nothing. */
  readonly updatedAt: bigint | null;
  readonly fields: FieldSet;
}

/**
 * `shown` with what the change puts in place of the service's words: the changes of a target are laid one
 * over the other, oldest first.
 */
export function shownFields(seen: SeenFields, change: ChangeItem, shown: FieldSet): FieldSet {
  const laid: Partial<Record<FieldName, FieldValue>> = {};
  for (const field of fieldsOver(seen, change)) {
    const value: FieldValue | undefined = change.edits[field]?.value;
    if (value === undefined) continue;
    laid[field] =
      field === 'customTags' ? retagged(change, shown.customTags ?? seen.fields.customTags) : value;
  }
  return { ...shown, ...(laid as FieldSet) };
}

/** Delivered, and the service's own word of it is in the store: it stands in place of nothing any more. */
export function isEchoed(seen: SeenFields, change: ChangeItem): boolean {
  return change.status.kind === 'confirmed' && fieldsOver(seen, change).length === 0;
}

function fieldsOver(seen: SeenFields, change: ChangeItem): readonly FieldName[] {
  const edited = fieldNames.filter((field) => change.edits[field] !== undefined);
  if (isOpen(change)) return edited;
  if (change.status.kind !== 'confirmed') return [];
  const { keptFields } = change.status;
  return edited.filter((field) => keptFields.includes(field) || isAwaited(seen, change, field));
}

/** A service that does not date its changes is awaited as long as it says what the person saw. */
function isAwaited(
  seen: SeenFields,
  { edits, known, status }: ChangeItem,
  field: FieldName,
): boolean {
  if (status.kind !== 'confirmed') return false;
  if (status.updatedAt !== null) {
    return seen.updatedAt === null || seen.updatedAt < timestampTicks(status.updatedAt);
  }
  const theirs: FieldValue | undefined = seen.fields[field];
  const edit: FieldEdit | undefined = edits[field];
  if (theirs === undefined || edit === undefined) return false;
  return [edit.base, ...(known[field] ?? [])].some((base) => isSameValue(field, base, theirs));
}

/** Tags with what was added and removed, whatever else is among them. */
function retagged(
  { edits: { customTags }, known }: ChangeItem,
  theirs: readonly string[] = [],
): readonly string[] {
  if (customTags === undefined) return theirs;
  return mergeFields({ customTags }, known, { customTags: theirs }).changes.customTags ?? theirs;
}
