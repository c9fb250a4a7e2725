// A store that opens, one that is damaged, one that is damaged again, and one that is forgotten on request.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { StoreState } from '../shared/contract/shell.ts';
import type { StoreIngest, StoreOpening } from '../shared/contract/store-ingest.ts';
import { FailureError } from '../shared/failure.ts';
import type { Failure } from '../shared/failure.ts';
import type { RpcClient } from '../shared/rpc.ts';
import { keepStore } from './store-keeping.ts';

type Answer = StoreOpening | Failure;

/** Says at `store.open` what it is told to. */
function workerOf(answer: Answer, generation = 1): RpcClient<StoreIngest> {
  const call = async (name: string): Promise<unknown> => {
    if (name === 'store.generation') return generation;
    if ('summary' in answer) throw new FailureError(answer);
    return answer;
  };
  return { call } as unknown as RpcClient<StoreIngest>;
}

const opening = (storeId: string, generation = 1): StoreOpening => ({
  kind: 'open',
  storeId,
  created: false,
  hasLoss: false,
  generation,
});

function setUp(profileFolder = mkdtempSync(join(tmpdir(), 'clearpane-keeping-'))) {
  const states: StoreState[] = [];
  const opened: RpcClient<StoreIngest>[] = [];
  const bugs: unknown[] = [];
  let drops = 0;
  const keeping = keepStore({
    profileFolder,
    appVersion: '1.0.0',
    refusal: null,
    shown: Promise.resolve(),
    dropDatabase: async () => {
      drops += 1;
    },
    onState: (state) => states.push(state),
    onOpen: async (store) => {
      opened.push(store);
    },
    onBug: (error) => bugs.push(error),
  });
  return { profileFolder, keeping, states, opened, bugs, drops: () => drops };
}

it('hands every worker on whose store is open', async () => {
  const { keeping, states, opened } = setUp();
  const workers = [workerOf(opening('a')), workerOf(opening('a', 2))];
  for (const worker of workers) await keeping.greet(worker);
  expect(opened).toEqual(workers);
  expect(states).toEqual([
    { failure: null, notice: null },
    { failure: null, notice: null },
  ]);
});

it('makes a damaged store anew, says so, and gives up when that does not help', async () => {
  const { profileFolder, keeping } = setUp();
  await keeping.greet(workerOf(opening('a')));
  const next = setUp(profileFolder);
  await next.keeping.greet(workerOf({ kind: 'damaged' }));
  expect([next.drops(), next.states]).toEqual([1, []]);
  await next.keeping.greet(workerOf(opening('b')));
  expect(next.keeping.state()).toMatchObject({
    failure: null,
    notice: { summary: 'The stored incidents and alerts were damaged and are fetched again.' },
  });
  await next.keeping.greet(workerOf({ kind: 'damaged' }));
  expect(next.drops()).toBe(1);
  expect(next.keeping.state().failure).toMatchObject({
    summary: 'The local store is damaged and could not be made anew.',
  });
});

it('shows why a store cannot be opened, and takes a defect for one', async () => {
  const full: Failure = { kind: 'storage', summary: 'The disk is full.' };
  const { keeping, opened, bugs } = setUp();
  await keeping.greet(workerOf(full));
  expect([keeping.state(), opened, bugs]).toEqual([{ failure: full, notice: null }, [], []]);
  await keeping.greet({ call: undefined } as unknown as RpcClient<StoreIngest>);
  expect(bugs.length).toBe(1);
});

it('misses nothing that was deleted on request, and what fell back behind its mark', async () => {
  const { profileFolder, keeping, drops } = setUp();
  await keeping.greet(workerOf(opening('a', 5), 9));
  await keeping.mark();
  const behind = setUp(profileFolder);
  await behind.keeping.greet(workerOf(opening('a', 7)));
  expect(behind.keeping.state().notice).toMatchObject({ kind: 'storage' });
  await keeping.forget();
  expect(drops()).toBe(1);
  const after = setUp(profileFolder);
  await after.keeping.greet(workerOf(opening('new')));
  expect(after.keeping.state()).toEqual({ failure: null, notice: null });
});
