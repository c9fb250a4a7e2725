// Opens the database, or refuses it without having written a byte.
import { DATABASE_NAME, DATABASE_VERSION, SCHEMA_STAMP, StoreDatabase } from './schema.ts';
import type { SentinelRecord } from './schema.ts';
import { inTransaction, madeByNewerVersion, storageFailure } from './storage-failure.ts';

export interface IndexedDbParts {
  readonly indexedDB: IDBFactory;
  readonly keyRange: typeof IDBKeyRange;
}

export interface OpenedDatabase {
  readonly database: StoreDatabase;
  /** null in a database that was created just now, or that lost it. */
  readonly sentinel: SentinelRecord | null;
  readonly created: boolean;
}

/** What Dexie writes as the version on disk. */
const VERSION_ON_DISK = DATABASE_VERSION * 10;

/** Fails with `storage`; a database of a newer version stays as it is. */
export async function openDatabase({
  indexedDB,
  keyRange,
}: IndexedDbParts): Promise<OpenedDatabase> {
  // Dexie would open a newer database silently.
  const found = (await indexedDB.databases()).find(({ name }) => name === DATABASE_NAME);
  if ((found?.version ?? 0) > VERSION_ON_DISK) throw madeByNewerVersion();

  const database = new StoreDatabase(indexedDB, keyRange);
  try {
    await database.open();
  } catch (error) {
    throw storageFailure(error);
  }
  const sentinel = await inTransaction(database, 'r', [database.sentinel], () =>
    database.sentinel.get('store'),
  );
  if (sentinel !== undefined && sentinel.schemaStamp > SCHEMA_STAMP) {
    database.close();
    throw madeByNewerVersion(sentinel.appVersion);
  }
  return { database, sentinel: sentinel ?? null, created: found === undefined };
}
