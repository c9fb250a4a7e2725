// Typed calls and streams over any message port. The only module that calls postMessage.
// A seam's contract is a type (shared/contract/); both ends are checked against it.
import { failureIn, FailureError } from './failure.ts';
import type { Failure } from './failure.ts';

export interface RpcContract {
  readonly calls: Readonly<
    Record<string, { readonly argument: unknown; readonly result: unknown }>
  >;
  readonly streams: Readonly<
    Record<string, { readonly argument: unknown; readonly item: unknown }>
  >;
}

/** What DOM, worker and (through an adapter) Electron ports have in common. */
export interface MessageEndpoint {
  postMessage(message: unknown, transfer?: readonly object[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  start?(): void;
  close?(): void;
}

type Request =
  | { readonly rpc: 'call'; readonly id: number; readonly name: string; readonly argument: unknown }
  | {
      readonly rpc: 'watch';
      readonly id: number;
      readonly name: string;
      readonly argument: unknown;
    }
  | { readonly rpc: 'cancel'; readonly id: number };

type Reply =
  | { readonly rpc: 'result'; readonly id: number; readonly value: unknown }
  | { readonly rpc: 'item'; readonly id: number; readonly value: unknown }
  | { readonly rpc: 'failure'; readonly id: number; readonly failure: Failure }
  | { readonly rpc: 'bug'; readonly id: number; readonly message: string };

/** Set when the caller gave up; handlers of long work look at it between steps. */
export interface Cancellation {
  readonly cancelled: boolean;
}

export type CallHandlers<C extends RpcContract> = {
  readonly [N in keyof C['calls']]: (
    argument: C['calls'][N]['argument'],
    cancellation: Cancellation,
  ) => C['calls'][N]['result'] | Promise<C['calls'][N]['result']>;
};

export interface Emitter<T> {
  item(value: T): void;
  failure(failure: Failure): void;
}

/** Each handler starts one subscription and returns how to end it. */
export type StreamHandlers<C extends RpcContract> = {
  readonly [N in keyof C['streams']]: (
    argument: C['streams'][N]['argument'],
    emitter: Emitter<C['streams'][N]['item']>,
  ) => () => void;
};

export interface ServedPort {
  /** Ends every subscription of this port. */
  close(): void;
}

/**
 * Answers a contract on a port. An error that is no FailureError is a bug: the caller's promise
 * rejects, and `onBug` decides what becomes of the process that has it.
 */
export function serve<C extends RpcContract>(
  port: MessageEndpoint,
  calls: CallHandlers<C>,
  streams: StreamHandlers<C>,
  onBug: (error: unknown, name: string) => void,
): ServedPort {
  const endById = new Map<number, () => void>();
  const send = (reply: Reply): void => port.postMessage(reply);
  const sendError = (id: number, name: string, error: unknown): void => {
    const failure = failureIn(error);
    if (failure) {
      send({ rpc: 'failure', id, failure });
      return;
    }
    send({ rpc: 'bug', id, message: error instanceof Error ? error.message : String(error) });
    onBug(error, name);
  };

  const answerCall = async (id: number, name: string, argument: unknown): Promise<void> => {
    const cancellation = { cancelled: false };
    endById.set(id, () => {
      cancellation.cancelled = true;
    });
    try {
      const handler = ownMember(calls, name);
      send({ rpc: 'result', id, value: await handler(argument, cancellation) });
    } catch (error) {
      sendError(id, name, error);
    } finally {
      endById.delete(id);
    }
  };

  const startStream = (id: number, name: string, argument: unknown): void => {
    try {
      const handler = ownMember(streams, name);
      const end = handler(argument, {
        item: (value) => {
          send({ rpc: 'item', id, value });
        },
        failure: (failure) => {
          send({ rpc: 'failure', id, failure });
        },
      });
      endById.set(id, end);
    } catch (error) {
      sendError(id, name, error);
    }
  };

  port.addEventListener('message', ({ data }) => {
    const request = data as Request;
    switch (request.rpc) {
      case 'call':
        void answerCall(request.id, request.name, request.argument);
        break;
      case 'watch':
        startStream(request.id, request.name, request.argument);
        break;
      case 'cancel':
        endById.get(request.id)?.();
        endById.delete(request.id);
        break;
      default:
        request satisfies never;
    }
  });
  port.start?.();

  return {
    close() {
      for (const end of endById.values()) end();
      endById.clear();
      port.close?.();
    },
  };
}

function ownMember<T extends object>(handlers: T, name: string): T[keyof T] {
  if (!Object.hasOwn(handlers, name)) throw new Error(`no handler named ${name}`);
  return handlers[name as keyof T];
}

export interface RpcClient<C extends RpcContract> {
  /** Rejects with FailureError for expected trouble, with a plain Error for a bug at the far end. */
  call<N extends keyof C['calls'] & string>(
    name: N,
    argument: C['calls'][N]['argument'],
    options?: { readonly transfer?: readonly object[] },
  ): Promise<C['calls'][N]['result']>;
  /** Items come in order until the returned function is called. */
  watch<N extends keyof C['streams'] & string>(
    name: N,
    argument: C['streams'][N]['argument'],
    onItem: (item: C['streams'][N]['item']) => void,
    onFailure: (failure: Failure) => void,
  ): () => void;
  /** Rejects what is pending with the given failure; to be called when the far end is gone. */
  disconnect(failure: Failure): void;
}

interface PendingCall {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

interface Watcher {
  onItem(item: unknown): void;
  onFailure(failure: Failure): void;
}

export function connect<C extends RpcContract>(port: MessageEndpoint): RpcClient<C> {
  const callById = new Map<number, PendingCall>();
  const watcherById = new Map<number, Watcher>();
  let lastId = 0;

  const settle = (id: number, finish: (call: PendingCall) => void): void => {
    const call = callById.get(id);
    callById.delete(id);
    if (call) finish(call);
  };

  port.addEventListener('message', ({ data }) => {
    const reply = data as Reply;
    switch (reply.rpc) {
      case 'result':
        settle(reply.id, (call) => call.resolve(reply.value));
        break;
      case 'item':
        watcherById.get(reply.id)?.onItem(reply.value);
        break;
      case 'failure':
        watcherById.get(reply.id)?.onFailure(reply.failure);
        settle(reply.id, (call) => call.reject(new FailureError(reply.failure)));
        break;
      case 'bug':
        settle(reply.id, (call) => call.reject(new Error(reply.message)));
        break;
      default:
        reply satisfies never;
    }
  });
  port.start?.();

  return {
    call(name, argument, options) {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        callById.set(id, { resolve: resolve as (value: unknown) => void, reject });
        port.postMessage({ rpc: 'call', id, name, argument } satisfies Request, options?.transfer);
      });
    },
    watch(name, argument, onItem, onFailure) {
      const id = ++lastId;
      watcherById.set(id, { onItem: onItem as (item: unknown) => void, onFailure });
      port.postMessage({ rpc: 'watch', id, name, argument } satisfies Request);
      return () => {
        if (watcherById.delete(id)) port.postMessage({ rpc: 'cancel', id } satisfies Request);
      };
    },
    disconnect(failure) {
      for (const call of callById.values()) call.reject(new FailureError(failure));
      callById.clear();
      for (const watcher of watcherById.values()) watcher.onFailure(failure);
    },
  };
}
