// A data store on a fake IndexedDB behind real ports, for the tests of this room.
import { IDBFactory, IDBKeyRange as FakeKeyRange } from 'fake-indexeddb';
import { defaultAlertView, defaultIncidentView } from '../../../shared/contract/queue.ts';
import type {
  AlertColumn,
  AlertRow,
  IncidentColumn,
  IncidentRow,
  QueueFilter,
  QueueView,
  QueueWindow,
} from '../../../shared/contract/queue.ts';
import type { FeedId, IngestPage, StoreIngest } from '../../../shared/contract/store-ingest.ts';
import type { StoreQueries } from '../../../shared/contract/store-queries.ts';
import type { Failure } from '../../../shared/failure.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import type { FilterId } from '../../../shared/queue/queue-filters.ts';
import { connect, serve } from '../../../shared/rpc.ts';
import type { MessageEndpoint, RpcClient } from '../../../shared/rpc.ts';
import { engineCalls } from '../correlation/engine-calls.ts';
import type { Engine } from './correlation-feed.ts';
import { makeDataStore } from './data-store.ts';
import type { DataStore } from './data-store.ts';
import { StoreDatabase } from './schema.ts';
import { SAMPLE_NOW, SAMPLE_TENANT } from './sample-documents.ts';

export interface StoreUnderTest {
  readonly ingest: RpcClient<StoreIngest>;
  readonly queries: RpcClient<StoreQueries>;
  readonly store: DataStore;
  readonly bugs: readonly unknown[];
  /** Why snapshots could not be used. */
  readonly unfit: readonly unknown[];
  readonly losses: () => number;
  /** The stream's first state that satisfies `until`; rejects with a Failure it sends. */
  first<N extends keyof StoreQueries['streams']>(
    name: N,
    argument: StoreQueries['streams'][N]['argument'],
    until?: (item: StoreQueries['streams'][N]['item']) => boolean,
  ): Promise<StoreQueries['streams'][N]['item']>;
  /** All rows of both queues, as far as one window goes. */
  content(): Promise<StoreContent>;
  close(): Promise<void>;
}

export interface StoreContent {
  readonly incidents: QueueWindow<IncidentRow>;
  readonly alerts: QueueWindow<AlertRow>;
}

const everything = { range: { kind: 'days', days: 100_000 }, conditions: [] } as const;
export const allIncidents: QueueView<IncidentColumn> = {
  ...defaultIncidentView,
  filter: everything,
};
export const allAlerts: QueueView<AlertColumn> = { ...defaultAlertView, filter: everything };

/** Conditions that choose values, for filters of either queue. */
export function having(
  valuesByFilter: Readonly<Partial<Record<FilterId, readonly string[]>>>,
): Pick<QueueFilter, 'conditions'> {
  const entries = Object.entries(valuesByFilter) as [FilterId, readonly string[]][];
  return { conditions: entries.map(([filter, values]) => ({ kind: 'values', filter, values })) };
}

export const alertFeed: FeedId = {
  sourceId: 'test',
  tenantId: tenantId(SAMPLE_TENANT),
  collection: 'alerts',
};

export function page(changes: Partial<IngestPage>): IngestPage {
  return {
    feed: alertFeed,
    sourceKind: 'graph',
    alerts: [],
    incidents: [],
    quarantined: [],
    cursor: { completeTo: null, newestSeen: null, nextLink: null },
    ...changes,
  };
}

export function makeDisk(): IDBFactory {
  return new IDBFactory();
}

/** The disk as it is, beside or after the store that uses it. */
export async function withDatabase(
  disk: IDBFactory,
  work: (database: StoreDatabase) => PromiseLike<unknown>,
): Promise<void> {
  const database = new StoreDatabase(disk, FakeKeyRange);
  await database.open();
  await work(database);
  database.close();
}

export async function countSegments(disk: IDBFactory): Promise<number> {
  let count = 0;
  await withDatabase(disk, async (database) => {
    count = await database.segments.count();
  });
  return count;
}

/** The engine of a correlation worker, without the worker. */
export function engineUnderTest(): Engine {
  const calls = engineCalls();
  const call: Engine['call'] = async (name, argument) => {
    const handler = calls[name] as (argument: unknown) => unknown;
    return handler(argument) as never;
  };
  return { call, disconnect: () => undefined };
}

/** `disk` outlives the store: open another one on it to see what a restart finds. */
export function openTestStore(disk: IDBFactory, compactAfterMs = 3_600_000): StoreUnderTest {
  const bugs: unknown[] = [];
  const unfit: unknown[] = [];
  const channels = [new MessageChannel(), new MessageChannel()] as const;
  let losses = 0;
  const onBug = (error: unknown) => bugs.push(error);
  const store = makeDataStore({
    indexedDB: disk,
    keyRange: FakeKeyRange,
    clock: { now: () => SAMPLE_NOW },
    correlateAfterMs: 1,
    coalesceMs: 1,
    compactAfterMs,
    snapshotEveryMs: 0,
    newStoreId: () => 'store-1',
    onPhase: () => undefined,
    onFirstAnswer: () => undefined,
    onUnfitSnapshot: (error) => unfit.push(error),
    onLoss: () => losses++,
    onBug,
  });
  const [ingestPorts, queryPorts] = channels;
  const served = [
    serve<StoreIngest>(endpointOf(ingestPorts.port1), store.ingest, store.ingestStreams, onBug),
    serve<StoreQueries>(
      endpointOf(queryPorts.port1),
      { ...store.calls, 'store.timings': () => ({}) },
      store.queries,
      onBug,
    ),
  ];
  const queries = connect<StoreQueries>(endpointOf(queryPorts.port2));
  const first: StoreUnderTest['first'] = (name, argument, until = () => true) =>
    new Promise((resolve, reject) => {
      const end = queries.watch(
        name,
        argument,
        (item) => {
          if (!until(item)) return;
          end();
          resolve(item);
        },
        (failure: Failure) => reject(new Error(failure.summary)),
      );
    });
  return {
    ingest: connect<StoreIngest>(endpointOf(ingestPorts.port2)),
    queries,
    store,
    bugs,
    unfit,
    losses: () => losses,
    first,
    content: async () => ({
      incidents: await first('queue.incidents', allIncidents),
      alerts: await first('queue.alerts', allAlerts),
    }),
    async close() {
      for (const one of served) one.close();
      for (const { port2 } of channels) port2.close();
      await store.close();
    },
  };
}

function endpointOf(port: MessagePort): MessageEndpoint {
  return port as unknown as MessageEndpoint;
}
