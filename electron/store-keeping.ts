// The life of the local store as main sees it: greeted at each start of its worker, made anew where the
// disk has damaged it, forgotten on request.
import type { StoreState } from '../shared/contract/shell.ts';
import type { StoreIngest } from '../shared/contract/store-ingest.ts';
import { failureIn, FailureError } from '../shared/failure.ts';
import type { Failure } from '../shared/failure.ts';
import type { RpcClient } from '../shared/rpc.ts';
import { diskIsFull } from './shell/free-space.ts';
import { openKnownStore } from './shell/known-store.ts';

export interface StoreKeepingParts {
  readonly profileFolder: string;
  readonly appVersion: string;
  /** Why there is no store at all; null where there is one. */
  readonly refusal: Failure | null;
  /** Resolves when a window has had the time to show the state. */
  readonly shown: Promise<void>;
  /** Deletes the database and starts its worker again. */
  readonly dropDatabase: () => Promise<unknown>;
  readonly onState: (state: StoreState) => void;
  /** The store is open; called for each worker. */
  readonly onOpen: (store: RpcClient<StoreIngest>) => Promise<void>;
  readonly onBug: (error: unknown) => void;
}

export interface StoreKeeping {
  state(): StoreState;
  /** Opens the store that a new worker has. */
  greet(worker: RpcClient<StoreIngest>): Promise<void>;
  /** Remembers how far the store has come, so that the next start sees a loss. */
  mark(): Promise<void>;
  /** The data worker starts again on nothing. To be called while nothing writes to it. */
  forget(): Promise<void>;
}

const noRoom: Failure = {
  kind: 'storage',
  summary: 'The disk that holds the profile is full.',
  action: 'Free some space and start Clearpane again.',
};

const unusable: Failure = {
  kind: 'storage',
  summary: 'The local store is damaged and could not be made anew.',
  action:
    'Check the disk that holds the profile, or start with another profile folder. What you wrote is kept.',
};

export function keepStore(parts: StoreKeepingParts): StoreKeeping {
  const known = openKnownStore(parts.profileFolder);
  let state: StoreState = { failure: parts.refusal, notice: null };
  let store: RpcClient<StoreIngest> | null = null;
  let isReplaced = false;

  function setState(next: StoreState): void {
    state = next;
    parts.onState(next);
  }

  /** A database that cannot be read is a cache to fill again; once a start, and not for want of room. */
  async function replace(): Promise<void> {
    const failure = (await diskIsFull(parts.profileFolder)) ? noRoom : isReplaced ? unusable : null;
    isReplaced = true;
    if (failure !== null) throw new FailureError(failure);
    await parts.dropDatabase();
  }

  async function open(worker: RpcClient<StoreIngest>): Promise<void> {
    const opening = await worker.call('store.open', { appVersion: parts.appVersion });
    if (opening.kind === 'damaged') return replace();
    const notice = (await known.meet(opening)) ?? state.notice;
    store = worker;
    setState({ failure: null, notice });
    void parts.shown.then(() => known.told());
    await parts.onOpen(worker);
  }

  return {
    state: () => state,
    async greet(worker) {
      try {
        await open(worker);
      } catch (error) {
        const failure = failureIn(error);
        if (failure === null) parts.onBug(error);
        else setState({ failure, notice: state.notice });
      }
    },
    async mark() {
      try {
        if (store !== null) await known.reach(await store.call('store.generation', null));
      } catch (error) {
        // A worker that died meanwhile: the next one is asked again.
        if (failureIn(error) === null) parts.onBug(error);
      }
    },
    async forget() {
      await known.forget();
      await parts.dropDatabase();
    },
  };
}
