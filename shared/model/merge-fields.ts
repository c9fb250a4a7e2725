// Three-way merge, field by field, of what a person set with what the service has by now. Pure.
import { fieldNames } from './annotation.ts';
import type {
  FieldConflict,
  FieldConflicts,
  FieldEdit,
  FieldEdits,
  FieldName,
  FieldSet,
  FieldValue,
} from './annotation.ts';
import { canonicalDetermination } from './determination.ts';

/** Further values that the service may have without anyone else having changed the field. */
export type KnownValues = Readonly<Partial<Record<FieldName, readonly FieldValue[]>>>;

export interface Merge {
  /** Absolute values that the service lacks; empty where it has all of them already. */
  readonly changes: FieldSet;
  /** Fields that someone else set to something else; nothing of them is among the changes. */
  readonly conflicts: FieldConflicts;
}

/** Tags never conflict: what was added is added, what was removed is removed, the rest stays. */
export function mergeFields(edits: FieldEdits, known: KnownValues, theirs: FieldSet): Merge {
  const changes: Partial<Record<FieldName, FieldValue>> = {};
  const conflicts: Partial<Record<FieldName, FieldConflict>> = {};
  for (const field of fieldNames) {
    const edit: FieldEdit | undefined = edits[field];
    if (edit === undefined) continue;
    const current: FieldValue | undefined = theirs[field];
    const bases = [edit.base, ...(known[field] ?? [])];
    const wanted = field === 'customTags' ? mergeTags(bases, edit.value, current) : edit.value;
    if (current !== undefined && isSameValue(field, wanted, current)) continue;
    const isOurs =
      field === 'customTags' ||
      current === undefined ||
      bases.some((base) => isSameValue(field, base, current));
    if (isOurs) changes[field] = wanted;
    else conflicts[field] = { base: edit.base, ours: edit.value, theirs: current };
  }
  return { changes: changes as FieldSet, conflicts };
}

/** Of the wanted values, those that the service does not show. A field that it does not tell counts as shown. */
export function missingFields(wanted: FieldSet, shown: FieldSet): readonly FieldName[] {
  return fieldNames.filter((field) => {
    const [want, has]: readonly (FieldValue | undefined)[] = [wanted[field], shown[field]];
    return want !== undefined && has !== undefined && !isSameValue(field, want, has);
  });
}

/** Equal to the service: it leaves letter case open, and null and `unknown` mean the same to it. */
export function isSameValue(field: FieldName, a: FieldValue, b: FieldValue): boolean {
  if (field === 'displayName' || field === 'resolvingComment') return (a ?? '') === (b ?? '');
  if (field === 'customTags') {
    const [left, right] = [tagsOf(a), tagsOf(b)];
    return left.size === right.size && [...left].every((tag) => right.has(tag));
  }
  return canonicalText(field, a) === canonicalText(field, b);
}

/** Against several bases, since the service may have any of them: each one's difference is applied. */
function mergeTags(
  bases: readonly FieldValue[],
  value: FieldValue,
  current: FieldValue | undefined,
): readonly string[] {
  const wanted = tagsOf(value);
  const removed = new Set(bases.flatMap((base) => [...tagsOf(base)].filter((t) => !wanted.has(t))));
  const added = [...wanted].filter((tag) => bases.some((base) => !tagsOf(base).has(tag)));
  const kept = [...tagsOf(current ?? value)].filter((tag) => !removed.has(tag));
  return [...new Set([...kept, ...added])];
}

function tagsOf(value: FieldValue): ReadonlySet<string> {
  return new Set(typeof value === 'object' && value !== null ? value : []);
}

function canonicalText(field: FieldName, value: FieldValue): string {
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  if (field === 'determination') {
    return text === 'unknown' ? '' : canonicalDetermination(text).toLowerCase();
  }
  return field === 'classification' && text === 'unknown' ? '' : text;
}
