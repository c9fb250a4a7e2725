// From the journal's entries to what is still on its way, and to whom it belongs. Pure, and the same
// however often the entries are cut into pieces and folded one piece after the other.
import type { Failure } from '../failure.ts';
import { fieldNames, targetKey } from './annotation.ts';
import type {
  Annotation,
  AnnotationTarget,
  ChangeEntry,
  CommentEntry,
  FieldConflicts,
  FieldEdit,
  FieldEdits,
  FieldName,
  FieldValue,
  OutboxEntry,
  ParkReason,
} from './annotation.ts';
import type { CommentRef, EntryId } from './annotation-id.ts';
import type { KnownValues } from './merge-fields.ts';
import type { Timestamp } from './timestamp.ts';

export type ItemStatus =
  | { readonly kind: 'pending' }
  | {
      readonly kind: 'parked';
      readonly at: number;
      readonly reason: ParkReason;
      readonly failure: Failure;
    }
  | {
      readonly kind: 'conflict';
      readonly at: number;
      readonly fields: FieldConflicts;
      readonly updatedAt: Timestamp | null;
    }
  | {
      readonly kind: 'confirmed';
      readonly at: number;
      readonly by: 'reply' | 'readBack' | 'local';
      readonly updatedAt: Timestamp | null;
      readonly keptFields: readonly FieldName[];
      /** Above 1: the service shows the comment more than once, and people are told. */
      readonly copies: number;
      /** False for a comment that was sent more than once: a late copy may still turn up. */
      readonly isFinal: boolean;
    }
  /** Each of its fields was set again before it was delivered. */
  | { readonly kind: 'superseded'; readonly by: EntryId }
  /** Cancelled, or given up for the service's values. Its text is still here. */
  | { readonly kind: 'withdrawn'; readonly at: number };

interface Item {
  readonly id: EntryId;
  readonly writtenAt: number;
  readonly actor: string;
  readonly target: AnnotationTarget;
  readonly status: ItemStatus;
}

export interface ChangeItem extends Item {
  readonly kind: 'change';
  /** Without the fields that were set again since or given up. */
  readonly edits: FieldEdits;
  readonly known: KnownValues;
}

export interface CommentItem extends Item {
  readonly kind: 'comment';
  readonly text: string;
  readonly ref: CommentRef;
  /** How often it may have reached the service. */
  readonly sends: number;
  /** Those before a person last asked to try again. */
  readonly sendsBefore: number;
}

export type AnnotationItem = ChangeItem | CommentItem;

export interface AnnotationState {
  /** Everything that was ever written, in that order. */
  readonly itemById: ReadonlyMap<EntryId, AnnotationItem>;
}

export const noAnnotations: AnnotationState = { itemById: new Map() };

/** Ignores what comes a second time, and transitions of an item that the entries do not have. */
export function foldAnnotations(
  entries: Iterable<Annotation>,
  from: AnnotationState = noAnnotations,
): AnnotationState {
  const itemById = new Map(from.itemById);
  for (const entry of entries) {
    // A journal may hold an entry whose append it reported as failed, and which was then repeated.
    if (itemById.has(entry.id)) continue;
    switch (entry.kind) {
      case 'change':
        addChange(itemById, entry);
        break;
      case 'comment':
        itemById.set(entry.id, commentItem(entry));
        break;
      default: {
        const item = itemById.get(entry.itemId);
        if (item !== undefined) itemById.set(item.id, moved(item, entry));
      }
    }
  }
  return { itemById };
}

/** On its way, or waiting for a person. */
export function isOpen(item: AnnotationItem): boolean {
  const { kind } = item.status;
  return kind === 'pending' || kind === 'parked' || kind === 'conflict';
}

/** What was written about one incident or alert, in that order. */
export function annotationsOf(
  state: AnnotationState,
  target: AnnotationTarget,
): readonly AnnotationItem[] {
  const key = targetKey(target);
  return [...state.itemById.values()].filter((item) => targetKey(item.target) === key);
}

function commentItem({ id, at, actor, target, text, ref }: CommentEntry): CommentItem {
  return {
    kind: 'comment',
    id,
    writtenAt: at,
    actor,
    target,
    text,
    ref,
    sends: 0,
    sendsBefore: 0,
    status: { kind: 'pending' },
  };
}

/**
 * Takes its fields over from the open changes before it, with all values that the service may have from
 * them: their bases, and what they set, which may have been applied without a word.
 */
function addChange(itemById: Map<EntryId, AnnotationItem>, entry: ChangeEntry): void {
  const known: Partial<Record<FieldName, readonly FieldValue[]>> = {};
  const key = targetKey(entry.target);
  for (const earlier of itemById.values()) {
    if (earlier.kind !== 'change' || targetKey(earlier.target) !== key) continue;
    for (const field of fieldNames) {
      const edit: FieldEdit | undefined = earlier.edits[field];
      if (edit === undefined || entry.edits[field] === undefined) continue;
      if (isOpen(earlier)) {
        known[field] = [
          ...(known[field] ?? []),
          edit.base,
          edit.value,
          ...(earlier.known[field] ?? []),
        ];
      } else if (earlier.status.kind === 'confirmed') {
        // What we set last may be newer than what the analyst saw of the service.
        known[field] = [edit.value];
      }
    }
    if (isOpen(earlier)) itemById.set(earlier.id, supersede(earlier, entry));
  }
  const { id, at, actor, target, edits } = entry;
  itemById.set(id, {
    kind: 'change',
    id,
    writtenAt: at,
    actor,
    target,
    edits,
    known,
    status: { kind: 'pending' },
  });
}

function supersede(item: ChangeItem, later: ChangeEntry): ChangeItem {
  const edits = withoutFields(item.edits, (field) => later.edits[field] !== undefined);
  // The whole of it is kept for people to read, in place of nothing.
  if (isEmpty(edits)) return { ...item, status: { kind: 'superseded', by: later.id } };
  return withConflictsOf({ ...item, edits });
}

function moved(item: AnnotationItem, entry: OutboxEntry): AnnotationItem {
  const { at } = entry;
  switch (entry.kind) {
    case 'intent':
      return item.kind === 'comment' ? { ...item, sends: item.sends + 1 } : item;
    case 'confirmed': {
      const { by, updatedAt, keptFields, copies } = entry;
      const isFinal = item.kind === 'change' || item.sends < 2 || copies > 1;
      return {
        ...item,
        status: { kind: 'confirmed', at, by, updatedAt, keptFields, copies, isFinal },
      };
    }
    case 'checked':
      return item.status.kind === 'confirmed'
        ? { ...item, status: { ...item.status, copies: entry.copies, isFinal: true } }
        : item;
    default:
      return isOpen(item) ? movedWhileOpen(item, entry) : item;
  }
}

function movedWhileOpen(
  item: AnnotationItem,
  entry: Exclude<OutboxEntry, { kind: 'intent' | 'confirmed' | 'checked' }>,
): AnnotationItem {
  const { at } = entry;
  const pending = { kind: 'pending' } as const;
  switch (entry.kind) {
    case 'parked':
      return {
        ...item,
        status: { kind: 'parked', at, reason: entry.reason, failure: entry.failure },
      };
    case 'conflict': {
      if (item.kind === 'comment') return item;
      const { fields, updatedAt } = entry;
      return withConflictsOf({ ...item, status: { kind: 'conflict', at, fields, updatedAt } });
    }
    case 'resolved':
      return item.kind === 'comment' ? item : resolved(item, entry);
    case 'retargeted':
      return { ...item, target: { ...item.target, id: entry.toId }, status: pending };
    case 'retried':
      return item.kind === 'comment'
        ? { ...item, sendsBefore: item.sends, status: pending }
        : { ...item, status: pending };
    case 'cancelled':
      return { ...item, status: { kind: 'withdrawn', at } };
    default:
      return entry satisfies never;
  }
}

/** Drops conflicts of fields that are no longer its own; without any left it is on its way again. */
function withConflictsOf(item: ChangeItem): ChangeItem {
  if (item.status.kind !== 'conflict') return item;
  const fields: Partial<Record<FieldName, FieldConflicts[FieldName]>> = {};
  for (const field of fieldNames) {
    const conflict = item.status.fields[field];
    if (item.edits[field] !== undefined && conflict !== undefined) fields[field] = conflict;
  }
  const status: ItemStatus = isEmpty(fields)
    ? { kind: 'pending' }
    : { ...item.status, fields: fields as FieldConflicts };
  return { ...item, status };
}

/** A value of theirs that was seen and overruled is known from then on. */
function resolved(
  item: ChangeItem,
  { at, choice }: Extract<OutboxEntry, { kind: 'resolved' }>,
): ChangeItem {
  if (item.status.kind !== 'conflict') return item;
  const edits = withoutFields(item.edits, (field) => choice[field] === 'theirs');
  if (isEmpty(edits)) return { ...item, status: { kind: 'withdrawn', at } };
  const known = { ...item.known };
  for (const field of fieldNames) {
    const conflict = item.status.fields[field];
    if (conflict === undefined || choice[field] !== 'ours') continue;
    known[field] = [...(known[field] ?? []), conflict.theirs];
  }
  return { ...item, edits, known, status: { kind: 'pending' } };
}

function withoutFields(edits: FieldEdits, isLeftOut: (field: FieldName) => boolean): FieldEdits {
  const kept = fieldNames.filter((field) => edits[field] !== undefined && !isLeftOut(field));
  return Object.fromEntries(kept.map((field) => [field, edits[field]]));
}

function isEmpty(fields: object): boolean {
  return Object.keys(fields).length === 0;
}
