// Begun and neither saved nor given up, for as long as the window lives: going elsewhere loses nothing.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { targetKey } from '../../shared/model/annotation.ts';
import type { AnnotationTarget } from '../../shared/model/annotation.ts';
import type { ManageDraft } from './manage-draft.ts';

export interface ManageDrafts {
  /** By targetKey. */
  readonly byTarget: ReadonlyMap<string, ManageDraft>;
  /** Typed into the field under the comments. */
  readonly commentByTarget: ReadonlyMap<string, string>;
  keep(target: AnnotationTarget, draft: ManageDraft): void;
  drop(target: AnnotationTarget): void;
  keepComment(target: AnnotationTarget, text: string): void;
}

export function createManageDrafts(): StoreApi<ManageDrafts> {
  return createStore<ManageDrafts>()((set) => ({
    byTarget: new Map(),
    commentByTarget: new Map(),
    keep: (target, draft) =>
      set(({ byTarget }) => ({ byTarget: new Map([...byTarget, [targetKey(target), draft]]) })),
    drop: (target) =>
      set(({ byTarget }) => {
        const kept = new Map(byTarget);
        kept.delete(targetKey(target));
        return { byTarget: kept };
      }),
    keepComment: (target, text) =>
      set(({ commentByTarget }) => ({
        commentByTarget: new Map([...commentByTarget, [targetKey(target), text]]),
      })),
  }));
}
