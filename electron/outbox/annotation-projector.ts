// Keeps the data worker told of what people wrote and of what they set apart: all of it when a worker
// starts, then what changes.
import type { StoreIngest } from '../../shared/contract/store-ingest.ts';
import { projectionOf } from '../../shared/grouping/groupings-projection.ts';
import { noGroupings } from '../../shared/grouping/groupings.ts';
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
  let isRead = false;
  let store: Store | null = null;

  function tell(isWhole: boolean, items: readonly AnnotationItem[]): void {
    if (store === null || items.length === 0) return;
    store.call('annotations.project', { isWhole, items }).catch(untold);
  }

  function tellApart(): void {
    store?.call('folds.project', { apart: [...state.apart] }).catch(untold);
  }

  function tellTuning(): void {
    if (store === null) return;
    const { ruleById, acknowledged, putBack } = state.tuning;
    const projection = {
      rules: [...ruleById.values()],
      acknowledged: [...acknowledged],
      putBack: [...putBack],
    };
    store.call('tuning.project', projection).catch(untold);
  }

  function tellGroupings(): void {
    store?.call('groupings.project', projectionOf(state.groupings)).catch(untold);
  }

  /** By a worker that died meanwhile, or a full disk: the next worker is told in whole. */
  function untold(error: unknown): void {
    if (failureIn(error) === null) onBug(error);
  }

  return {
    attach(next) {
      store = next;
      if (state.tuning !== noTuning) tellTuning();
      if (state.groupings !== noGroupings) tellGroupings();
      tell(true, [...state.itemById.values()].filter(mayBeShown));
      // Before the journal is read nothing is known to be apart: the store goes by what it remembers.
      if (isRead) tellApart();
    },
    update(next) {
      const former = state;
      const isFirst = !isRead;
      state = next;
      isRead = true;
      if (next.tuning !== former.tuning) tellTuning();
      if (next.groupings !== former.groupings) tellGroupings();
      tell(
        false,
        [...next.itemById.values()].filter((item) => former.itemById.get(item.id) !== item),
      );
      if (isFirst || !isSameSet(former.apart, next.apart)) tellApart();
    },
  };
}

function isSameSet<Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
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
