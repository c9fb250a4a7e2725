// What every source of alerts and incidents does for the sync loop, whatever its protocol.
import type { AccountStatus, RequestState } from '../../shared/contract/sources.ts';
import type {
  FeedCursor,
  FeedId,
  IngestItems,
  IngestPage,
} from '../../shared/contract/store-ingest.ts';
import type { SourceKind } from '../../shared/model/alert-source.ts';
import type { Tenant } from '../../shared/model/tenant.ts';

export interface SourceDescription {
  /** Stable over releases: cursors are stored under it. */
  readonly sourceId: string;
  readonly kind: SourceKind;
  /** As a person names it. */
  readonly name: string;
  readonly collections: readonly FeedId['collection'][];
  /** What can be written back; the rest stays in Clearpane only. */
  readonly writes: readonly ('incident' | 'alert' | 'comment')[];
}

/** What a service says of one thing that it once gave. */
export type ItemReading =
  { readonly kind: 'found'; readonly items: IngestItems } | { readonly kind: 'gone' };

export interface Source {
  describe(): SourceDescription;
  /** How much of what its service allows is used up. */
  requests(): RequestState;
  /** Where its service keeps things apart by account: those that were seen since the start. */
  accounts?(): readonly AccountStatus[];
  /** The tenants that this sign-in reaches. Throws FailureError. */
  discoverTenants(signal: AbortSignal): Promise<readonly Tenant[]>;
  /**
   * Everything that changed since the cursor (null: everything there is), page by page, to the end of
   * what the service has now. The consumer comes back for more when a page and its cursor are stored:
   * only then does a source count on them. It may ask the service for one page ahead meanwhile, and from
   * any page's cursor a later pull goes on without a gap. Items may come again and in older versions.
   * Throws FailureError.
   */
  pull(feed: FeedId, cursor: FeedCursor | null, signal: AbortSignal): AsyncIterable<IngestPage>;
  /**
   * The incident or alert of that id as the service has it now, before everything that is read by itself.
   * Throws FailureError. Absent where the service cannot be asked for one.
   */
  readItem?(feed: FeedId, id: string, signal: AbortSignal): Promise<ItemReading>;
}
