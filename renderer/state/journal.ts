// The journal of what people write, as main says it, and its recovery code.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { JournalState } from '../../shared/contract/journal.ts';
import type { ShellBridge } from '../../shared/contract/shell.ts';
import type { Result } from '../../shared/failure.ts';

export interface JournalStatus {
  readonly journal: JournalState;
  recover(recoveryCode: string): Promise<Result<null>>;
  /** The code is not kept here, so that it is in the window only while somebody looks at it. */
  readCode(): Promise<Result<string | null>>;
  renewCode(): Promise<Result<null>>;
  keepCode(): Promise<Result<null>>;
  /** The path of the file; null when the person gave up. */
  saveCode(): Promise<Result<string | null>>;
}

export type JournalStore = StoreApi<JournalStatus>;

/** Listens first and reads then; an event that overtakes the answer of the reading wins. */
export function createJournal(bridge: ShellBridge): JournalStore {
  const store = createStore<JournalStatus>()(() => ({
    journal: { kind: 'opening' },
    recover: (recoveryCode) => bridge.call('journal.recover', { recoveryCode }),
    readCode: () => bridge.call('journal.recoveryCode', null),
    renewCode: () => bridge.call('journal.renewRecoveryCode', null),
    keepCode: () => bridge.call('journal.keepRecoveryCode', null),
    saveCode: () => bridge.call('journal.saveRecoveryCode', null),
  }));
  let hasHeard = false;
  bridge.on('journal.changed', (journal) => {
    hasHeard = true;
    store.setState({ journal });
  });
  void bridge.call('journal.read', null).then((result) => {
    if (result.ok && !hasHeard) store.setState({ journal: result.value });
  });
  return store;
}
