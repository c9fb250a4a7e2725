// Subscriptions: each sends its present state first, and again after changes that make it differ.
import type { Emitter } from '../../../shared/rpc.ts';
import { failureIn } from '../../../shared/failure.ts';
import type { StoreChange } from './store-memory.ts';

export interface LiveView<T> {
  evaluate(): T | Promise<T>;
  /**
   * Whether a change makes the view differ: then each affected state is sent. Where it is absent any
   * change could, and so could the clock: states are compared, and alike ones are not sent again.
   */
  isAffected?(change: StoreChange): boolean;
}

interface Subscription {
  readonly movesWithClock: boolean;
  isAffected(change: StoreChange): boolean;
  refresh(): void;
}

export interface LiveViewsParts {
  /** Commits closer together than this are shown as one. */
  readonly coalesceMs: number;
  /** An evaluation failed in a way that is no Failure. */
  readonly onBug: (error: unknown) => void;
}

export class LiveViews {
  readonly #parts: LiveViewsParts;
  readonly #subscriptions = new Set<Subscription>();
  readonly #due = new Set<Subscription>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: LiveViewsParts) {
    this.#parts = parts;
  }

  /**
   * The first state is sent before this returns when `evaluate` is synchronous; not where it is `known`
   * to the other end already.
   */
  watch<T>(view: LiveView<T>, emitter: Emitter<T>, known: T | null = null): () => void {
    const movesWithClock = view.isAffected === undefined;
    let sent = known === null ? null : JSON.stringify(known);
    let isRunning = false;
    let isStale = false;
    let isEnded = false;

    const send = (state: T): void => {
      if (isEnded) return;
      if (movesWithClock) {
        const text = JSON.stringify(state);
        if (text === sent) return;
        sent = text;
      }
      emitter.item(state);
    };
    const fail = (error: unknown): void => {
      const failure = failureIn(error);
      if (failure === null) this.#parts.onBug(error);
      else if (!isEnded) emitter.failure(failure);
    };
    const settle = async (state: Promise<T>): Promise<void> => {
      isRunning = true;
      try {
        send(await state);
      } catch (error) {
        fail(error);
      }
      isRunning = false;
      if (isStale && !isEnded) refresh();
    };
    const refresh = (): void => {
      isStale = isRunning;
      if (isRunning) return;
      try {
        const state = view.evaluate();
        if (state instanceof Promise) void settle(state);
        else send(state);
      } catch (error) {
        fail(error);
      }
    };

    const subscription: Subscription = {
      movesWithClock,
      isAffected: (change) => view.isAffected?.(change) ?? true,
      refresh,
    };
    this.#subscriptions.add(subscription);
    refresh();
    return () => {
      isEnded = true;
      this.#subscriptions.delete(subscription);
      this.#due.delete(subscription);
    };
  }

  changed(change: StoreChange): void {
    for (const subscription of this.#subscriptions) {
      if (subscription.isAffected(change)) this.#due.add(subscription);
    }
    this.#schedule();
  }

  /** Time has passed. */
  refreshByClock(): void {
    for (const subscription of this.#subscriptions) {
      if (subscription.movesWithClock) this.#due.add(subscription);
    }
    this.#schedule();
  }

  #schedule(): void {
    if (this.#due.size === 0 || this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const due = [...this.#due];
      this.#due.clear();
      for (const subscription of due) subscription.refresh();
    }, this.#parts.coalesceMs);
  }
}
