// Imports of files as main says them, and which of them the window shows.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ImportsState } from '../../shared/contract/imports.ts';
import type { ShellBridge } from '../../shared/contract/shell.ts';

export interface ImportsStatus {
  readonly imports: ImportsState;
  /** The job, refusal or report that is open; null while none is. */
  readonly shownId: string | null;
  /** A report that came while its job was not open, until somebody has seen it. */
  readonly unseenId: string | null;
  show(id: string): void;
  hide(): void;
  /** Forgets the unseen report. */
  dismiss(): void;
}

export type ImportsStore = StoreApi<ImportsStatus>;

const nothing: ImportsState = { job: null, refusal: null, reports: [], folders: [] };

/** Listens first and reads then; an event that overtakes the answer of the reading wins. */
export function createImports(bridge: ShellBridge): ImportsStore {
  const store = createStore<ImportsStatus>()((set, get) => ({
    imports: nothing,
    shownId: null,
    unseenId: null,
    show: (id) => set({ shownId: id, unseenId: get().unseenId === id ? null : get().unseenId }),
    hide: () => set({ shownId: null }),
    dismiss: () => set({ unseenId: null }),
  }));
  let hasHeard = false;
  bridge.on('imports.changed', (imports) => {
    hasHeard = true;
    store.setState((before) => afterNews(before, imports));
  });
  void bridge.call('imports.read', null).then((result) => {
    if (result.ok && !hasHeard) store.setState((before) => afterNews(before, result.value));
  });
  return store;
}

type Shown = Pick<ImportsStatus, 'imports' | 'shownId' | 'unseenId'>;

/** What a person has just dropped or chosen opens by itself; a report only where its job is open. */
export function afterNews(before: Shown, imports: ImportsState): Shown {
  const { job, refusal } = before.imports;
  const isNew = (id: string | undefined, known: string | undefined): id is string =>
    id !== undefined && id !== known;
  if (isNew(imports.refusal?.id, refusal?.id)) {
    return { ...before, imports, shownId: imports.refusal?.id ?? null };
  }
  if (isNew(imports.job?.id, job?.id)) {
    return { ...before, imports, shownId: imports.job?.id ?? null };
  }
  const hasEnded = job !== null && imports.job === null;
  if (!hasEnded) return { ...before, imports };
  const hasReport = imports.reports.some(({ id }) => id === job.id);
  if (!hasReport && before.shownId === job.id) return { ...before, imports, shownId: null };
  const isUnseen = hasReport && before.shownId !== job.id;
  return { ...before, imports, unseenId: isUnseen ? job.id : before.unseenId };
}
