// Seam between a visible window and main: how each source is doing, and what its service allows.
import type { Failure } from '../failure.ts';
import type { AnnotationTarget } from '../model/annotation.ts';
import type { SourceKind } from '../model/alert-source.ts';
import type { FeedId } from './store-ingest.ts';

/** What a feed brought since the app was started. */
export interface FeedCounts {
  readonly pages: number;
  /** Incidents and alerts, also those inside of incidents, each as often as it came. */
  readonly items: number;
  /** Of these, the ones that were stored already, in the same or a newer version. */
  readonly skipped: number;
  /** Items set aside since they could not be read, each counted once. */
  readonly quarantined: number;
  /** Alerts that were left out since Defender leaves them out, each counted once; not among the items. */
  readonly leftOut: number;
  /** The same of new alerts of Defender for Cloud while these are turned off. */
  readonly turnedOff: number;
}

/** Times are UTC epoch milliseconds. */
export type TaskPhase =
  | { readonly kind: 'starting' }
  | { readonly kind: 'catchingUp'; readonly sinceAt: number }
  | { readonly kind: 'current' }
  | { readonly kind: 'failing'; readonly sinceAt: number; readonly failure: Failure };

export interface FeedStatus {
  /** null while the source's tenants are looked for. */
  readonly feed: FeedId | null;
  readonly tenantName: string | null;
  readonly phase: TaskPhase;
  /** End of the last complete catch-up, also of an earlier start. */
  readonly lastSyncedAt: number | null;
  /** null while an attempt is under way. */
  readonly nextAttemptAt: number | null;
  readonly counts: FeedCounts;
}

/** How much of a limit on requests is used up now. */
export interface RequestUse {
  readonly requests: number;
  readonly perMs: number;
  readonly used: number;
}

/** Of all that one sign-in asks of one service. */
export interface RequestState {
  /** Empty for a service on this machine, which has no limit. */
  readonly uses: readonly RequestUse[];
  /** Requests that wait for their turn. */
  readonly waiting: number;
  /** Until when the service asked to be left alone; null when it did not. */
  readonly pausedUntilAt: number | null;
}

/** A part of the source that can come and go by itself, e.g. an Azure subscription. */
export interface AccountStatus {
  readonly name: string;
  /** null while the sign-in sees it. */
  readonly goneSinceAt: number | null;
}

export interface SourceStatus {
  readonly sourceId: string;
  readonly kind: SourceKind;
  readonly name: string;
  readonly requests: RequestState;
  /** Empty for a source that has none, or has not been read yet. */
  readonly accounts: readonly AccountStatus[];
  readonly feeds: readonly FeedStatus[];
}

/** Asked for as long as somebody looks: what is used up changes with time alone. */
export type SourceCalls = {
  readonly 'sources.read': {
    readonly argument: null;
    readonly result: readonly SourceStatus[];
  };
  /**
   * Somebody looks at it: its service is asked for it before all else, and the answer shows in its stream.
   * Fails where the service does not answer; null also where it cannot be asked for one thing.
   */
  readonly 'item.refresh': {
    readonly argument: { readonly target: AnnotationTarget };
    readonly result: null;
  };
};
