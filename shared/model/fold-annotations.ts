// From the journal's entries to what is still on its way, and to whom it belongs. Pure, and the same
// however often the entries are cut into pieces and folded one piece after the other.
import { groupedAll, noGroupings } from '../grouping/groupings.ts';
import type { Groupings } from '../grouping/groupings.ts';
import type { AlertKey } from './alert.ts';
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
} from './annotation.ts';
import type { EntryId } from './annotation-id.ts';
import { isOpen } from './annotation-item.ts';
import type { AnnotationItem, ChangeItem, CommentItem, ItemStatus } from './annotation-item.ts';
import type { GroupingEntry } from './regrouping.ts';
import { noTuning, tuned } from './tuning.ts';
import type { Tuning } from './tuning.ts';

export interface AnnotationState {
  /** Everything that was ever written, in that order. */
  readonly itemById: ReadonlyMap<EntryId, AnnotationItem>;
  readonly idsByTarget: ReadonlyMap<string, readonly EntryId[]>;
  /** Sightings that were set apart from the alerts that share their ids. */
  readonly apart: ReadonlySet<AlertKey>;
  /** The same object as long as nothing of it changes. */
  readonly tuning: Tuning;
  /** As `tuning`. */
  readonly groupings: Groupings;
}

export const noAnnotations: AnnotationState = {
  itemById: new Map(),
  idsByTarget: new Map(),
  apart: new Set(),
  tuning: noTuning,
  groupings: noGroupings,
};

/** Ignores what comes a second time, and transitions of an item that the entries do not have. */
export function foldAnnotations(
  entries: Iterable<Annotation>,
  from: AnnotationState = noAnnotations,
): AnnotationState {
  const draft: Draft = {
    itemById: new Map(from.itemById),
    idsByTarget: new Map(from.idsByTarget),
    apart: new Set(from.apart),
    tuning: from.tuning,
    groupings: from.groupings,
  };
  const groupingEntries: GroupingEntry[] = [];
  for (const entry of entries) {
    // A journal may hold an entry whose append it reported as failed, and which was then repeated.
    if (draft.itemById.has(entry.id)) continue;
    switch (entry.kind) {
      case 'change':
        addItem(draft, changeItem(draft, entry));
        break;
      case 'comment':
        addItem(draft, commentItem(entry));
        break;
      case 'split':
        draft.apart.add(entry.sighting);
        break;
      case 'join':
        draft.apart.delete(entry.sighting);
        break;
      case 'rule':
      case 'ruleRemoved':
      case 'acknowledge':
      case 'putBack':
      case 'leftToRules':
        draft.tuning = tuned(draft.tuning, entry);
        break;
      case 'regroup':
      case 'regroupUndone':
      case 'suggestion':
      case 'correlationRule':
      case 'machinePair':
        groupingEntries.push(entry);
        break;
      default:
        moveItem(draft, entry);
    }
  }
  draft.groupings = groupedAll(draft.groupings, groupingEntries);
  return draft;
}

/** What was written about one incident or alert, in that order. */
export function annotationsOf(
  state: AnnotationState,
  target: AnnotationTarget,
): readonly AnnotationItem[] {
  const ids = state.idsByTarget.get(targetKey(target)) ?? [];
  return ids
    .flatMap((id) => state.itemById.get(id) ?? [])
    .toSorted((a, b) => a.writtenAt - b.writtenAt);
}

interface Draft extends AnnotationState {
  readonly itemById: Map<EntryId, AnnotationItem>;
  readonly idsByTarget: Map<string, readonly EntryId[]>;
  readonly apart: Set<AlertKey>;
  tuning: Tuning;
  groupings: Groupings;
}

function addItem({ itemById, idsByTarget }: Draft, item: AnnotationItem): void {
  const key = targetKey(item.target);
  itemById.set(item.id, item);
  idsByTarget.set(key, [...(idsByTarget.get(key) ?? []), item.id]);
}

function moveItem(draft: Draft, entry: OutboxEntry): void {
  const { itemById, idsByTarget } = draft;
  const before = itemById.get(entry.itemId);
  if (before === undefined) return;
  const after = moved(before, entry);
  itemById.set(after.id, after);
  if (after.target === before.target) return;
  const key = targetKey(before.target);
  idsByTarget.set(
    key,
    (idsByTarget.get(key) ?? []).filter((id) => id !== after.id),
  );
  addItem(draft, after);
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
function changeItem(draft: Draft, entry: ChangeEntry): ChangeItem {
  const known: Partial<Record<FieldName, readonly FieldValue[]>> = {};
  const { id, at, actor, target, edits } = entry;
  for (const earlier of annotationsOf(draft, target)) {
    if (earlier.kind !== 'change') continue;
    for (const field of fieldNames) {
      const edit: FieldEdit | undefined = earlier.edits[field];
      if (edit === undefined || edits[field] === undefined) continue;
      if (isOpen(earlier)) {
        const before = [edit.base, edit.value, ...(earlier.known[field] ?? [])];
        known[field] = [...(known[field] ?? []), ...before];
      } else if (earlier.status.kind === 'confirmed') {
        // What we set last may be newer than what the analyst saw of the service.
        known[field] = [edit.value];
      }
    }
    if (isOpen(earlier)) draft.itemById.set(earlier.id, supersede(earlier, entry));
  }
  const status = { kind: 'pending' } as const;
  return { kind: 'change', id, writtenAt: at, actor, target, edits, known, status };
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
      const { by, through, updatedAt, keptFields, copies } = entry;
      const isFinal = item.kind === 'change' || item.sends < 2 || copies > 1;
      return {
        ...item,
        status: {
          kind: 'confirmed',
          at,
          by,
          ...(through !== undefined && { through }),
          updatedAt,
          keptFields,
          copies,
          isFinal,
        },
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
    case 'offered': {
      const target = { ...item.target, sourceId: entry.toSourceId, id: entry.toId };
      return { ...item, target, status: pending };
    }
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
  const { fields } = item.status;
  const edits = withoutFields(
    item.edits,
    (field) => fields[field] !== undefined && choice[field] === 'theirs',
  );
  if (isEmpty(edits)) return { ...item, status: { kind: 'withdrawn', at } };
  const known = { ...item.known };
  for (const field of fieldNames) {
    const conflict = fields[field];
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
