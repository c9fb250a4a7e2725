// Merges, moves and splits of alerts: written one at a time, the last one to be taken back at once.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AnnotationDraft, Gesture } from '../../shared/contract/outbox.ts';
import type { Failure } from '../../shared/failure.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import type { IncidentKey } from '../../shared/model/incident.ts';
import type { RegroupDraft } from '../../shared/model/regrouping.ts';
import type { OutboxStatus } from './outbox.ts';

/** What was done, as the person is told. */
export interface RegroupingNews {
  readonly id: EntryId;
  /** A sentence without its full stop, e.g. "3 alerts moved". */
  readonly words: string;
  /** Where the alerts are. */
  readonly target: { readonly key: IncidentKey; readonly name: string };
  readonly isUndone: boolean;
}

export interface RegroupingStatus {
  /** null before the first, and when it was dismissed. */
  readonly news: RegroupingNews | null;
  /** Why the undo of `news` was not possible. */
  readonly failure: Failure | null;
  /** Resolves with why nothing was changed, or with null when it is on the disk. */
  regroup(
    draft: RegroupDraft,
    news: Pick<RegroupingNews, 'words' | 'target'>,
  ): Promise<Failure | null>;
  /** As `regroup`. */
  undo(id: EntryId): Promise<Failure | null>;
  undoLast(): Promise<void>;
  dismiss(): void;
}

export type RegroupingStore = StoreApi<RegroupingStatus>;

export function createRegrouping(writeAll: OutboxStatus['writeAll']): RegroupingStore {
  async function write(
    gesture: Gesture<AnnotationDraft>,
  ): Promise<{ readonly id: EntryId } | { readonly failure: Failure }> {
    const reply = await writeAll([gesture]);
    if (!reply.ok) return { failure: reply.failure };
    const [one] = reply.value;
    if (one === undefined) throw new Error('a gesture without an answer');
    return one.ok ? { id: one.value } : { failure: one.failure };
  }

  return createStore<RegroupingStatus>()((set, get) => ({
    news: null,
    failure: null,
    async regroup(draft, news) {
      const outcome = await write(draft);
      if ('failure' in outcome) return outcome.failure;
      set({ news: { ...news, id: outcome.id, isUndone: false }, failure: null });
      return null;
    },
    async undo(id) {
      const outcome = await write({ kind: 'regroupUndone', regroupId: id });
      if ('failure' in outcome) return outcome.failure;
      const { news } = get();
      if (news?.id === id) set({ news: { ...news, isUndone: true }, failure: null });
      return null;
    },
    async undoLast() {
      const { news, undo } = get();
      if (news === null || news.isUndone) return;
      set({ failure: await undo(news.id) });
    },
    dismiss: () => set({ news: null, failure: null }),
  }));
}
