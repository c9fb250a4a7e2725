// The store as imports see it: a page whose data worker died goes to the next one, since pages may come twice.
import type { CommitOutcome, IngestPage, StoreIngest } from '../../shared/contract/store-ingest.ts';
import { failureIn, FailureError } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Tenant } from '../../shared/model/tenant.ts';
import type { RpcClient } from '../../shared/rpc.ts';

type OpenStore = Pick<RpcClient<StoreIngest>, 'call'>;

/** A worker is back long before, if it comes back at all. */
const PATIENCE_MS = 20_000;

const noStore: Failure = {
  kind: 'storage',
  summary: 'The store cannot be written to.',
  action: 'Start Clearpane again, and import the files once more: nothing comes twice.',
};

export class StoreDoor {
  #store: OpenStore | null = null;
  readonly #waiting = new Set<(store: OpenStore) => void>();
  readonly #patienceMs: number;

  constructor(patienceMs = PATIENCE_MS) {
    this.#patienceMs = patienceMs;
  }

  /** To be called for each worker whose store is open; calls to the former one have failed by then. */
  attach(store: OpenStore): void {
    this.#store = store;
    for (const tell of this.#waiting) tell(store);
    this.#waiting.clear();
  }

  /** Rejects as the store does, unless a worker took the place of the one that was asked. */
  async commit(page: IngestPage): Promise<CommitOutcome> {
    const store = this.#store ?? (await this.#next());
    if (store === null) throw new FailureError(noStore);
    try {
      return await store.call('page.commit', page);
    } catch (error) {
      if (failureIn(error)?.kind !== 'storage') throw error;
      if (this.#store === store && (await this.#next()) === null) throw error;
      return this.commit(page);
    }
  }

  /** None while no store is open. */
  async tenants(): Promise<readonly Tenant[]> {
    return (await this.#store?.call('tenants.read', null)) ?? [];
  }

  /** The store of the next worker; null where none comes. */
  #next(): Promise<OpenStore | null> {
    return new Promise((resolve) => {
      const tell = (store: OpenStore): void => {
        clearTimeout(timer);
        resolve(store);
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(tell);
        resolve(null);
      }, this.#patienceMs);
      this.#waiting.add(tell);
    });
  }
}
