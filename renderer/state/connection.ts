// The window's end of the store: one port at a time, replaced when the store starts anew.
// Subscriptions outlive the port: they are made again on the next one without their owners noticing.
import type { StoreQueries } from '../../shared/contract/store-queries.ts';
import type { PortMessage } from '../../shared/contract/shell.ts';
import type { Failure } from '../../shared/failure.ts';
import { connect } from '../../shared/rpc.ts';
import type { MessageEndpoint, RpcClient } from '../../shared/rpc.ts';

type Calls = StoreQueries['calls'];
type Streams = StoreQueries['streams'];
export type CallName = keyof Calls & string;
export type CallArgument<N extends CallName> = Calls[N]['argument'];
export type CallResult<N extends CallName> = Calls[N]['result'];
export type StreamName = keyof Streams & string;
export type StreamArgument<N extends StreamName> = Streams[N]['argument'];
export type StreamItem<N extends StreamName> = Streams[N]['item'];

export interface StoreConnection {
  /** Waits for a port when there is none; rejects with FailureError, also when the port goes meanwhile. */
  call<N extends keyof Calls & string>(
    name: N,
    argument: Calls[N]['argument'],
  ): Promise<Calls[N]['result']>;
  /** Items come in order, the present state first and again after each reconnection. */
  watch<N extends StreamName>(
    name: N,
    argument: StreamArgument<N>,
    onItem: (item: StreamItem<N>) => void,
    onFailure: (failure: Failure) => void,
  ): () => void;
  /** Takes a port and closes the one before. The returned function says that this port is gone. */
  attach(port: MessageEndpoint): () => void;
}

const storeIsGone: Failure = {
  kind: 'storage',
  summary: 'The store stopped in the middle of an answer and is starting again.',
  action: 'Try again in a moment.',
};

export function createStoreConnection(): StoreConnection {
  let client: RpcClient<StoreQueries> | null = null;
  /** Each starts one subscription on a client and returns how to end it. */
  const endByStart = new Map<(on: RpcClient<StoreQueries>) => () => void, (() => void) | null>();
  let waiting: ((client: RpcClient<StoreQueries>) => void)[] = [];

  let leave = (): void => undefined;

  const lose = (): void => {
    const lost = client;
    client = null;
    leave();
    for (const start of endByStart.keys()) endByStart.set(start, null);
    lost?.disconnect(storeIsGone);
  };

  return {
    async call(name, argument) {
      const ready = client ?? (await new Promise<RpcClient<StoreQueries>>((r) => waiting.push(r)));
      return ready.call(name, argument);
    },
    watch(name, argument, onItem, onFailure) {
      const start = (on: RpcClient<StoreQueries>): (() => void) => {
        const isCurrent = (): boolean => client === on && endByStart.has(start);
        return on.watch(
          name,
          argument,
          (item) => {
            if (isCurrent()) onItem(item);
          },
          (failure) => {
            if (isCurrent()) onFailure(failure);
          },
        );
      };
      endByStart.set(start, client && start(client));
      return () => {
        endByStart.get(start)?.();
        endByStart.delete(start);
      };
    },
    attach(port) {
      lose();
      const attached = connect<StoreQueries>(port);
      client = attached;
      leave = () => port.close?.();
      for (const start of endByStart.keys()) endByStart.set(start, start(attached));
      for (const resolve of waiting) resolve(attached);
      waiting = [];
      return () => {
        if (client === attached) lose();
      };
    },
  };
}

/** Main hands the port over as a window message of our own page; `onPort` marks each arrival. */
export function listenForStorePort(connection: StoreConnection, onPort: () => void): void {
  window.addEventListener('message', (event: MessageEvent<Partial<PortMessage> | null>) => {
    const port = event.ports[0];
    const isOurs = event.source === window && event.origin === window.location.origin;
    if (!isOurs || port === undefined || event.data?.clearpanePort !== 'store-queries') return;
    const lost = connection.attach({
      postMessage: (message, transfer) =>
        port.postMessage(message, [...(transfer ?? [])] as Transferable[]),
      addEventListener: (type, listener) => port.addEventListener(type, listener),
      start: () => port.start(),
      close: () => port.close(),
    });
    port.addEventListener('close', lost);
    onPort();
  });
}
