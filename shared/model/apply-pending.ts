// Lays what a person set over what the service said last, so that a re-delivered alert keeps it.
import type { Alert } from './alert.ts';
import { fieldNames } from './annotation.ts';
import type { FieldEdit, FieldEdits, FieldName, FieldSet, FieldValue } from './annotation.ts';
import type { AnnotationItem, ChangeItem } from './annotation-item.ts';
import { isOpen } from './annotation-item.ts';
import { amend } from './graph/residue.ts';
import type { Incident } from './incident.ts';
import { mergeFields } from './merge-fields.ts';
import { compareTimestamps } from './timestamp.ts';

/** The item itself where nothing is laid over it. `annotations` are those of the alert, oldest first. */
export function applyToAlert(alert: Alert, annotations: readonly AnnotationItem[]): Alert {
  const { customTags: _tags, displayName: _name, ...set } = overlay(alert, annotations);
  return isEmpty(set) ? alert : amend(alert, set);
}

/** As applyToAlert. */
export function applyToIncident(
  incident: Incident,
  annotations: readonly AnnotationItem[],
): Incident {
  const set = overlay(incident, annotations);
  return isEmpty(set) ? incident : amend(incident, set);
}

function overlay(object: Alert | Incident, annotations: readonly AnnotationItem[]): FieldSet {
  let set: FieldSet = {};
  for (const item of annotations) {
    if (item.kind !== 'change') continue;
    const edits = shownEdits(object, item);
    const { customTags, ...others } = edits;
    for (const field of fieldNames) {
      const edit: FieldEdit | undefined = field === 'customTags' ? undefined : others[field];
      if (edit !== undefined) set = { ...set, [field]: edit.value };
    }
    if (customTags !== undefined) {
      const tags = set.customTags ?? ('customTags' in object ? object.customTags : []);
      set = { ...set, ...mergeFields({ customTags }, item.known, { customTags: tags }).changes };
    }
  }
  return set;
}

/** Delivered fields are shown until the service's own word of them has come in. */
function shownEdits(object: Alert | Incident, item: ChangeItem): FieldEdits {
  if (isOpen(item)) return item.edits;
  if (item.status.kind !== 'confirmed') return {};
  const { updatedAt, keptFields } = item.status;
  const seenAt = object.lastUpdateDateTime;
  const isEchoed = updatedAt === null || (seenAt && compareTimestamps(seenAt, updatedAt) >= 0);
  const isShown = (field: FieldName): boolean => !isEchoed || keptFields.includes(field);
  return Object.fromEntries(
    Object.entries(item.edits).filter(([field]) => isShown(field as FieldName)),
  );
}

function isEmpty(set: Readonly<Record<string, FieldValue | undefined>>): boolean {
  return Object.keys(set).length === 0;
}
