// Opens the database, or refuses it without having written a byte.
import { FailureError } from '../../../shared/failure.ts';
import { DATABASE_NAME, DATABASE_VERSION, SCHEMA_STAMP, StoreDatabase } from './schema.ts';
import type { SentinelRecord } from './schema.ts';
import {
  inTime,
  inTransaction,
  isDiskFull,
  madeByNewerVersion,
  StoreDamage,
  storageFailure,
} from './storage-failure.ts';

export interface IndexedDbParts {
  readonly indexedDB: IDBFactory;
  readonly keyRange: typeof IDBKeyRange;
}

export interface OpenedDatabase {
  readonly database: StoreDatabase;
  /** null in a database that was created just now. */
  readonly sentinel: SentinelRecord | null;
  readonly created: boolean;
}

/** What Dexie writes as the version on disk. */
const VERSION_ON_DISK = DATABASE_VERSION * 10;

/** A damaged database may give no event at all; rebuilding it has to fit into a start as well. */
const OPEN_LIMIT_MS = 6_000;

/** Throws StoreDamage where the database is to be made anew; one of a newer version stays as it is. */
export async function openDatabase(
  parts: IndexedDbParts,
  limitMs = OPEN_LIMIT_MS,
): Promise<OpenedDatabase> {
  const { indexedDB, keyRange } = parts;
  const database = new StoreDatabase(indexedDB, keyRange);
  const created = await orDamage(
    inTime(openKnown(indexedDB, database), limitMs, () => database.close()),
  );
  const sentinel = await orDamage(
    inTransaction(database, 'r', [database.sentinel], () => database.sentinel.get('store')),
  );
  if (sentinel !== undefined && sentinel.schemaStamp > SCHEMA_STAMP) {
    database.close();
    throw madeByNewerVersion(sentinel.appVersion);
  }
  return { database, sentinel: sentinel ?? null, created };
}

/** What fails in reading the database is damage, unless it is a full disk or a newer version. */
export async function orDamage<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NewerDatabase) throw madeByNewerVersion();
    // inTransaction has translated it already.
    const cause = error instanceof FailureError ? error.cause : error;
    if (isDiskFull(cause)) throw storageFailure(error);
    throw new StoreDamage(error);
  }
}

class NewerDatabase extends Error {}

/** True when there was none. */
async function openKnown(indexedDB: IDBFactory, database: StoreDatabase): Promise<boolean> {
  // Dexie would open a newer database silently.
  const found = (await indexedDB.databases()).find(({ name }) => name === DATABASE_NAME);
  if ((found?.version ?? 0) > VERSION_ON_DISK) throw new NewerDatabase();
  await database.open();
  return found === undefined;
}
