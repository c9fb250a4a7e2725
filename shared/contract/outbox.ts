// Seam between a window and the outbox: what is on its way to the services, and what waits for a person.
import type { Failure, Result } from '../failure.ts';
import type { AlertKey } from '../model/alert.ts';
import type {
  AnnotationTarget,
  ConflictChoice,
  FieldConflicts,
  FieldEdits,
  FoldEntry,
  ParkReason,
  TuningEntry,
} from '../model/annotation.ts';
import type { CommentRef, EntryId } from '../model/annotation-id.ts';
import type { GroupingDraft } from '../model/regrouping.ts';

/** What a person wrote, before it has an id and a time. */
export type AnnotationDraft = { readonly actor: string } & (
  | { readonly kind: 'change'; readonly target: AnnotationTarget; readonly edits: FieldEdits }
  | { readonly kind: 'comment'; readonly target: AnnotationTarget; readonly text: string }
  | { readonly kind: FoldEntry['kind']; readonly sighting: AlertKey }
  | TuningDraft
  | GroupingDraft
);

type TuningDraft<Entry = TuningEntry> = Entry extends TuningEntry
  ? Omit<Entry, 'id' | 'at' | 'actor'>
  : never;

export type OutboxContent =
  | { readonly kind: 'change'; readonly edits: FieldEdits }
  | { readonly kind: 'comment'; readonly text: string; readonly ref: CommentRef };

export type OutboxItemStatus =
  /** `failure` is why the last attempt came to nothing; the next one starts by itself. */
  | {
      readonly kind: 'waiting';
      readonly failure: Failure | null;
      readonly nextAttemptAt: number | null;
    }
  /** Nothing takes it: it stays on this computer, unless a person offers it to a source later. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'sending' }
  /** A comment that may have arrived; it is looked for before it is sent again. */
  | { readonly kind: 'lookingForIt'; readonly nextAttemptAt: number | null }
  | { readonly kind: 'parked'; readonly reason: ParkReason; readonly failure: Failure }
  | { readonly kind: 'conflict'; readonly fields: FieldConflicts }
  /** Delivered; the service shows the comment `copies` times. */
  | { readonly kind: 'duplicated'; readonly copies: number };

export interface OutboxItemView {
  readonly id: EntryId;
  readonly target: AnnotationTarget;
  /** The source that it goes through now, where that is not the target's own. */
  readonly through?: string;
  readonly content: OutboxContent;
  readonly writtenAt: number;
  readonly actor: string;
  readonly status: OutboxItemStatus;
}

/** Why nothing of a source is delivered at the moment. */
export interface OutboxHold {
  readonly sourceId: string;
  readonly failure: Failure;
  readonly nextAttemptAt: number;
}

export interface OutboxState {
  readonly pending: number;
  readonly parked: number;
  readonly conflicts: number;
  readonly duplicated: number;
  readonly kept: number;
  /** Everything that is not done with, in the order in which it was written. */
  readonly items: readonly OutboxItemView[];
  readonly holds: readonly OutboxHold[];
}

/** Refused with `conflict` where the item is no longer in the state that it was shown in. */
export interface OutboxDecision {
  readonly itemId: EntryId;
  readonly actor: string;
}

export interface OutboxOffer {
  readonly toSourceId: string;
  /** What the subject is called there. */
  readonly toId: string;
}

/** A gesture of the person at this machine; main knows who that is. */
export type Gesture<Draft> = Draft extends unknown ? Omit<Draft, 'actor'> : never;

/** Gestures that are written with one sync; more are sent in several calls. */
export const mostGestures = 500;

/** Window to main. Each resolves when it is in the journal and synced; fails with `storage` otherwise. */
export type OutboxCalls = {
  readonly 'outbox.read': { readonly argument: null; readonly result: OutboxState };
  readonly 'outbox.write': {
    readonly argument: Gesture<AnnotationDraft>;
    readonly result: { readonly id: EntryId };
  };
  /** An entry for each; what became of each stands at its place. `mostGestures` at most. */
  readonly 'outbox.writeAll': {
    readonly argument: { readonly gestures: readonly Gesture<AnnotationDraft>[] };
    readonly result: readonly Result<EntryId>[];
  };
  /** Of a parked item. */
  readonly 'outbox.retry': { readonly argument: Gesture<OutboxDecision>; readonly result: null };
  /** Of a parked item; its text stays in the journal. */
  readonly 'outbox.cancel': { readonly argument: Gesture<OutboxDecision>; readonly result: null };
  /** Of an item that is parked as redirected: to the incident that the other one was merged into. */
  readonly 'outbox.follow': { readonly argument: Gesture<OutboxDecision>; readonly result: null };
  /** Of a kept item: to the source that has by now what it is about. */
  readonly 'outbox.offer': {
    readonly argument: Gesture<OutboxDecision> & OutboxOffer;
    readonly result: null;
  };
  /** A choice for each field in conflict. */
  readonly 'outbox.resolve': {
    readonly argument: Gesture<OutboxDecision> & { readonly choice: ConflictChoice };
    readonly result: null;
  };
};

/** Main to every window. */
export type OutboxEvents = {
  readonly 'outbox.changed': OutboxState;
};
