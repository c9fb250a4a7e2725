// A store that went without a word is told once; one that was emptied on request is not.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openKnownStore } from './known-store.ts';

let folder = '';
const opened = (storeId: string, hasLoss = false, generation = 7) =>
  ({ kind: 'open', storeId, created: false, hasLoss, generation }) as const;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearpane-known-'));
});

afterEach(() => rm(folder, { recursive: true }));

it('says nothing of the first store, and nothing of the same one', async () => {
  expect(await openKnownStore(folder).meet(opened('a'))).toBeNull();
  expect(await openKnownStore(folder).meet(opened('a'))).toBeNull();
});

it('tells a replaced store until a window has shown it', async () => {
  await openKnownStore(folder).meet(opened('a'));
  const lost = {
    kind: 'storage',
    summary: 'The stored incidents and alerts were damaged and are fetched again.',
  };
  expect(await openKnownStore(folder).meet(opened('b'))).toMatchObject(lost);
  const known = openKnownStore(folder);
  expect(await known.meet(opened('b'))).toMatchObject(lost);
  await known.told();
  expect(await openKnownStore(folder).meet(opened('b'))).toBeNull();
});

it('tells lost rows', async () => {
  expect(await openKnownStore(folder).meet(opened('a', true))).toMatchObject({
    summary: 'Some stored incidents and alerts were lost by the disk and are fetched again.',
  });
});

it('tells a store that is behind what it had reached', async () => {
  const known = openKnownStore(folder);
  expect(await known.meet(opened('a'))).toBeNull();
  await known.reach(9);
  expect(await openKnownStore(folder).meet(opened('a', false, 9))).toBeNull();
  expect(await openKnownStore(folder).meet(opened('a', false, 8))).toMatchObject({
    summary: 'Some stored incidents and alerts were lost by the disk and are fetched again.',
  });
});

it('takes an emptied store, and a torn file, for no loss', async () => {
  const known = openKnownStore(folder);
  await known.meet(opened('a'));
  await known.forget();
  expect(await known.meet(opened('b'))).toBeNull();
  await writeFile(join(folder, 'store.json'), '{"store');
  expect(await openKnownStore(folder).meet(opened('c'))).toBeNull();
});
