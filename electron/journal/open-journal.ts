// The journal of what people wrote: appended and synced before it counts as saved, folded into a state.
import { FailureError, failureIn } from '../../shared/failure.ts';
import { recoveryCodeIn, wrapForKeyStore, wrapForNewRecoveryCode } from './data-key.ts';
import type { Envelope, RecoveryEnvelope } from './data-key.ts';
import type { ChainPosition } from './file-header.ts';
import { asStorageFailure, nodeFiles } from './journal-files.ts';
import { lockJournal, type JournalLock } from './journal-lock.ts';
import { loadJournal, segmentBytesDefault } from './load-journal.ts';
import type { JournalOptions, LoadedJournal, OpenReport } from './load-journal.ts';
import { payloadBytesMax } from './record.ts';
import type { SnapshotValue } from './snapshot.ts';

export interface Journal<Entry, State> {
  readonly opened: OpenReport;
  /** 16 random bytes in hexadecimal, for ever. */
  readonly id: string;
  /** All saved entries, folded; it may be changed in place by the next append. */
  state(): State;
  /** The last saved entry: what the store's sentinel is compared with. */
  head(): ChainPosition;
  /**
   * Resolves when the entry is on the disk. Rejects with a FailureError when it was not saved: `storage`
   * (the next append may succeed), or `rejected` when it is too large. A rejected entry may still be found
   * after a crash at that moment, so entries carry an id of their own.
   */
  append(entry: Entry): Promise<void>;
  /** Folds all segments into a snapshot now. */
  compact(): Promise<void>;
  recoveryCode(): RecoveryCode;
  /** A person keeps the code. */
  keepRecoveryCode(): Promise<void>;
  /** Makes a new recovery code for files from now on, and compacts, which ends the old one. */
  renewRecoveryCode(): Promise<void>;
  /** Waits for what was called before. */
  close(): Promise<void>;
}

export interface RecoveryCode {
  /** Null in a journal of before that does not hold it: a new one can be made. */
  readonly code: string | null;
  /** When a person said that they keep it, UTC epoch milliseconds. */
  readonly keptAt: number | null;
}

interface Waiting<Entry> {
  readonly entry: Entry;
  readonly json: Buffer;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Creates the journal or opens it; folder and state are this process's until `close`.
 * @throws FailureError of kind `conflict` (open elsewhere), `auth` (key not found) or `storage`
 */
export async function openJournal<Entry, State>(
  options: JournalOptions<Entry, State>,
): Promise<Journal<Entry, State>> {
  const { folder, files = nodeFiles, clock } = options;
  let lock: JournalLock | null = null;
  try {
    await files.makeFolder(folder);
    lock = await lockJournal(folder, files, clock.now());
    return await serveJournal(options, await loadJournal(options), lock);
  } catch (error) {
    await lock?.release();
    throw asStorageFailure(error, folder);
  }
}

async function serveJournal<Entry, State>(
  options: JournalOptions<Entry, State>,
  loaded: LoadedJournal<State>,
  lock: JournalLock,
): Promise<Journal<Entry, State>> {
  const { folder, contents, keyStore, clock, onTrouble } = options;
  const { segmentBytesMax = segmentBytesDefault, fullSegmentsMax = 4 } = options;
  let compactAt = fullSegmentsMax;
  const { disk, key, carried } = loaded;
  let { state, envelopes, needsRepair } = loaded;
  let lastTask: Promise<unknown> = Promise.resolve();
  let isFlushPlanned = false;
  let isClosed = false;
  let waiting: Waiting<Entry>[] = [];

  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const done = lastTask.then(task).catch((error: unknown) => {
      throw asStorageFailure(error, folder);
    });
    lastTask = done.then(ignore, ignore);
    return done;
  };

  const compact = async (): Promise<void> => {
    await disk.snapshot(snapshotValues(contents.save(state), carried));
  };

  const repair = async (): Promise<void> => {
    if (!needsRepair) return;
    await compact();
    needsRepair = false;
  };

  const commit = async (batch: readonly Waiting<Entry>[]): Promise<void> => {
    try {
      await repair();
      await disk.append(batch.map(({ json }) => json));
      for (const { entry } of batch) state = contents.fold(state, entry);
    } catch (error) {
      const reason = asStorageFailure(error, folder);
      for (const { reject } of batch) reject(reason);
      return;
    }
    for (const { resolve } of batch) resolve();
  };

  /** Everything that waits shares one write and one sync, as far as it fits one segment. */
  const flush = async (): Promise<void> => {
    isFlushPlanned = false;
    while (waiting.length > 0) {
      const count = batchLength(waiting, segmentBytesMax / 2);
      const batch = waiting.slice(0, count);
      waiting = waiting.slice(count);
      await commit(batch);
    }
    if (disk.fullSegments() < compactAt) return;
    await attempt(compact);
    // A disk without room for a snapshot is not asked again for each entry.
    compactAt = Math.max(fullSegmentsMax, disk.fullSegments() + 1);
  };

  const attempt = async (task: () => Promise<void>): Promise<void> => {
    try {
      await task();
    } catch (error) {
      const failure = failureIn(asStorageFailure(error, folder));
      if (failure === null) throw error;
      onTrouble(failure);
    }
  };

  const failIfClosed = (): void => {
    if (isClosed) throw new Error('The journal is closed');
  };

  const writeEnvelopes = async (changed: readonly Envelope[]): Promise<void> => {
    await disk.writeKeys(changed);
    envelopes = changed;
  };

  await attempt(repair);
  if (!needsRepair) await attempt(disk.tidy);
  if (loaded.needsKeyFile) {
    await attempt(async () => {
      await writeEnvelopes([
        await wrapForKeyStore(key, keyStore),
        ...envelopes.filter(({ kind }) => kind === 'recoveryCode'),
      ]);
    });
  }

  return {
    opened: loaded.report,
    id: key.journalId,
    state: () => state,
    head: () => disk.head(),
    append: async (entry) => {
      failIfClosed();
      const json = encodeJson(entry);
      return new Promise<void>((resolve, reject) => {
        waiting.push({ entry, json, resolve, reject });
        if (isFlushPlanned) return;
        isFlushPlanned = true;
        void inTurn(flush);
      });
    },
    compact: async () => {
      failIfClosed();
      await inTurn(compact);
    },
    recoveryCode: () => {
      const envelope = envelopes.find(isForRecovery);
      if (envelope === undefined) return { code: null, keptAt: null };
      return { code: recoveryCodeIn(envelope, key), keptAt: envelope.keptAt ?? null };
    },
    keepRecoveryCode: async () => {
      failIfClosed();
      const keptAt = clock.now();
      await inTurn(() =>
        writeEnvelopes(
          envelopes.map((envelope) =>
            isForRecovery(envelope) ? { ...envelope, keptAt } : envelope,
          ),
        ),
      );
    },
    renewRecoveryCode: async () => {
      failIfClosed();
      await inTurn(async () => {
        await writeEnvelopes([
          ...envelopes.filter((envelope) => !isForRecovery(envelope)),
          wrapForNewRecoveryCode(key),
        ]);
        await compact();
      });
    },
    close: async () => {
      failIfClosed();
      isClosed = true;
      await inTurn(async () => {
        await disk.close();
        await lock.release();
      });
    },
  };
}

function isForRecovery(envelope: Envelope): envelope is RecoveryEnvelope {
  return envelope.kind === 'recoveryCode';
}

function ignore(): void {
  // A task's trouble is its caller's; the next task starts either way.
}

/** At least one. */
function batchLength(waiting: readonly { readonly json: Buffer }[], bytesMax: number): number {
  let bytes = 0;
  const end = waiting.findIndex(({ json }) => (bytes += json.length) > bytesMax);
  return end < 0 ? waiting.length : Math.max(1, end);
}

/** @throws FailureError of kind `rejected` when it is too large; TypeError when it is no JSON value */
export function encodeJson(value: unknown): Buffer {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError('A journal entry must be a JSON value');
  const json = Buffer.from(text);
  if (json.length <= payloadBytesMax) return json;
  throw new FailureError({
    kind: 'rejected',
    summary: 'This is too long to be saved in one piece.',
    action: 'Shorten it to at most 4 MB.',
  });
}

function snapshotValues<Entry>(
  saved: { readonly parts: Iterable<unknown>; readonly entries: Iterable<Entry> },
  carried: readonly string[],
): readonly SnapshotValue[] {
  const part = (value: unknown): SnapshotValue => ({ kind: 'part', json: encodeJson(value) });
  const entry = (value: Entry): SnapshotValue => ({ kind: 'entry', json: encodeJson(value) });
  const kept = carried.map((text): SnapshotValue => ({ kind: 'entry', json: Buffer.from(text) }));
  return [...Array.from(saved.parts, part), ...Array.from(saved.entries, entry), ...kept];
}
