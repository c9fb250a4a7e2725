// Seam between main (sync) and the data worker: what came from a source, with its cursor.
import type { GroupingsProjection } from '../grouping/groupings-projection.ts';
import type { Alert, AlertKey } from '../model/alert.ts';
import type { SourceKind } from '../model/alert-source.ts';
import type { AnnotationTarget } from '../model/annotation.ts';
import type { AnnotationItem } from '../model/annotation-item.ts';
import type { Incident, IncidentKey } from '../model/incident.ts';
import type { SeenIncident } from '../model/seen-incident.ts';
import type { Tenant, TenantId } from '../model/tenant.ts';
import type { Acknowledgement } from '../model/tuning.ts';
import type { AuthoredRule } from '../model/tuning-rule.ts';
import type { CriticalityRule } from '../priority/criticality-rule.ts';
import type { QueueExportCalls } from './queue-export.ts';

/** One resumable sequence of pages: a collection of a source in a tenant. */
export interface FeedId {
  readonly sourceId: string;
  readonly tenantId: TenantId;
  readonly collection: 'incidents' | 'alerts';
}

/**
 * Where a feed stands. Windows are over the server's lastUpdateDateTime and from its clock only:
 * all up to `completeTo` has been stored; a window under way continues at `nextLink`.
 */
export interface FeedCursor {
  readonly completeTo: string | null;
  /** Newest lastUpdateDateTime seen in the window under way. */
  readonly newestSeen: string | null;
  readonly nextLink: string | null;
  /**
   * When the window under way began, UTC epoch milliseconds of the service's clock. It may have missed
   * what changed or became visible later, so that it completes nothing past this. Absent where unknown.
   */
  readonly startedAt?: number;
}

/** What a person has looked at, and what not any more. */
export interface SeenProjection {
  /** All that is known, in place of what was; else what is new. */
  readonly isWhole: boolean;
  readonly seen: readonly SeenIncident[];
  /** Those that are to be looked at again. */
  readonly unseen: readonly IncidentKey[];
}

/** An item that could not be taken as an alert or incident; kept whole, so that nothing is lost. */
export interface QuarantinedItem {
  readonly reason: string;
  /** JSON path inside the page. */
  readonly place: string;
  /** The item's JSON text. */
  readonly raw: string;
}

/** What a source gave of a feed. */
export interface IngestItems {
  readonly feed: FeedId;
  /** Of the feed's source. Tells how its ids are read, and which source leads a shared alert. */
  readonly sourceKind: SourceKind;
  readonly incidents: readonly Incident[];
  readonly alerts: readonly Alert[];
  readonly quarantined: readonly QuarantinedItem[];
}

/** In the order of the feed, which goes on at the cursor. */
export interface IngestPage extends IngestItems {
  readonly cursor: FeedCursor;
  /** Alerts that were left out on purpose, each once a start; absent where nothing is left out. */
  readonly leftOut?: number;
  /** The same of new alerts of Defender for Cloud while these are turned off. */
  readonly turnedOff?: number;
}

/** An incident or alert that its service no longer has. */
export interface GoneItem {
  readonly feed: FeedId;
  readonly sourceKind: SourceKind;
  readonly id: string;
  /** UTC epoch milliseconds. */
  readonly at: number;
}

export interface CommitOutcome {
  readonly inserted: number;
  readonly updated: number;
  /** Same or older versions of what is stored; nothing was written for them. */
  readonly unchanged: number;
}

/** What people wrote, as the journal has it: the data worker lays it over what the services say. */
export interface AnnotationProjection {
  /** All that there is, in place of what was told before; else only what has changed since. */
  readonly isWhole: boolean;
  readonly items: readonly AnnotationItem[];
}

/** All that there is, each time: what people keep out of the alert queue. */
export interface TuningProjection {
  readonly rules: readonly AuthoredRule[];
  readonly acknowledged: readonly (readonly [AlertKey, Acknowledgement])[];
  readonly putBack: readonly AlertKey[];
}

/** An alert that a rule has resolved, as soon as the journal has it. */
export interface DueResolution {
  readonly ruleName: string;
  readonly target: AnnotationTarget;
  /** The status that it has. */
  readonly status: string;
}

/** A place in a journal: its last entry so far. */
export interface JournalMark {
  readonly journalId: string;
  readonly sequence: number;
  /** Over all entries up to that one. */
  readonly hash: string;
}

export type StoreOpening =
  | {
      readonly kind: 'open';
      readonly storeId: string;
      readonly created: boolean;
      /** The disk lost committed rows; what is missing will be fetched again. */
      readonly hasLoss: boolean;
      readonly generation: number;
    }
  /** Not to be opened or read: the caller deletes the database and starts the worker again. */
  | { readonly kind: 'damaged' };

export type StoreIngest = {
  readonly calls: QueueExportCalls & {
    /** Opens or creates the database; fails with `storage` when a newer version made it or the disk is full. */
    readonly 'store.open': {
      readonly argument: { readonly appVersion: string };
      readonly result: StoreOpening;
    };
    /** Counts what was written to the database, also over restarts: it never falls while the disk is sound. */
    readonly 'store.generation': { readonly argument: null; readonly result: number };
    readonly 'tenant.put': { readonly argument: Tenant; readonly result: null };
    readonly 'tenants.read': { readonly argument: null; readonly result: readonly Tenant[] };
    readonly 'cursor.read': { readonly argument: FeedId; readonly result: FeedCursor | null };
    /** UTC epoch milliseconds at which each feed of the source was last caught up with, also by an earlier start. */
    readonly 'feeds.synced': {
      readonly argument: { readonly sourceId: string };
      readonly result: readonly { readonly feed: FeedId; readonly at: number }[];
    };
    /** The feed was caught up with at that time. */
    readonly 'feed.note': {
      readonly argument: { readonly feed: FeedId; readonly at: number };
      readonly result: null;
    };
    /** Page and cursor in one transaction: resolves after the commit, with strict durability. */
    readonly 'page.commit': { readonly argument: IngestPage; readonly result: CommitOutcome };
    /** What was asked for by itself: its feed goes on where it was. */
    readonly 'items.commit': { readonly argument: IngestItems; readonly result: CommitOutcome };
    /** It stays, and says since when, until it comes again. */
    readonly 'item.gone': { readonly argument: GoneItem; readonly result: null };
    /** Only in memory: to be told in whole to each new worker. Resolves when every answer has it. */
    readonly 'annotations.project': {
      readonly argument: AnnotationProjection;
      readonly result: null;
    };
    /**
     * All sightings that people set apart, each time: those are alerts of their own, whatever ids they
     * share, and also when they come later. Resolves when that is on the disk.
     */
    readonly 'folds.project': {
      readonly argument: { readonly apart: readonly AlertKey[] };
      readonly result: null;
    };
    /** How far the store has seen the journal of what people wrote; null in one that has seen none. */
    readonly 'journal.seen': { readonly argument: null; readonly result: JournalMark | null };
    /** Remembers that, on the disk. */
    readonly 'journal.see': { readonly argument: JournalMark; readonly result: null };
    /** As `annotations.project`; alerts are looked through afterwards, bit by bit. */
    readonly 'tuning.project': { readonly argument: TuningProjection; readonly result: null };
    /** As `annotations.project`: all that people decided about groupings, each time. */
    readonly 'groupings.project': {
      readonly argument: GroupingsProjection;
      readonly result: null;
    };
    /** What the person has looked at. */
    readonly 'seen.project': { readonly argument: SeenProjection; readonly result: null };
    /** How critical assets are, all rules each time. */
    readonly 'criticality.project': {
      readonly argument: { readonly rules: readonly CriticalityRule[] };
      readonly result: null;
    };
  };
  readonly streams: {
    /** What rules in force have found and no service has as resolved; may name an alert again. */
    readonly 'tuning.due': {
      readonly argument: null;
      readonly item: readonly DueResolution[];
    };
  };
};
