// Asks for one incident or alert by itself, because somebody looks at it.
import type { Clock } from '../../shared/clock.ts';
import type { FeedId } from '../../shared/contract/store-ingest.ts';
import type { SourceKind } from '../../shared/model/alert-source.ts';
import type { TenantId } from '../../shared/model/tenant.ts';
import type { Source } from '../sources/source.ts';
import type { IngestStore } from './store-link.ts';

export interface WantedItem {
  readonly kind: SourceKind;
  readonly tenantId: TenantId;
  readonly collection: FeedId['collection'];
  readonly id: string;
}

export interface RefreshParts {
  /** Those that follow the item's tenant. */
  readonly sources: readonly Source[];
  readonly store: IngestStore;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Accounts of one tenant do not see the same: only where every source of its kind says that there is no
 * such item, it is marked as gone. Throws FailureError.
 */
export async function refreshItem(item: WantedItem, parts: RefreshParts): Promise<void> {
  const { store, clock, signal } = parts;
  let goneFrom: FeedId | null = null;
  for (const source of parts.sources) {
    const { kind, sourceId } = source.describe();
    if (kind !== item.kind || source.readItem === undefined) continue;
    const feed: FeedId = { sourceId, tenantId: item.tenantId, collection: item.collection };
    const reading = await source.readItem(feed, item.id, signal);
    if (reading.kind === 'found') {
      await store.call('items.commit', reading.items);
      return;
    }
    goneFrom = feed;
  }
  if (goneFrom === null) return;
  const gone = { feed: goneFrom, sourceKind: item.kind, id: item.id, at: clock.now() };
  await store.call('item.gone', gone);
}
