// What people decided and wrote, and what became of it on its way to the service: the journal's entries.
import type { Failure } from '../failure.ts';
import type { AlertKey } from './alert.ts';
import type { CommentRef, EntryId } from './annotation-id.ts';
import type { GroupingEntry } from './regrouping.ts';
import type { TenantId } from './tenant.ts';
import type { Timestamp } from './timestamp.ts';
import type { RuleId, TuningRule } from './tuning-rule.ts';

/** What an annotation is about, in the source that it goes back to. */
export type AnnotationTarget = {
  readonly sourceId: string;
  readonly tenantId: TenantId;
  readonly id: string;
} & (
  | { readonly kind: 'incident' }
  /** `incidentId` orders its delivery among that of its incident; null where it has none. */
  | { readonly kind: 'alert'; readonly incidentId: string | null }
);

/** The members of incidents and alerts that people set; alerts have no tags, displayName or resolvingComment. */
export interface FieldValues {
  readonly status: string;
  readonly assignedTo: string | null;
  readonly classification: string | null;
  readonly determination: string | null;
  /** Why it was resolved, and as what. */
  readonly resolvingComment: string | null;
  readonly customTags: readonly string[];
  readonly displayName: string;
  readonly severity: string;
}

export type FieldName = keyof FieldValues;
export type FieldValue = FieldValues[FieldName];

/** In the order in which people are shown them. */
export const fieldNames = [
  'status',
  'assignedTo',
  'classification',
  'determination',
  'resolvingComment',
  'severity',
  'displayName',
  'customTags',
] as const satisfies readonly FieldName[];

/** `base` is what the analyst saw. Of tags, what is added and removed is the difference of the two. */
export interface FieldEdit<Value = FieldValue> {
  readonly base: Value;
  readonly value: Value;
}

export type FieldEdits = { readonly [F in FieldName]?: FieldEdit<FieldValues[F]> };
export type FieldSet = { readonly [F in FieldName]?: FieldValues[F] };

export interface FieldConflict {
  readonly base: FieldValue;
  readonly ours: FieldValue;
  readonly theirs: FieldValue;
}

export type FieldConflicts = Readonly<Partial<Record<FieldName, FieldConflict>>>;
export type ConflictChoice = Readonly<Partial<Record<FieldName, 'ours' | 'theirs'>>>;

/** What every entry has that a person wrote. */
export interface Authored {
  readonly id: EntryId;
  /** This machine's clock, UTC epoch milliseconds. */
  readonly at: number;
  /** The user principal name, or what this machine calls the person. */
  readonly actor: string;
}

/** One gesture: its fields are delivered together or asked about together. */
export interface ChangeEntry extends Authored {
  readonly kind: 'change';
  readonly target: AnnotationTarget;
  readonly edits: FieldEdits;
}

export interface CommentEntry extends Authored {
  readonly kind: 'comment';
  readonly target: AnnotationTarget;
  readonly text: string;
  readonly ref: CommentRef;
}

/** One source's version of an alert is an alert of its own, or no longer is. Stays on this machine. */
export interface FoldEntry extends Authored {
  readonly kind: 'split' | 'join';
  readonly sighting: AlertKey;
}

/** A tuning rule as it is from now on. Stays on this machine, as do those below. */
export interface RuleEntry extends Authored {
  readonly kind: 'rule';
  readonly rule: TuningRule;
}

export interface RuleRemovalEntry extends Authored {
  readonly kind: 'ruleRemoved';
  readonly ruleId: RuleId;
}

/** A person knows of the alert: it leaves the queue until then, UTC epoch milliseconds, or for good. */
export interface AcknowledgeEntry extends Authored {
  readonly kind: 'acknowledge';
  readonly alert: AlertKey;
  readonly reason: string;
  readonly until: number | null;
}

/** The alert is in the queue again, and no rule hides it any more. */
export interface PutBackEntry extends Authored {
  readonly kind: 'putBack';
  readonly alert: AlertKey;
}

/** The alert is neither acknowledged nor put back any more: what rules say of it holds. */
export interface LeftToRulesEntry extends Authored {
  readonly kind: 'leftToRules';
  readonly alert: AlertKey;
}

export type TuningEntry =
  RuleEntry | RuleRemovalEntry | AcknowledgeEntry | PutBackEntry | LeftToRulesEntry;

/** Why an item waits for a person. */
export type ParkReason =
  /** The service said no, and would say it again. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'gone' }
  /** The incident was merged into another one. */
  | { readonly kind: 'redirected'; readonly toId: string }
  /** The service accepted, and kept its old values. */
  | { readonly kind: 'notApplied'; readonly fields: readonly FieldName[] }
  /** A comment that was sent several times and never seen. */
  | { readonly kind: 'unconfirmed' };

/** What happened to the change or comment `itemId`. */
export type OutboxTransition =
  /** About to be sent: from here on the service may have it. */
  | { readonly kind: 'intent' }
  | {
      readonly kind: 'confirmed';
      /** `local`: the source takes no such thing, so that it stays here. */
      readonly by: 'reply' | 'readBack' | 'local';
      /** The source that it went through in place of the target's own, which it keeps up to date. */
      readonly through?: string;
      /** The service's lastUpdateDateTime with the change in it. */
      readonly updatedAt: Timestamp | null;
      /** Fields that the source does not take. */
      readonly keptFields: readonly FieldName[];
      /** Of a comment: how often the service had it. */
      readonly copies: number;
    }
  | { readonly kind: 'parked'; readonly reason: ParkReason; readonly failure: Failure }
  | {
      readonly kind: 'conflict';
      readonly fields: FieldConflicts;
      readonly updatedAt: Timestamp | null;
    }
  | { readonly kind: 'resolved'; readonly choice: ConflictChoice; readonly actor: string }
  | { readonly kind: 'retargeted'; readonly toId: string; readonly actor: string }
  /** It was about what only a file told, and goes to a source that has it by now. */
  | {
      readonly kind: 'offered';
      readonly toSourceId: string;
      readonly toId: string;
      readonly actor: string;
    }
  | { readonly kind: 'retried'; readonly actor: string }
  | { readonly kind: 'cancelled'; readonly actor: string }
  /** A comment that was sent more than once, looked for again after a while. */
  | { readonly kind: 'checked'; readonly copies: number };

export type OutboxEntry = OutboxTransition & {
  readonly id: EntryId;
  readonly at: number;
  readonly itemId: EntryId;
};

export type Annotation =
  ChangeEntry | CommentEntry | FoldEntry | TuningEntry | GroupingEntry | OutboxEntry;

/** Equal for the same incident or alert of the same source and tenant. */
export function targetKey(target: AnnotationTarget): string {
  return JSON.stringify([target.sourceId, target.tenantId, target.kind, target.id]);
}
