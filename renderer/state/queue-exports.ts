// The file that a queue is being written to, or was last, as main says it.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ExportState, QueueExportRequest } from '../../shared/contract/queue-export.ts';
import type { ShellBridge } from '../../shared/contract/shell.ts';
import type { Failure } from '../../shared/failure.ts';

export interface ExportStatus {
  /** null before the first, and once the last is dismissed. */
  readonly current: ExportState | null;
  /** Why the last one could not begin. */
  readonly refusal: Failure | null;
  /** Asks the person where to, in a dialog of the system. */
  start(request: QueueExportRequest, hasByteOrderMark: boolean): Promise<void>;
  cancel(): void;
  /** Forgets what is over. */
  dismiss(): void;
}

export type ExportStore = StoreApi<ExportStatus>;

export function createQueueExports(bridge: ShellBridge): ExportStore {
  const store = createStore<ExportStatus>()((set, get) => ({
    current: null,
    refusal: null,
    start: async (request, hasByteOrderMark) => {
      set({ refusal: null });
      const result = await bridge.call('exports.start', { request, hasByteOrderMark });
      if (!result.ok) set({ refusal: result.failure });
      else if (result.value !== null) {
        // Events about it may have overtaken the answer.
        const first = result.value;
        set(({ current }) => ({ current: current?.id === first.id ? current : first }));
      }
    },
    cancel: () => {
      const { current } = get();
      if (current !== null) void bridge.call('exports.cancel', { id: current.id });
    },
    dismiss: () =>
      set(({ current }) => ({
        refusal: null,
        current: current?.phase.kind === 'writing' ? current : null,
      })),
  }));
  bridge.on('exports.changed', (current) => store.setState({ current }));
  return store;
}

/** True while a file is being written. */
export function isWriting({ current }: ExportStatus): boolean {
  return current?.phase.kind === 'writing';
}
