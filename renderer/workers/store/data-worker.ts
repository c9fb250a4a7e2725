// Entry of the data worker: the one owner of the database. Ports arrive as messages on `self`.
import type { CorrelationEngineCalls } from '../../../shared/contract/correlation-engine.ts';
import type { StoreIngest } from '../../../shared/contract/store-ingest.ts';
import type { StoreQueries } from '../../../shared/contract/store-queries.ts';
import type { PortMessage } from '../../../shared/contract/shell.ts';
import { connect, serve } from '../../../shared/rpc.ts';
import type { MessageEndpoint, ServedPort } from '../../../shared/rpc.ts';
import { makeDataStore } from './data-store.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Milliseconds that each phase of the start took, the script's own loading first. */
const timings: Record<string, number> = { startedAt: performance.timeOrigin };
let phaseStart = 0;

function endPhase(name: string): void {
  const now = performance.now();
  timings[name] = now - phaseStart;
  phaseStart = now;
}

/** The worker cannot be trusted any more: its host sees the error and starts another. */
function stopForBug(error: unknown, name?: string): void {
  console.error('data worker: a bug in', name ?? 'a view', error);
  setTimeout(() => {
    throw error;
  });
}

endPhase('script');
const store = makeDataStore({
  indexedDB,
  keyRange: IDBKeyRange,
  clock: Date,
  coalesceMs: 60,
  compactAfterMs: 3_000,
  snapshotEveryMs: 300_000,
  correlateAfterMs: 400,
  newStoreId: () => crypto.randomUUID(),
  onPhase: endPhase,
  onFirstAnswer: () => endPhase('firstAnswer'),
  onUnfitSnapshot: (error) =>
    console.warn('data worker: the snapshot is no good, documents are read instead', error),
  onLoss: () => console.warn('data worker: the disk lost rows; the service is read again'),
  onBug: stopForBug,
});

type ServedName = Exclude<PortMessage['clearpanePort'], 'correlation-engine'>;

function servePort(name: ServedName, port: MessagePort): ServedPort {
  const endpoint = port as unknown as MessageEndpoint;
  switch (name) {
    case 'store-ingest':
      return serve<StoreIngest>(endpoint, store.ingest, store.ingestStreams, stopForBug);
    case 'store-queries':
      return serve<StoreQueries>(
        endpoint,
        { ...store.calls, 'store.timings': () => timings },
        store.queries,
        stopForBug,
      );
    default:
      return name satisfies never;
  }
}

self.addEventListener('message', ({ data, ports: [port] }: MessageEvent<PortMessage>) => {
  if (port === undefined) throw new Error('a port message without a port');
  if (data.clearpanePort === 'correlation-engine') {
    store.attachEngine(connect<CorrelationEngineCalls>(port as unknown as MessageEndpoint));
    return;
  }
  const served = servePort(data.clearpanePort, port);
  // The far end is gone: a closed window, or a main that has joined the store anew.
  port.addEventListener('close', () => served.close());
});
