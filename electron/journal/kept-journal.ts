// The journal as a running app keeps it: open for writing, read where the disk takes no writes, locked
// where the keyring lost the key. It goes on by itself when the disk does.
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import type { JournalState } from '../../shared/contract/journal.ts';
import type { JournalMark } from '../../shared/contract/store-ingest.ts';
import { FailureError, failureIn } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import type { KeyStore } from '../../shared/key-store.ts';
import { nodeFiles } from './journal-files.ts';
import type { JournalFiles } from './journal-files.ts';
import type { JournalOptions, OpenReport } from './load-journal.ts';
import { openJournal } from './open-journal.ts';
import type { Journal } from './open-journal.ts';
import { isJournalFile, keysName } from './read-folder.ts';
import { readJournal } from './read-journal.ts';

/** What the journal holds, and the way to add to it. */
export interface OpenedJournal<Entry, State> {
  readonly state: State;
  /** False where every append is refused because the disk takes no writes. */
  readonly isWritable: boolean;
  /** Gives the last entry that is saved; null where the journal was only read. */
  readonly mark: (() => JournalMark) | null;
  append(entry: Entry): Promise<void>;
}

export interface KeptJournalParts<Entry, State> extends Omit<
  JournalOptions<Entry, State>,
  'keyStore' | 'recoveryCode'
> {
  /** Asked when the journal is opened. */
  readonly keyStore: () => Promise<KeyStore>;
  readonly isEmpty: (state: State) => boolean;
  readonly onState: (state: JournalState) => void;
  /** First with what could be read, and again where it can be written at last. */
  readonly onOpen: (opened: OpenedJournal<Entry, State>) => void;
  /** Gets errors that are no Failure. */
  readonly onBug: (error: unknown) => void;
  /** How often a disk that refused is tried. */
  readonly retryMs?: number;
}

export interface KeptJournal {
  state(): JournalState;
  /** Resolves when it is open or read; one that could not be is tried again. Throws FailureError. */
  open(): Promise<void>;
  /** Opens what is locked. Throws FailureError, of kind `auth` for a code of another journal. */
  recover(recoveryCode: string): Promise<void>;
  /** Null in a journal of before that does not hold it. Throws FailureError while it cannot be written. */
  recoveryCode(): string | null;
  keepRecoveryCode(): Promise<void>;
  renewRecoveryCode(): Promise<void>;
  /** Something was written once that the open journal does not hold. */
  tellLoss(loss: Failure): void;
  /** Ends the tries. */
  stop(): void;
}

const retryMsDefault = 2_000;
/** More than an entry and the file system's own records of it take. */
const probeBytes = 64 * 1024;

export function keepJournal<Entry, State>(parts: KeptJournalParts<Entry, State>): KeptJournal {
  const { folder, contents, files = nodeFiles, retryMs = retryMsDefault } = parts;
  const stopping = new AbortController();
  let state: JournalState = { kind: 'opening' };
  let writable: Writable<Entry, State> | null = null;
  let loss: Failure | null = null;
  let opening: Promise<void> | null = null;
  let isTrying = false;

  function setState(next: JournalState): void {
    state = next;
    parts.onState(next);
  }

  function tellOpen({ journal, keyring }: Writable<Entry, State>, refusal: Failure | null): void {
    setState({
      kind: 'open',
      protection: { keyring, isCodeKept: journal.recoveryCode().keptAt !== null },
      isEmpty: parts.isEmpty(journal.state()),
      loss,
      refusal,
    });
  }

  async function openForWriting(recoveryCode?: string): Promise<void> {
    const keyStore = await parts.keyStore();
    const withCode = recoveryCode === undefined ? {} : { recoveryCode };
    const journal = await openJournal({ ...parts, keyStore, ...withCode });
    const opened = { journal, keyring: keyStore.isProtected ? keyStore.name : null };
    writable = opened;
    loss = lossIn(journal.opened, folder);
    tellOpen(opened, null);
    parts.onOpen({
      state: journal.state(),
      isWritable: true,
      mark: () => ({ journalId: journal.id, ...journal.head() }),
      append: (entry) => append(opened, entry),
    });
  }

  async function append(opened: Writable<Entry, State>, entry: Entry): Promise<void> {
    try {
      await opened.journal.append(entry);
    } catch (error) {
      const failure = failureIn(error);
      if (failure?.kind === 'storage') {
        tellOpen(opened, failure);
        tryUntil(async () => {
          if (isRefusing() && (await takesBytes(folder, files))) tellOpen(opened, null);
          return !isRefusing();
        });
      }
      throw error;
    }
    if (isRefusing() || (state.kind === 'open' && state.isEmpty)) tellOpen(opened, null);
  }

  function isRefusing(): boolean {
    return state.kind === 'open' && state.refusal !== null;
  }

  async function openForReading(failure: Failure): Promise<void> {
    const opener = { keyStore: await parts.keyStore() };
    const reading = await readJournal({ folder, contents, opener, files });
    setState({ kind: 'readOnly', failure });
    parts.onOpen({
      state: reading.state,
      isWritable: false,
      mark: null,
      append: () => Promise.reject(new FailureError(failure)),
    });
    tryUntil(() => openForWriting().then(() => true, isStillRefused));
  }

  async function openOrRead(): Promise<void> {
    try {
      await openForWriting();
    } catch (error) {
      const failure = failureIn(error);
      if (failure === null) throw error;
      if (failure.kind === 'storage') {
        const isRead = await openForReading(failure).then(() => true, isStillRefused);
        if (isRead) return;
      }
      const isLocked = failure.kind === 'auth' && (await files.list(folder)).some(isJournalFile);
      setState({ kind: isLocked ? 'locked' : 'failed', failure });
      throw error;
    }
  }

  /** One attempt at a time; after one that failed there may be another. */
  function begin(attempt: () => Promise<void>): Promise<void> {
    opening = attempt().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  }

  /** Tries one thing at a time, until it comes to something. */
  function tryUntil(attempt: () => Promise<boolean>): void {
    if (isTrying) return;
    isTrying = true;
    const run = async (): Promise<void> => {
      do await delay(retryMs, undefined, { signal: stopping.signal, ref: false });
      while (!(await attempt()));
    };
    void run()
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) parts.onBug(error);
      })
      .finally(() => (isTrying = false));
  }

  function toWrite(): Writable<Entry, State> {
    if (writable !== null) return writable;
    throw new FailureError('failure' in state ? state.failure : notOpen);
  }

  return {
    state: () => state,
    open: () => opening ?? begin(openOrRead),
    async recover(recoveryCode) {
      await opening?.catch(() => undefined);
      if (writable === null) await begin(() => openForWriting(recoveryCode));
    },
    recoveryCode: () => toWrite().journal.recoveryCode().code,
    async keepRecoveryCode() {
      const opened = toWrite();
      await opened.journal.keepRecoveryCode();
      tellOpen(opened, null);
    },
    async renewRecoveryCode() {
      const opened = toWrite();
      await opened.journal.renewRecoveryCode();
      tellOpen(opened, null);
    },
    tellLoss(found) {
      loss = found;
      if (state.kind === 'open') setState({ ...state, loss });
    },
    stop: () => stopping.abort(),
  };
}

interface Writable<Entry, State> {
  readonly journal: Journal<Entry, State>;
  /** Null where the key is no secret on this machine. */
  readonly keyring: string | null;
}

const notOpen: Failure = {
  kind: 'storage',
  summary: 'What you wrote is still being opened.',
  action: 'Try again in a moment.',
};

function lossIn({ damage, missing }: OpenReport, folder: string): Failure | null {
  // Keys are in every file.
  if (damage.every(({ file }) => file === keysName)) return null;
  const entries = missing === 1 ? '1 entry is' : `${missing} entries are`;
  const atLeast = missing === 0 ? '' : ` At least ${entries} lost.`;
  return {
    kind: 'storage',
    summary: `The disk damaged what you wrote; what can be read of it is here.${atLeast}`,
    action: 'Check the disk. The damaged files were set aside, for a backup to be compared with.',
    place: folder,
  };
}

function isStillRefused(error: unknown): boolean {
  if (failureIn(error) === null) throw error;
  return false;
}

/** Writes, syncs and removes a file that readers of the journal ignore. */
async function takesBytes(folder: string, files: JournalFiles): Promise<boolean> {
  const path = join(folder, 'probe.new');
  try {
    const file = await files.open(path, 'create');
    try {
      await file.write(Buffer.alloc(probeBytes), 0);
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch {
    // Whatever the disk says: it does not take it.
    return false;
  } finally {
    await files.remove(path).catch(() => undefined);
  }
}
