// What people write: in the journal before it counts as saved, then delivered to the tenant it belongs to.
import { join } from 'node:path';
import type { Clock } from '../shared/clock.ts';
import type { JournalCalls, JournalState } from '../shared/contract/journal.ts';
import type {
  AnnotationDraft,
  Gesture,
  OutboxCalls,
  OutboxState,
} from '../shared/contract/outbox.ts';
import type { StoreIngest } from '../shared/contract/store-ingest.ts';
import type { Failure } from '../shared/failure.ts';
import type { KeyStore } from '../shared/key-store.ts';
import type { Annotation } from '../shared/model/annotation.ts';
import { decodeAnnotation } from '../shared/model/decode-annotation.ts';
import type { RpcClient } from '../shared/rpc.ts';
import { everyEntry } from './journal/journal-contents.ts';
import { keepJournal } from './journal/kept-journal.ts';
import type { OpenedJournal } from './journal/kept-journal.ts';
import { watchJournal } from './journal/journal-watch.ts';
import { recoverySheet } from './journal/recovery-sheet.ts';
import { atMostEvery } from './outbox/at-most-every.ts';
import { createAnnotationProjector } from './outbox/annotation-projector.ts';
import { startOutbox } from './outbox/outbox.ts';
import type { Outbox } from './outbox/outbox.ts';
import { resolveByRules } from './outbox/resolve-by-rules.ts';
import type { Writer } from './sources/writer.ts';

export interface WritingParts {
  readonly profileFolder: string;
  /** Asked when the journal is opened. */
  readonly keyStore: () => Promise<KeyStore>;
  readonly clock: Clock;
  /** What the person at this machine is called. */
  readonly actor: string;
  /** Asks where, and writes it there; null when the person gave up. */
  /** The person's gesture is in the journal. */
  readonly onWritten: (gesture: Gesture<AnnotationDraft>) => void;
  readonly saveText: (fileName: string, text: string) => Promise<string | null>;
  readonly onState: (state: OutboxState) => void;
  readonly onJournal: (state: JournalState) => void;
  readonly onTrouble: (failure: Failure) => void;
  readonly onBug: (error: unknown) => void;
}

type WritingCalls = OutboxCalls & JournalCalls;

export interface Writing {
  readonly handlers: {
    readonly [N in keyof WritingCalls]: (
      argument: WritingCalls[N]['argument'],
    ) => Promise<WritingCalls[N]['result']>;
  };
  /** Opens the journal; what was written before goes on its way. Throws FailureError. */
  open(): Promise<void>;
  /** What belongs to `sourceId` can be delivered from now on. */
  addWriter(sourceId: string, writer: Writer): void;
  /** The store of a new worker is to show what people wrote. */
  attachStore(store: RpcClient<StoreIngest>): void;
  /** The network is back, or someone signed in. */
  wake(): void;
  stop(): Promise<void>;
}

/** Of a thousand changes on their way, each step of each changes the state. */
const toldEveryMs = 100;

const nothingWritten: OutboxState = {
  pending: 0,
  parked: 0,
  conflicts: 0,
  duplicated: 0,
  kept: 0,
  items: [],
  holds: [],
};

export function createWriting(parts: WritingParts): Writing {
  const { clock, actor } = parts;
  const writers = new Map<string, Writer>();
  const projector = createAnnotationProjector(parts.onBug);
  const tellState = atMostEvery(toldEveryMs, parts.onState);
  let outbox: Outbox | null = null;
  let endResolving = (): void => undefined;

  const journal = keepJournal({
    folder: join(parts.profileFolder, 'journal'),
    contents: everyEntry(decodeAnnotation),
    isEmpty: (entries) => entries.length === 0,
    keyStore: parts.keyStore,
    clock,
    onState: parts.onJournal,
    onOpen: openOutbox,
    onTrouble: parts.onTrouble,
    onBug: parts.onBug,
  });
  const watch = watchJournal({ onLoss: (loss) => journal.tellLoss(loss), onBug: parts.onBug });

  function openOutbox(opened: OpenedJournal<Annotation, Annotation[]>): void {
    // One that only read has delivered nothing, so that nothing of it is under way.
    void outbox?.stop();
    const started = startOutbox({
      journal: { entries: opened.state, append: opened.append },
      // What cannot be recorded is not delivered.
      writers: opened.isWritable ? writers : new Map(),
      clock,
      random: Math.random,
      onChange: tellState,
      onEntries: () => {
        projector.update(started.annotations());
        watch.moved();
      },
      onBug: parts.onBug,
    });
    outbox = started;
    projector.update(started.annotations());
    if (opened.mark !== null) watch.open(opened.mark);
  }

  /** A journal that could not be opened is tried again with the next gesture. */
  async function ready(): Promise<Outbox> {
    await journal.open();
    if (outbox === null) throw new Error('a journal was opened without a word');
    return outbox;
  }

  return {
    handlers: {
      'outbox.read': async () => outbox?.state() ?? nothingWritten,
      'outbox.write': async (gesture) => {
        const id = await (await ready()).write({ ...gesture, actor });
        parts.onWritten(gesture);
        return { id };
      },
      'outbox.writeAll': async ({ gestures }) => {
        const written = (await ready()).writeAll(
          gestures.map((gesture) => ({ ...gesture, actor })),
        );
        const results = await written;
        gestures.forEach((gesture, place) => {
          if (results[place]?.ok === true) parts.onWritten(gesture);
        });
        return results;
      },
      'outbox.retry': async ({ itemId }) => done((await ready()).retry({ itemId, actor })),
      'outbox.cancel': async ({ itemId }) => done((await ready()).cancel({ itemId, actor })),
      'outbox.follow': async ({ itemId }) => done((await ready()).follow({ itemId, actor })),
      'outbox.offer': async ({ itemId, toSourceId, toId }) =>
        done((await ready()).offer({ itemId, toSourceId, toId, actor })),
      'outbox.resolve': async ({ itemId, choice }) =>
        done((await ready()).resolve({ itemId, choice, actor })),
      'journal.read': async () => journal.state(),
      'journal.recoveryCode': async () => journal.recoveryCode(),
      'journal.renewRecoveryCode': () => done(journal.renewRecoveryCode()),
      'journal.keepRecoveryCode': () => done(journal.keepRecoveryCode()),
      'journal.saveRecoveryCode': async () => {
        const code = journal.recoveryCode();
        if (code === null) return null;
        const sheet = recoverySheet(code, parts.profileFolder);
        return parts.saveText('Clearpane recovery code.txt', sheet);
      },
      'journal.recover': ({ recoveryCode }) => done(journal.recover(recoveryCode)),
    },
    async open() {
      await ready();
    },
    addWriter(sourceId, writer) {
      writers.set(sourceId, writer);
      outbox?.wake();
    },
    attachStore(store) {
      projector.attach(store);
      watch.attachStore(store);
      endResolving();
      endResolving = resolveByRules({
        store,
        annotations: () => outbox?.annotations() ?? null,
        write: async (draft) => (await ready()).write(draft),
        onTrouble: parts.onTrouble,
        onBug: parts.onBug,
      });
    },
    wake: () => outbox?.wake(),
    async stop() {
      endResolving();
      journal.stop();
      await outbox?.stop();
    },
  };
}

async function done(work: Promise<void>): Promise<null> {
  await work;
  return null;
}
