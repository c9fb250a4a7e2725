// An incident as a person last looked at it: enough to tell what has changed since, and nothing of what
// it said. Of each field only a mark is kept.
import { fnv1a } from '../fnv1a.ts';
import type { FieldEdits, FieldName, FieldValue } from './annotation.ts';
import type { IncidentKey } from './incident.ts';

/** What counts as a change, in the order in which it is told. */
export const seenFields = [
  'status',
  'severity',
  'assignedTo',
  'classification',
  'determination',
  'displayName',
  'customTags',
] as const satisfies readonly FieldName[];

export type SeenField = (typeof seenFields)[number];

export interface SeenIncident {
  readonly key: IncidentKey;
  /** Alerts that it held. */
  readonly alerts: number;
  /** By the order of `seenFields`. */
  readonly marks: readonly number[];
}

/** What is new about an incident. */
export type Unread =
  /** Nobody looked at it here. */
  | { readonly kind: 'new' }
  | {
      readonly kind: 'changed';
      /** More than there were; 0 where none came. */
      readonly newAlerts: number;
      readonly fields: readonly SeenField[];
    };

export function seenIncident(
  key: IncidentKey,
  alerts: number,
  valueOf: (field: SeenField) => FieldValue,
): SeenIncident {
  return { key, alerts, marks: seenFields.map((field) => seenMark(valueOf(field))) };
}

/** null where nothing has changed. That alerts left an incident is no news. */
export function changesSince(seen: SeenIncident, now: SeenIncident): Unread | null {
  const newAlerts = Math.max(0, now.alerts - seen.alerts);
  const fields = seenFields.filter((_field, place) => seen.marks[place] !== now.marks[place]);
  return newAlerts === 0 && fields.length === 0 ? null : { kind: 'changed', newAlerts, fields };
}

/** What a person changes they have seen. */
export function withOwnEdits(seen: SeenIncident, edits: FieldEdits): SeenIncident {
  const marks = seenFields.map((field, place) => {
    const edit = edits[field];
    return edit === undefined ? (seen.marks[place] ?? 0) : seenMark(edit.value);
  });
  return { ...seen, marks };
}

/** 32 bits of FNV-1a; tags in any order and letter case have the same mark. */
function seenMark(value: FieldValue): number {
  const text = Array.isArray(value)
    ? [...new Set((value as readonly string[]).map((tag) => tag.toLowerCase()))].sort().join('\n')
    : ((value as string | null) ?? '');
  return fnv1a(text) >>> 0;
}

export function isSeenIncident(value: unknown): value is SeenIncident {
  if (typeof value !== 'object' || value === null) return false;
  const { key, alerts, marks } = value as Readonly<Record<string, unknown>>;
  return (
    typeof key === 'string' &&
    key.length <= 1_024 &&
    Number.isSafeInteger(alerts) &&
    Array.isArray(marks) &&
    marks.length === seenFields.length &&
    marks.every((mark) => Number.isSafeInteger(mark))
  );
}
