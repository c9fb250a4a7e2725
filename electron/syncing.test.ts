// Restarts in turn, pauses, and what is said while nothing syncs.
import { expect, it } from 'vitest';
import type { SyncState } from '../shared/contract/shell.ts';
import { tenantId } from '../shared/model/tenant.ts';
import type { Source } from './sources/source.ts';
import { MemoryStore } from './sync/memory-store.ts';
import { createSyncing } from './syncing.ts';

const tenant = { tenantId: tenantId('c0'), displayName: 'Contoso', defaultDomain: null };

/** Has nothing new, and notes what is under way. */
function quietSource(log: string[], name: string): Source {
  return {
    describe: () => ({
      sourceId: name,
      kind: 'graph',
      name,
      collections: ['alerts'],
      writes: [],
    }),
    requests: () => ({ uses: [], waiting: 0, pausedUntilAt: null }),
    discoverTenants: async () => {
      log.push(`${name} begins`);
      return [tenant];
    },
    async *pull() {
      // Nothing.
    },
  };
}

function setUp(names: readonly string[] = ['a']) {
  const log: string[] = [];
  const phases: SyncState['phase']['kind'][] = [];
  let mayBegin: () => void = () => undefined;
  const on = new Set(names);
  const syncing = createSyncing({
    openSources: async () => [...on].map((name) => quietSource(log, name)),
    mayBegin: new Promise((resolve) => (mayBegin = resolve)),
    clock: { now: Date.now },
    onState: ({ phase }) => phases.push(phase.kind),
    onBug: (error) => log.push(String(error)),
  });
  const isLive = () => expect.poll(() => syncing.state().phase.kind).toBe('live');
  return { syncing, log, phases, on, isLive, mayBegin: () => mayBegin() };
}

it('begins with the first store, once it may', async () => {
  const { syncing, log, isLive, mayBegin } = setUp();
  const attached = syncing.attachStore(new MemoryStore());
  syncing.restart();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([log, syncing.state().phase.kind, syncing.sources()]).toEqual([[], 'starting', []]);
  mayBegin();
  await attached;
  await isLive();
  expect(log).toEqual(['a begins']);
  expect(syncing.sources().map(({ name }) => name)).toEqual(['a']);
  await syncing.stop();
});

it('reads the sources that are on after each restart, and says when there are none', async () => {
  const { syncing, log, on, isLive, mayBegin } = setUp();
  mayBegin();
  await syncing.attachStore(new MemoryStore());
  await isLive();
  on.clear();
  on.add('b');
  syncing.restart();
  await expect.poll(() => log).toEqual(['a begins', 'b begins']);
  on.clear();
  syncing.restart();
  await expect.poll(() => syncing.state().phase.kind).toBe('idle');
});

it('stands still while the store is emptied, and goes on also when that fails', async () => {
  const { syncing, log, isLive, mayBegin } = setUp();
  mayBegin();
  await syncing.attachStore(new MemoryStore());
  await isLive();
  await syncing.pauseFor(async () => {
    expect(syncing.sources()).toEqual([]);
    log.push('emptied');
  });
  await isLive();
  const failing = syncing.pauseFor(() => Promise.reject(new Error('not emptied')));
  await expect(failing).rejects.toThrow('not emptied');
  await isLive();
  expect(log).toEqual(['a begins', 'emptied', 'a begins', 'a begins']);
  await syncing.stop();
});
