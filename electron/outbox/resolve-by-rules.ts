// Writes what tuning rules resolve: one change an alert, once. Whoever opens the alert again has the last
// word, since the rule's change is in the journal for good.
import type { StoreIngest } from '../../shared/contract/store-ingest.ts';
import type { AnnotationDraft } from '../../shared/contract/outbox.ts';
import { failureIn } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import { annotationsOf } from '../../shared/model/fold-annotations.ts';
import type { AnnotationState } from '../../shared/model/fold-annotations.ts';
import type { RpcClient } from '../../shared/rpc.ts';

interface ResolvingParts {
  readonly store: Pick<RpcClient<StoreIngest>, 'watch'>;
  /** null as long as the journal is not open: what is due comes again with the next change. */
  annotations(): AnnotationState | null;
  write(draft: AnnotationDraft): Promise<unknown>;
  onTrouble(failure: Failure): void;
  onBug(error: unknown): void;
}

/** Returns how to end it. */
export function resolveByRules({
  store,
  annotations,
  write,
  onTrouble,
  onBug,
}: ResolvingParts): () => void {
  let lastWrite: Promise<unknown> = Promise.resolve();
  return store.watch(
    'tuning.due',
    null,
    (due) => {
      lastWrite = lastWrite
        .then(async () => {
          for (const { ruleName, target, status } of due) {
            const state = annotations();
            if (state === null) return;
            const actor = ruleActor(ruleName);
            const wasResolved = annotationsOf(state, target).some((item) => item.actor === actor);
            if (wasResolved) continue;
            const edits = { status: { base: status, value: 'resolved' } };
            await write({ kind: 'change', actor, target, edits });
          }
        })
        .catch((error: unknown) => {
          const failure = failureIn(error);
          if (failure === null) onBug(error);
          else onTrouble(failure);
        });
    },
    onTrouble,
  );
}

/** Whom the journal and the list of changes name. */
function ruleActor(ruleName: string): string {
  return `Tuning rule “${ruleName}”`;
}
