// What each kind of source takes of what people set; the rest of an annotation stays in Clearpane.
import type { SourceKind } from './alert-source.ts';
import type { FieldName } from './annotation.ts';
import { sentinelFields } from './sentinel/encode-changes.ts';

/** What can be written to a kind of target. */
export interface Writable {
  readonly fields: ReadonlySet<FieldName>;
  readonly comments: boolean;
}

export type WritableTargets = Readonly<Record<'incident' | 'alert', Writable>>;

const nothing: Writable = { fields: new Set(), comments: false };
const shared: readonly FieldName[] = ['status', 'assignedTo', 'classification', 'determination'];

/** Of Graph incidents the metadata calls the last three settable; the pages do not list them. */
export const writableByKind: Readonly<Record<SourceKind, WritableTargets>> = {
  graph: {
    incident: {
      fields: new Set([...shared, 'customTags', 'displayName', 'severity', 'resolvingComment']),
      comments: true,
    },
    alert: { fields: new Set(shared), comments: true },
  },
  arm: {
    incident: nothing,
    alert: { fields: new Set(['status']), comments: false },
  },
  sentinel: {
    incident: { fields: sentinelFields, comments: true },
    alert: nothing,
  },
  file: { incident: nothing, alert: nothing },
};
