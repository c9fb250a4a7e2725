// Exports of queues: where to is asked, then the worker is read piece by piece into the file.
import { randomUUID } from 'node:crypto';
import type { Clock } from '../shared/clock.ts';
import type { ExportCalls, ExportState } from '../shared/contract/queue-export.ts';
import type { StoreIngest } from '../shared/contract/store-ingest.ts';
import { failureIn, FailureError } from '../shared/failure.ts';
import type { Failure } from '../shared/failure.ts';
import type { RpcClient } from '../shared/rpc.ts';
import { writeExport } from './exports/write-export.ts';
import type { ExportJob, ExportSource } from './exports/write-export.ts';

type OpenStore = Pick<RpcClient<StoreIngest>, 'call'>;

export interface ExportingParts {
  readonly clock: Clock;
  /** Asks the person; null when they gave up. */
  readonly choosePath: (fileName: string) => Promise<string | null>;
  readonly onState: (state: ExportState) => void;
  readonly onBug: (error: unknown) => void;
}

export interface Exporting {
  readonly handlers: {
    readonly [N in keyof ExportCalls]: (
      argument: ExportCalls[N]['argument'],
    ) => Promise<ExportCalls[N]['result']>;
  };
  /** To be called for each worker whose store is open. */
  attachStore(store: OpenStore): void;
  /** Gives up what is being written, of which nothing is left then. */
  stop(): void;
}

export function createExporting({ clock, choosePath, onState, onBug }: ExportingParts): Exporting {
  let store: OpenStore | null = null;
  let isBusy = false;
  let running: ExportJob | null = null;

  /** Resolves when the export has ended, however it did. */
  async function write(
    job: ExportJob,
    source: ExportSource & { close(): Promise<unknown> },
    first: ExportState,
    hasByteOrderMark: boolean,
  ): Promise<void> {
    let state = first;
    const say = (change: Partial<ExportState>): void => {
      state = { ...state, ...change };
      onState(state);
    };
    try {
      const onWritten = (written: number): void => say({ written });
      const isWhole = await writeExport(job, source, { hasByteOrderMark, onWritten });
      say({ phase: isWhole ? { kind: 'done' } : { kind: 'cancelled' } });
      await source.close();
    } catch (error) {
      const failure = failureIn(error);
      if (failure === null) onBug(error);
      say({ phase: { kind: 'failed', failure: failure ?? wentWrong } });
    }
  }

  return {
    handlers: {
      'exports.start': async ({ request, hasByteOrderMark }) => {
        if (isBusy) throw new FailureError(otherIsWritten);
        isBusy = true;
        try {
          const day = new Date(clock.now()).toISOString().slice(0, 10);
          const path = await choosePath(`clearpane-${request.queue}-${day}.csv`);
          const asked = store;
          if (path === null) return null;
          if (asked === null) throw new FailureError(noStore);
          const opened = await asked.call('export.open', request);
          const { id: exportId, total } = opened;
          const job: ExportJob = { id: randomUUID(), path, isCancelled: false, file: null };
          const source = {
            opened,
            read: (limit: number) => asked.call('export.read', { id: exportId, limit }),
            close: () => asked.call('export.close', { id: exportId }),
          };
          const state: ExportState = {
            id: job.id,
            queue: request.queue,
            path,
            written: 0,
            total,
            phase: { kind: 'writing' },
          };
          running = job;
          void write(job, source, state, hasByteOrderMark).finally(() => {
            running = null;
            isBusy = false;
          });
          return state;
        } finally {
          isBusy = running !== null;
        }
      },
      'exports.cancel': async ({ id }) => {
        if (running?.id === id) running.isCancelled = true;
        return null;
      },
    },
    attachStore(next) {
      store = next;
    },
    stop() {
      if (running === null) return;
      running.isCancelled = true;
      running.file?.abandon();
    },
  };
}

const otherIsWritten: Failure = {
  kind: 'conflict',
  summary: 'Another file is being written.',
  action: 'Wait until it is done, or cancel it.',
};

const noStore: Failure = {
  kind: 'storage',
  summary: 'There is no data to write.',
  action: 'Try again when the queue shows rows.',
};

const wentWrong: Failure = {
  kind: 'storage',
  summary: 'The file was not written, by a fault of Clearpane.',
  action: 'Try again.',
};
