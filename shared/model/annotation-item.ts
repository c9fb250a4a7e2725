// One change or comment as it stands: what is left of it to deliver, and how far its delivery has come.
import type { Failure } from '../failure.ts';
import type {
  AnnotationTarget,
  FieldConflicts,
  FieldEdits,
  FieldName,
  ParkReason,
} from './annotation.ts';
import type { CommentRef, EntryId } from './annotation-id.ts';
import type { KnownValues } from './merge-fields.ts';
import type { Timestamp } from './timestamp.ts';
import { writerKind } from './writer-id.ts';

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
      /** The source that it went through, where that is not the target's own. */
      readonly through?: string;
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

/** On its way, or waiting for a person. */
export function isOpen(item: AnnotationItem): boolean {
  const { kind } = item.status;
  return kind === 'pending' || kind === 'parked' || kind === 'conflict';
}

/** About what only a file tells: no service takes it, as things are. */
export function isOfFile({ target }: AnnotationItem): boolean {
  return writerKind(target.sourceId) === 'file';
}
