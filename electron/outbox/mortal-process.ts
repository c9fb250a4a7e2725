// For tests: the outbox in a process that can die at named points. What was synced is left, and what was
// sent may arrive; nothing else of it is seen again.
import type { Outbox, OutboxParts } from './outbox.ts';
import { startOutbox } from './outbox.ts';
import type { OutboxState } from '../../shared/contract/outbox.ts';
import type { Annotation } from '../../shared/model/annotation.ts';
import type { Writer } from '../sources/writer.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Around the journal's sync, and around each request. */
export type CrashPoint = 'beforeSync' | 'afterSync' | 'beforeSend' | 'afterSend';

export interface MortalOptions {
  readonly time: VirtualTime;
  readonly writers: ReadonlyMap<string, Writer>;
  readonly random: () => number;
  /** A journal that has no room rejects. */
  readonly syncFailure?: () => Error | null;
}

export interface MortalProcess {
  /** What is on disk, for ever. */
  readonly disk: readonly Annotation[];
  readonly bugs: readonly unknown[];
  readonly isAlive: boolean;
  /** Of the present life. */
  outbox(): Outbox;
  state(): OutboxState;
  /** Dies the `count`th time that it passes the point. */
  crashAt(point: CrashPoint, count: number): void;
  crash(): void;
  /** Starts again from what is on disk. */
  start(): Outbox;
}

export function createMortalProcess(options: MortalOptions): MortalProcess {
  const { time, random, syncFailure } = options;
  const disk: Annotation[] = [];
  const bugs: unknown[] = [];
  let life: { isAlive: boolean; plan: { point: CrashPoint; count: number } | null } | null = null;
  let outbox: Outbox | null = null;

  function start(): Outbox {
    if (life !== null) life.isAlive = false;
    const own = { isAlive: true, plan: null as { point: CrashPoint; count: number } | null };
    life = own;

    /** Never resolves in a process that is dead. */
    const pass = (point?: CrashPoint): Promise<void> => {
      if (own.plan !== null && own.plan.point === point && (own.plan.count -= 1) === 0) {
        own.isAlive = false;
      }
      return own.isAlive ? Promise.resolve() : new Promise(() => undefined);
    };
    const request = async <Value>(send: () => Promise<Value>): Promise<Value> => {
      await pass('beforeSend');
      const value = await send();
      await pass('afterSend');
      return value;
    };
    const mortal = (writer: Writer): Writer => ({
      writable: writer.writable,
      read: (...call) => request(() => writer.read(...call)),
      patch: (...call) => request(() => writer.patch(...call)),
      postComment: (...call) => request(() => writer.postComment(...call)),
    });
    const parts: OutboxParts = {
      journal: {
        entries: [...disk],
        async append(entry) {
          await pass('beforeSync');
          const failure = syncFailure?.() ?? null;
          if (failure !== null) throw failure;
          disk.push(entry);
          await pass('afterSync');
        },
      },
      writers: new Map([...options.writers].map(([id, writer]) => [id, mortal(writer)])),
      clock: time.clock,
      random,
      onChange: () => undefined,
      onBug: (bug) => bugs.push(bug),
      sleep: async (ms, signal) => {
        await time.sleep(ms, signal);
        await pass();
      },
    };
    outbox = startOutbox(parts);
    return outbox;
  }

  const current = (): Outbox => {
    if (outbox === null) throw new Error('not started');
    return outbox;
  };

  return {
    disk,
    bugs,
    get isAlive() {
      return life?.isAlive ?? false;
    },
    outbox: current,
    state: () => current().state(),
    crashAt(point, count) {
      if (life !== null) life.plan = { point, count };
    },
    crash() {
      if (life !== null) life.isAlive = false;
    },
    start,
  };
}
