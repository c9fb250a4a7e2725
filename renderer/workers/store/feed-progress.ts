// How far each feed is: where it goes on, and when it was last caught up with; and whose they are.
import type { FeedCursor, FeedId } from '../../../shared/contract/store-ingest.ts';
import type { Tenant } from '../../../shared/model/tenant.ts';
import type { StoreDatabase } from './schema.ts';
import type { SerialQueue } from './serial-queue.ts';
import { inTransaction } from './storage-failure.ts';

export interface SyncedFeed {
  readonly feed: FeedId;
  /** UTC epoch milliseconds. */
  readonly at: number;
}

export class FeedProgress {
  readonly #database: StoreDatabase;
  readonly #writes: SerialQueue;

  constructor(database: StoreDatabase, writes: SerialQueue) {
    this.#database = database;
    this.#writes = writes;
  }

  putTenant(tenant: Tenant): Promise<void> {
    const { tenants } = this.#database;
    return this.#writes.run(() =>
      inTransaction(this.#database, 'rw', [tenants], async () => {
        await tenants.put(tenant);
      }),
    );
  }

  readTenants(): Promise<readonly Tenant[]> {
    const { tenants } = this.#database;
    return inTransaction(this.#database, 'r', [tenants], () => tenants.toArray());
  }

  async readCursor(feed: FeedId): Promise<FeedCursor | null> {
    const { cursors } = this.#database;
    const record = await inTransaction(this.#database, 'r', [cursors], () =>
      cursors.get(keyOf(feed)),
    );
    return record?.cursor ?? null;
  }

  /** Inside of the transaction that stores the page. */
  async putCursor(feed: FeedId, cursor: FeedCursor): Promise<void> {
    const { cursors } = this.#database;
    await cursors.put({ ...(await cursors.get(keyOf(feed))), ...feed, cursor });
  }

  /** A feed that has no cursor had nothing to be caught up with, and is not remembered. */
  noteSynced({ feed, at }: SyncedFeed): Promise<void> {
    const { cursors } = this.#database;
    return this.#writes.run(() =>
      inTransaction(this.#database, 'rw', [cursors], async () => {
        await cursors.update(keyOf(feed), { syncedAt: at });
      }),
    );
  }

  async syncedFeeds(sourceId: string): Promise<readonly SyncedFeed[]> {
    const { cursors } = this.#database;
    const records = await inTransaction(this.#database, 'r', [cursors], () => cursors.toArray());
    return records
      .filter((record) => record.sourceId === sourceId)
      .flatMap(({ sourceId: source, tenantId, collection, syncedAt }) =>
        syncedAt === undefined
          ? []
          : [{ feed: { sourceId: source, tenantId, collection }, at: syncedAt }],
      );
  }
}

function keyOf({ sourceId, tenantId, collection }: FeedId): [string, string, string] {
  return [sourceId, tenantId, collection];
}
