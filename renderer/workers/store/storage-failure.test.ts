import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { StoreDatabase } from './schema.ts';
import { inTransaction, storageFailure } from './storage-failure.ts';

async function openDatabase(): Promise<StoreDatabase> {
  const database = new StoreDatabase(new IDBFactory(), IDBKeyRange);
  await database.open();
  return database;
}

const tenant = { displayName: 'Contoso', defaultDomain: null };

it('gives up on a disk that does not answer, and keeps nothing of the transaction', async () => {
  const database = await openDatabase();
  const stuck = inTransaction(
    database,
    'rw',
    [database.tenants],
    async () => {
      await database.tenants.put({ ...tenant, tenantId: 't' as never });
      for (;;) await database.tenants.count();
    },
    20,
  );
  await expect(stuck).rejects.toMatchObject({
    failure: {
      kind: 'storage',
      summary: 'The disk did not answer in time.',
      action: 'Check the free space and the health of the disk that holds the profile.',
    },
  });
  expect(await database.tenants.count()).toBe(0);
  database.close();
});

it('names a full disk, a newer database and other trouble, and leaves bugs as they are', () => {
  const kindsOf = (error: unknown) => {
    const translated = storageFailure(error);
    return translated === error ? 'bug' : (translated as Error).message;
  };
  const full = new DOMException('no space', 'QuotaExceededError');
  const wrapped = Object.assign(new Error('aborted'), { name: 'AbortError', inner: full });
  expect(
    [full, wrapped, new DOMException('', 'VersionError'), new DOMException('', 'UnknownError')].map(
      kindsOf,
    ),
  ).toEqual([
    'The disk that holds the profile is full.',
    'The disk that holds the profile is full.',
    'This profile was made by a newer version of Clearpane.',
    'The local store could not be read or written.',
  ]);
  expect(kindsOf(new TypeError('undefined is not a function'))).toBe('bug');
});
