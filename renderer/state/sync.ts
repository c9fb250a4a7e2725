// How sync and the store are doing, as main says it.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ShellBridge, StoreState, SyncState } from '../../shared/contract/shell.ts';

export interface SyncStatus {
  readonly sync: SyncState;
  readonly store: StoreState;
  syncNow(): Promise<void>;
}

export type SyncStore = StoreApi<SyncStatus>;

const starting: SyncState = {
  tenantName: null,
  phase: { kind: 'starting' },
  lastSyncedAt: null,
  nextAttemptAt: null,
  quarantined: 0,
};

/** Listens first and reads then; an event that overtakes the answer of the reading wins. */
export function createSync(bridge: ShellBridge): SyncStore {
  const store = createStore<SyncStatus>()(() => ({
    sync: starting,
    store: { failure: null, notice: null },
    syncNow: async () => {
      await bridge.call('sync.now', null);
    },
  }));
  let heardSync = false;
  let heardStore = false;
  bridge.on('sync.changed', (sync) => {
    heardSync = true;
    store.setState({ sync });
  });
  bridge.on('store.changed', (state) => {
    heardStore = true;
    store.setState({ store: state });
  });
  void bridge.call('sync.read', null).then((result) => {
    if (result.ok && !heardSync) store.setState({ sync: result.value });
  });
  void bridge.call('store.state', null).then((result) => {
    if (result.ok && !heardStore) store.setState({ store: result.value });
  });
  return store;
}
