// Keeps the data worker told of how critical assets are: when a worker starts, and after each change.
import type { StoreIngest } from '../shared/contract/store-ingest.ts';
import { failureIn } from '../shared/failure.ts';
import type { CriticalityRule } from '../shared/priority/criticality-rule.ts';
import type { RpcClient } from '../shared/rpc.ts';

type Store = Pick<RpcClient<StoreIngest>, 'call'>;

export interface CriticalityProjector {
  /** The store of a worker that knows nothing yet takes the place of the former one. */
  attach(store: Store): void;
  /** Tells nothing where the rules are as they were. */
  update(rules: readonly CriticalityRule[]): void;
}

export function createCriticalityProjector(
  initial: readonly CriticalityRule[],
  onBug: (error: unknown) => void,
): CriticalityProjector {
  let rules = initial;
  let store: Store | null = null;
  const tell = (): void => {
    store?.call('criticality.project', { rules }).catch((error: unknown) => {
      // A worker that died meanwhile: the next one is told in whole.
      if (failureIn(error) === null) onBug(error);
    });
  };
  return {
    attach(next) {
      store = next;
      if (rules.length > 0) tell();
    },
    update(next) {
      if (JSON.stringify(next) === JSON.stringify(rules)) return;
      rules = next;
      tell();
    },
  };
}
