// The data worker as sync sees it: always the present one, although workers come and go.
import type { StoreIngest } from '../../shared/contract/store-ingest.ts';
import { FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import type { RpcClient } from '../../shared/rpc.ts';

/** A store that answered `store.open`. */
export type IngestStore = Pick<RpcClient<StoreIngest>, 'call'>;

export interface StoreLink extends IngestStore {
  /**
   * The present store only: calls fail with `storage` once another is attached. A page must not reach a
   * store that may lack the pages before it.
   */
  pin(): IngestStore;
  /** Later calls go to this store; calls that still wait for the former one fail with `storage`. */
  attach(store: IngestStore): void;
  /** Grows with each attached store. */
  version(): number;
  /** Calls that wait, and later ones, fail with `cancelled`; what was asked for may still happen. */
  close(): void;
}

const replaced: Failure = { kind: 'storage', summary: 'The data process was replaced.' };
const stopped: Failure = { kind: 'cancelled', summary: 'Sync was stopped.' };

export function createStoreLink(first: IngestStore): StoreLink {
  let store = first;
  let version = 1;
  let isClosed = false;
  const waiting = new Set<(failure: Failure) => void>();

  function giveUp(failure: Failure): void {
    for (const reject of waiting) reject(failure);
    waiting.clear();
  }

  const link: StoreLink = {
    call(name, argument) {
      if (isClosed) return Promise.reject(new FailureError(stopped));
      return new Promise((resolve, reject) => {
        // A call to a worker that died may never be answered.
        const abandon = (failure: Failure): void => reject(new FailureError(failure));
        waiting.add(abandon);
        store
          .call(name, argument)
          .then(resolve, reject)
          .finally(() => waiting.delete(abandon));
      });
    },
    pin() {
      const pinned = version;
      return {
        call: (name, argument) =>
          version === pinned
            ? link.call(name, argument)
            : Promise.reject(new FailureError(replaced)),
      };
    },
    attach(next) {
      store = next;
      version += 1;
      giveUp(replaced);
    },
    version: () => version,
    close() {
      isClosed = true;
      giveUp(stopped);
    },
  };
  return link;
}
