// A database that gives an error or no event at all is damage, in time; a full disk is not.
import { IDBFactory, IDBKeyRange as FakeKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { FailureError } from '../../../shared/failure.ts';
import { openDatabase } from './open-database.ts';
import { StoreDamage } from './storage-failure.ts';

/** A disk whose list of databases comes as `databases` says. */
function diskWith(databases: IDBFactory['databases']): IDBFactory {
  const disk = new IDBFactory();
  disk.databases = databases;
  return disk;
}

const open = (indexedDB: IDBFactory) => openDatabase({ indexedDB, keyRange: FakeKeyRange }, 20);
const reject = (name: string) => () => Promise.reject(new DOMException('of the browser', name));

describe('openDatabase', () => {
  it('takes a disk that never answers for damage', async () => {
    await expect(open(diskWith(() => new Promise(() => undefined)))).rejects.toBeInstanceOf(
      StoreDamage,
    );
  });

  it('takes an error of the backing store for damage', async () => {
    await expect(open(diskWith(reject('UnknownError')))).rejects.toBeInstanceOf(StoreDamage);
  });

  it('does not take a full disk for damage', async () => {
    const error: unknown = await open(diskWith(reject('QuotaExceededError'))).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(FailureError);
    expect(error).not.toBeInstanceOf(StoreDamage);
    expect(error).toMatchObject({
      failure: { kind: 'storage', summary: 'The disk that holds the profile is full.' },
    });
  });
});
