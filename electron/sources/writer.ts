// What the outbox needs of a source to write back, whatever its protocol. A writer never decides to send
// something again: only the outbox knows what may have arrived.
import type { Failure } from '../../shared/failure.ts';
import type { FieldSet } from '../../shared/model/annotation.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import type { TenantId } from '../../shared/model/tenant.ts';
import type { Timestamp } from '../../shared/model/timestamp.ts';
import type { WritableTargets } from '../../shared/model/writable.ts';

export interface WriteTarget {
  readonly kind: 'incident' | 'alert';
  readonly id: string;
}

/** A target as the service has it now. */
export interface FreshTarget {
  /** null where the service does not say. */
  readonly tenantId: TenantId | null;
  readonly updatedAt: Timestamp | null;
  /** The incident that this one was merged into. */
  readonly redirectedToId: string | null;
  /** Without fields that the service did not tell. */
  readonly fields: FieldSet;
  /** The texts of its comments. */
  readonly comments: readonly string[];
  /** The service's own form of it, for a writer that must send it back whole. */
  readonly resource?: JsonObject;
}

export interface TargetChange {
  readonly target: WriteTarget;
  /** Absolute values. */
  readonly fields: FieldSet;
  /** What they were merged with: what others changed since must not be overwritten, where the service can tell. */
  readonly fresh: FreshTarget;
}

export type WriteReply<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  /** The service said no: nothing was written, and it would say so again. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** As refused, since the target does not exist. */
  | { readonly kind: 'gone'; readonly failure: Failure }
  /** No usable answer: it may have been written, or not. */
  | { readonly kind: 'unclear'; readonly failure: Failure };

export interface Writer {
  readonly writable: WritableTargets;
  /** Not from any cache. */
  read(target: WriteTarget, signal: AbortSignal): Promise<WriteReply<FreshTarget>>;
  /** Sends once. Resolves with what the service has then, null where it does not say. */
  patch(change: TargetChange, signal: AbortSignal): Promise<WriteReply<FreshTarget | null>>;
  /** Sends once. Resolves with the texts of the target's comments, this one among them. */
  postComment(
    target: WriteTarget,
    text: string,
    signal: AbortSignal,
  ): Promise<WriteReply<readonly string[]>>;
}
