// What changing many incidents or alerts together comes to: the gestures of each, and what a person is
// told before they are written. Pure.
import type { AnnotationDraft, Gesture } from '../../shared/contract/outbox.ts';
import { fieldNames } from '../../shared/model/annotation.ts';
import type { FieldName, FieldValues } from '../../shared/model/annotation.ts';
import { determinationsFor } from '../../shared/model/determination.ts';
import { isSameValue } from '../../shared/model/merge-fields.ts';
import { writableByKind } from '../../shared/model/writable.ts';
import { writerKind } from '../../shared/model/writer-id.ts';
import { beginDraft, gesturesOf, notSet, withClassification } from './manage-draft.ts';
import type { ManageDraft } from './manage-draft.ts';
import type { ManageSubject } from './manage-subject.ts';

/** An absent field stays as it is on each row. */
export interface BulkChoice {
  readonly fields: Partial<
    Pick<FieldValues, 'status' | 'assignedTo' | 'severity' | 'classification' | 'determination'>
  >;
  readonly addedTags: readonly string[];
  readonly removedTags: readonly string[];
  readonly comment: string;
  /** Whether resolving incidents resolves their active alerts too. */
  readonly resolveAlerts: boolean;
}

export const noChoice: BulkChoice = {
  fields: {},
  addedTags: [],
  removedTags: [],
  comment: '',
  resolveAlerts: true,
};

/** A row that was selected: `merged` into another incident, `gone` from the store, or to be changed. */
export type BulkRow =
  | { readonly kind: 'subject'; readonly subject: ManageSubject }
  | { readonly kind: 'merged' | 'gone' };

/** All that is written about one row. */
export interface BulkStep {
  readonly name: string;
  readonly gestures: readonly Gesture<AnnotationDraft>[];
}

export interface BulkFieldCount {
  readonly field: FieldName;
  /** Rows that get another value. */
  readonly changed: number;
  /** Rows that have it already. */
  readonly same: number;
  /** Of those that get another value: rows whose source does not take it, so that it stays here. */
  readonly kept: number;
}

export interface BulkPlan {
  readonly steps: readonly BulkStep[];
  /** Rows that have all of it already. */
  readonly unchanged: number;
  readonly merged: number;
  readonly gone: number;
  /** Of the fields that were chosen, in the order in which people are shown them. */
  readonly fields: readonly BulkFieldCount[];
  /** Rows that get the comment, and those of them whose source takes none. */
  readonly comments: { readonly written: number; readonly kept: number };
  /** Active alerts that are resolved with their incidents. */
  readonly alertsResolved: number;
}

export function isEmptyChoice({ fields, addedTags, removedTags, comment }: BulkChoice): boolean {
  const lists = addedTags.length + removedTags.length;
  return Object.keys(fields).length === 0 && lists === 0 && comment.trim() === '';
}

export function planBulk(choice: BulkChoice, rows: readonly BulkRow[]): BulkPlan {
  const subjects = rows.flatMap((row) => (row.kind === 'subject' ? [row.subject] : []));
  const planned = subjects.map((subject) => {
    const draft = draftOf(choice, subject);
    return { subject, draft, gestures: gesturesOf(draft, subject.target, subject.openAlerts) };
  });
  const steps = planned.flatMap(({ subject, gestures }) =>
    gestures.length === 0 ? [] : [{ name: subject.name, gestures }],
  );
  const count = (kind: BulkRow['kind']): number => rows.filter((row) => row.kind === kind).length;
  return {
    steps,
    unchanged: subjects.length - steps.length,
    merged: count('merged'),
    gone: count('gone'),
    fields: chosenFields(choice).map((field) => fieldCount(field, planned)),
    comments: {
      written: choice.comment.trim() === '' ? 0 : subjects.length,
      kept:
        choice.comment.trim() === ''
          ? 0
          : subjects.filter((subject) => !takes(subject).comments).length,
    },
    alertsResolved: planned.reduce(
      (sum, { subject, gestures }) =>
        sum + gestures.filter((one) => 'target' in one && one.target !== subject.target).length,
      0,
    ),
  };
}

/**
 * What puts back what these gestures changed, the last one first. A comment stays: the services take none
 * back.
 */
export function undoOf(
  gestures: readonly Gesture<AnnotationDraft>[],
): readonly Gesture<AnnotationDraft>[] {
  return gestures
    .flatMap((gesture): Gesture<AnnotationDraft>[] => {
      if (gesture.kind !== 'change') return [];
      const edits = Object.fromEntries(
        Object.entries(gesture.edits).map(([field, { base, value }]) => [
          field,
          { base: value, value: base },
        ]),
      );
      return [{ ...gesture, edits }];
    })
    .toReversed();
}

function draftOf(choice: BulkChoice, { values }: ManageSubject): ManageDraft {
  const { fields, addedTags, removedTags, comment, resolveAlerts } = choice;
  const { classification, ...others } = fields;
  const begun: ManageDraft = { ...beginDraft(values), comment, resolveAlerts };
  const classified =
    classification === undefined ||
    isSameValue('classification', values.classification, classification)
      ? begun
      : withClassification(begun, classification ?? notSet);
  const { determination, ...rest } = others;
  const verdict =
    determination === undefined || !goesWith(determination, classified) ? {} : { determination };
  return {
    ...classified,
    values: {
      ...classified.values,
      ...rest,
      ...verdict,
      customTags: tagsAfter(values.customTags, addedTags, removedTags),
    },
  };
}

/** "Not set" goes with every classification. */
function goesWith(determination: string | null, { values }: ManageDraft): boolean {
  if (determination === null || determination === notSet) return true;
  return determinationsFor(values.classification ?? notSet).some((one) => one === determination);
}

/** Tags are the same in any letter case; one that is there keeps its writing and its place. */
function tagsAfter(
  tags: readonly string[],
  added: readonly string[],
  removed: readonly string[],
): readonly string[] {
  const lower = (tag: string): string => tag.toLowerCase();
  const out = new Set(removed.map(lower));
  const kept = tags.filter((tag) => !out.has(lower(tag)));
  const has = new Set(kept.map(lower));
  return [...kept, ...added.filter((tag) => !has.has(lower(tag)))];
}

function chosenFields({ fields, addedTags, removedTags }: BulkChoice): readonly FieldName[] {
  const hasTags = addedTags.length + removedTags.length > 0;
  return fieldNames.filter((name) => (name === 'customTags' ? hasTags : name in fields));
}

function fieldCount(
  field: FieldName,
  planned: readonly { readonly subject: ManageSubject; readonly draft: ManageDraft }[],
): BulkFieldCount {
  const changed = planned.filter(
    ({ draft }) => !isSameValue(field, draft.base[field], draft.values[field]),
  );
  return {
    field,
    changed: changed.length,
    same: planned.length - changed.length,
    kept: changed.filter(({ subject }) => !takes(subject).fields.has(field)).length,
  };
}

function takes({ target }: ManageSubject) {
  return writableByKind[writerKind(target.sourceId) ?? 'file'][target.kind];
}
