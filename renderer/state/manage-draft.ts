// What a person is about to change of one incident or alert, and the gestures that this makes. Pure.
import type { AnnotationDraft, Gesture } from '../../shared/contract/outbox.ts';
import type {
  AnnotationTarget,
  FieldEdits,
  FieldName,
  FieldValues,
} from '../../shared/model/annotation.ts';
import { fieldNames } from '../../shared/model/annotation.ts';
import { textWithRef } from '../../shared/model/annotation-id.ts';
import type { CommentRef } from '../../shared/model/annotation-id.ts';
import {
  canonicalDetermination,
  deprecatedDeterminations,
  determinationsFor,
} from '../../shared/model/determination.ts';
import { isSameValue } from '../../shared/model/merge-fields.ts';

/** The fields of an incident; of alerts the last four cannot be set. */
export type ManagedValues = FieldValues;

export interface ManageDraft {
  /** What the person saw when they began. */
  readonly base: ManagedValues;
  readonly values: ManagedValues;
  /** Typed and not added yet; saving adds it. */
  readonly newTag: string;
  readonly comment: string;
  /** Whether resolving the incident resolves its active alerts too. */
  readonly resolveAlerts: boolean;
}

/** An alert of an incident that is not resolved. */
export interface OpenAlert {
  readonly target: AnnotationTarget;
  readonly status: string;
}

/** The services take 30,000 characters; the ref that a comment is sent with takes some of them. */
export const commentLimit = 30_000 - textWithRef('', '00000000' as CommentRef).length;

/** What stands for "Not set" where the service gives nothing. */
export const notSet = 'unknown';

export function beginDraft(base: ManagedValues): ManageDraft {
  return { base, values: base, newTag: '', comment: '', resolveAlerts: true };
}

/** Only what differs from what the person saw. */
export function editsOf(draft: ManageDraft): FieldEdits {
  const { base } = draft;
  const values = finalValues(draft);
  return Object.fromEntries(
    fieldNames
      .filter((field) => !isSameValue(field, base[field], values[field]))
      .map((field) => [field, { base: base[field], value: values[field] }]),
  );
}

export function isDirty(draft: ManageDraft): boolean {
  return draft.comment.trim() !== '' || Object.keys(editsOf(draft)).length > 0;
}

export function isCommentTooLong({ comment }: ManageDraft): boolean {
  return comment.trim().length > commentLimit;
}

/** Nothing can be found again under no name. */
export function isNameless({ base, values }: ManageDraft): boolean {
  return base.displayName !== '' && values.displayName.trim() === '';
}

/** A note says why the incident is resolved: nothing else keeps one that was typed. */
export function takesNote({ values }: ManageDraft): boolean {
  return values.status === 'resolved';
}

/** A determination that does not go with the classification is dropped. */
export function withClassification(draft: ManageDraft, classification: string): ManageDraft {
  const { determination } = draft.values;
  const fits =
    determination !== null &&
    determinationsFor(classification).some((one) => one === canonicalDetermination(determination));
  return {
    ...draft,
    values: { ...draft.values, classification, determination: fits ? determination : notSet },
  };
}

/** What may be chosen: the valid ones, and the one that is set already, whatever it is. */
export function determinationChoices({
  base,
  values,
}: ManageDraft): readonly { readonly value: string; readonly isDeprecated: boolean }[] {
  const valid = determinationsFor(values.classification ?? notSet);
  const set = base.determination === null ? null : canonicalDetermination(base.determination);
  const isSetApart =
    set !== null &&
    set !== notSet &&
    isSameValue('classification', base.classification, values.classification) &&
    !valid.some((one) => one === set);
  return [notSet, ...valid, ...(isSetApart ? [set] : [])].map((value) => ({
    value,
    isDeprecated: deprecatedDeterminations.has(value),
  }));
}

/** Adds the tag that was typed; one that differs in letter case only is there already. */
export function withNewTag(draft: ManageDraft): ManageDraft {
  return { ...draft, values: finalValues(draft), newTag: '' };
}

export function withoutTag(draft: ManageDraft, tag: string): ManageDraft {
  const customTags = draft.values.customTags.filter((one) => one !== tag);
  return { ...draft, values: { ...draft.values, customTags } };
}

/**
 * In the order in which they are to be written: one for each alert that is resolved too, one for all
 * fields but the resolution note, one for that, since a service may take it or not, one for the comment.
 */
export function gesturesOf(
  draft: ManageDraft,
  target: AnnotationTarget,
  openAlerts: readonly OpenAlert[],
): readonly Gesture<AnnotationDraft>[] {
  const { resolvingComment, ...edits } = editsOf(draft);
  const comment = draft.comment.trim();
  const resolved = edits.status?.value === 'resolved' && draft.resolveAlerts ? openAlerts : [];
  return [
    ...resolved.map((alert): Gesture<AnnotationDraft> => {
      const status = { base: alert.status, value: 'resolved' };
      return { kind: 'change', target: alert.target, edits: { status } };
    }),
    ...(Object.keys(edits).length === 0 ? [] : [{ kind: 'change', target, edits } as const]),
    ...(resolvingComment === undefined
      ? []
      : [{ kind: 'change', target, edits: { resolvingComment } } as const]),
    ...(comment === '' ? [] : [{ kind: 'comment', target, text: comment } as const]),
  ];
}

/** What is left to write after these fields were saved. */
export function withFieldsSaved(draft: ManageDraft, saved: FieldEdits): ManageDraft {
  const values = finalValues(draft);
  const fields = Object.keys(saved) as FieldName[];
  const base = { ...draft.base, ...Object.fromEntries(fields.map((name) => [name, values[name]])) };
  return { ...draft, base, values, newTag: '' };
}

function finalValues(draft: ManageDraft): ManagedValues {
  const { base, values, newTag } = draft;
  const tag = newTag.trim();
  const isThere = values.customTags.some((one) => one.toLowerCase() === tag.toLowerCase());
  return {
    ...values,
    displayName: isNameless(draft) ? base.displayName : values.displayName.trim(),
    resolvingComment: takesNote(draft) ? values.resolvingComment : base.resolvingComment,
    customTags: tag === '' || isThere ? values.customTags : [...values.customTags, tag],
  };
}
