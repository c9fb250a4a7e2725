// Keeps the data worker told of what people wrote: all of it when a worker starts, then what changes.
import type { StoreIngest } from '../../shared/contract/store-ingest.ts';
import { failureIn } from '../../shared/failure.ts';
import type { AnnotationItem } from '../../shared/model/annotation-item.ts';
import { noAnnotations } from '../../shared/model/fold-annotations.ts';
import type { AnnotationState } from '../../shared/model/fold-annotations.ts';
import { noTuning } from '../../shared/model/tuning.ts';
import type { RpcClient } from '../../shared/rpc.ts';

type Store = Pick<RpcClient<StoreIngest>, 'call'>;

export interface AnnotationProjector {
  /** The store of a worker that knows nothing yet takes the place of the former one. */
  attach(store: Store): void;
  /** To be called in the tick in which an entry is on the disk: what comes to the store later finds it. */
  update(state: AnnotationState): void;
}

export function createAnnotationProjector(onBug: (error: unknown) => void): AnnotationProjector {
  let state = noAnnotations;
  let store: Store | null = null;

  function tell(isWhole: boolean, items: readonly AnnotationItem[]): void {
    if (store === null || items.length === 0) return;
    store.call('annotations.project', { isWhole, items }).catch(onRefusal);
  }

  function onRefusal(error: unknown): void {
    // A worker that died meanwhile: the next one is told in whole.
    if (failureIn(error) === null) onBug(error);
  }

  function tellTuning(): void {
    if (store === null) return;
    const { ruleById, acknowledged, putBack } = state.tuning;
    const projection = {
      rules: [...ruleById.values()],
      acknowledged: [...acknowledged],
      putBack: [...putBack],
    };
    store.call('tuning.project', projection).catch(onRefusal);
  }

  return {
    attach(next) {
      store = next;
      if (state.tuning !== noTuning) tellTuning();
      tell(true, [...state.itemById.values()].filter(mayBeShown));
    },
    update(next) {
      const { itemById: former, tuning } = state;
      state = next;
      if (next.tuning !== tuning) tellTuning();
      tell(
        false,
        [...next.itemById.values()].filter((item) => former.get(item.id) !== item),
      );
    },
  };
}

/**
 * What a service took without dating it is told to the worker that saw it waiting: a later one could not
 * tell its echo from what somebody did since.
 */
function mayBeShown({ kind, status }: AnnotationItem): boolean {
  switch (status.kind) {
    case 'superseded':
    case 'withdrawn':
      return false;
    case 'confirmed':
      return kind === 'comment' || status.updatedAt !== null || status.keptFields.length > 0;
    default:
      return true;
  }
}
