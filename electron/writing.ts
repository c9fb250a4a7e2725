// What people write: in the journal before it counts as saved, then delivered to the tenant it belongs to.
import { join } from 'node:path';
import type { Clock } from '../shared/clock.ts';
import type { OutboxCalls, OutboxState } from '../shared/contract/outbox.ts';
import type { Failure } from '../shared/failure.ts';
import type { KeyStore } from '../shared/key-store.ts';
import { decodeAnnotation } from '../shared/model/decode-annotation.ts';
import { everyEntry } from './journal/journal-contents.ts';
import { openJournal } from './journal/open-journal.ts';
import { startOutbox } from './outbox/outbox.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Writer } from './sources/writer.ts';

export interface WritingParts {
  readonly profileFolder: string;
  /** Asked when the journal is opened. */
  readonly keyStore: () => Promise<KeyStore>;
  readonly clock: Clock;
  /** What the person at this machine is called. */
  readonly actor: string;
  readonly onState: (state: OutboxState) => void;
  readonly onTrouble: (failure: Failure) => void;
  readonly onBug: (error: unknown) => void;
}

export interface Writing {
  readonly handlers: {
    readonly [N in keyof OutboxCalls]: (
      argument: OutboxCalls[N]['argument'],
    ) => Promise<OutboxCalls[N]['result']>;
  };
  /** Opens the journal; what was written before goes on its way. Throws FailureError. */
  open(): Promise<void>;
  /** What belongs to `sourceId` can be delivered from now on. */
  addWriter(sourceId: string, writer: Writer): void;
  /** The network is back, or someone signed in. */
  wake(): void;
  stop(): Promise<void>;
}

const nothingWritten: OutboxState = {
  pending: 0,
  parked: 0,
  conflicts: 0,
  duplicated: 0,
  items: [],
  holds: [],
};

export function createWriting(parts: WritingParts): Writing {
  const { clock, actor } = parts;
  const writers = new Map<string, Writer>();
  let opening: Promise<Outbox> | null = null;
  let outbox: Outbox | null = null;

  async function openOutbox(): Promise<Outbox> {
    const journal = await openJournal({
      folder: join(parts.profileFolder, 'journal'),
      contents: everyEntry(decodeAnnotation),
      keyStore: await parts.keyStore(),
      clock,
      onTrouble: parts.onTrouble,
    });
    outbox = startOutbox({
      journal: { entries: journal.state(), append: (entry) => journal.append(entry) },
      writers,
      clock,
      random: Math.random,
      onChange: parts.onState,
      onBug: parts.onBug,
    });
    return outbox;
  }

  /** A journal that could not be opened is tried again with the next gesture. */
  async function ready(): Promise<Outbox> {
    const attempt = (opening ??= openOutbox());
    try {
      return await attempt;
    } catch (error) {
      if (opening === attempt) opening = null;
      throw error;
    }
  }

  return {
    handlers: {
      'outbox.read': async () => outbox?.state() ?? nothingWritten,
      'outbox.write': async (gesture) => ({
        id: await (await ready()).write({ ...gesture, actor }),
      }),
      'outbox.retry': async ({ itemId }) => done((await ready()).retry({ itemId, actor })),
      'outbox.cancel': async ({ itemId }) => done((await ready()).cancel({ itemId, actor })),
      'outbox.follow': async ({ itemId }) => done((await ready()).follow({ itemId, actor })),
      'outbox.resolve': async ({ itemId, choice }) =>
        done((await ready()).resolve({ itemId, choice, actor })),
    },
    async open() {
      await ready();
    },
    addWriter(sourceId, writer) {
      writers.set(sourceId, writer);
      outbox?.wake();
    },
    wake: () => outbox?.wake(),
    stop: async () => outbox?.stop(),
  };
}

async function done(work: Promise<void>): Promise<null> {
  await work;
  return null;
}
