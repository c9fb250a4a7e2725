// Compares the journal with how far the local store has seen it: a journal that lost its end, or was put
// back from a backup, is sound in itself and cannot tell.
import type { JournalMark, StoreIngest } from '../../shared/contract/store-ingest.ts';
import { failureIn } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import type { RpcClient } from '../../shared/rpc.ts';

type Store = Pick<RpcClient<StoreIngest>, 'call'>;

export interface JournalWatch {
  /** The store of a worker takes the place of the former one. */
  attachStore(store: Store): void;
  /** The journal is open; `present` says how far it is. */
  open(present: () => JournalMark): void;
  /** There is more in the journal than before. */
  moved(): void;
}

export interface JournalWatchParts {
  /** The store has seen something that the journal does not hold. */
  readonly onLoss: (loss: Failure) => void;
  readonly onBug: (error: unknown) => void;
}

/** After a loss was told the store keeps what it has seen, until something new is written. */
type Standing = 'unknown' | 'comparing' | 'lossTold' | 'together';

export function watchJournal({ onLoss, onBug }: JournalWatchParts): JournalWatch {
  let store: Store | null = null;
  let present: (() => JournalMark) | null = null;
  let opened: JournalMark | null = null;
  let standing: Standing = 'unknown';
  let isTelling = false;

  async function compare(): Promise<void> {
    if (store === null || opened === null || standing !== 'unknown') return;
    const asked = store;
    standing = 'comparing';
    let seen: JournalMark | null;
    try {
      seen = await asked.call('journal.seen', null);
    } catch (error) {
      standing = 'unknown';
      ignoreFailure(error);
      // Of a worker that died: its follower is asked, if it is there by now, or else when it comes.
      if (store !== asked) await compare();
      return;
    }
    const loss = seen === null ? null : lossSince(seen, opened);
    standing = loss === null ? 'together' : 'lossTold';
    if (loss === null) tell();
    else onLoss(loss);
  }

  /** One call at a time, and after it again if the journal went on meanwhile. */
  function tell(): void {
    if (store === null || present === null || standing !== 'together' || isTelling) return;
    const asked = store;
    const mark = present();
    isTelling = true;
    asked
      .call('journal.see', mark)
      .catch(ignoreFailure)
      .finally(() => {
        isTelling = false;
        if (store !== asked || present?.().sequence !== mark.sequence) tell();
      });
  }

  /** Of a worker that died, or a full disk: it only serves a message at the next start. */
  function ignoreFailure(error: unknown): void {
    if (failureIn(error) === null) onBug(error);
  }

  function meet(): void {
    tell();
    void compare();
  }

  return {
    attachStore(next) {
      store = next;
      meet();
    },
    open(next) {
      present = next;
      opened = next();
      meet();
    },
    moved() {
      if (standing === 'lossTold') standing = 'together';
      tell();
    },
  };
}

const fromBackup =
  'If you have a backup of the profile, put its folder “journal” back. What was delivered is at the service.';

/** null where all that was seen can still be there. */
export function lossSince(seen: JournalMark, present: JournalMark): Failure | null {
  const summary = lossSummary(seen, present);
  return summary === null ? null : { kind: 'storage', summary, action: fromBackup };
}

function lossSummary(seen: JournalMark, present: JournalMark): string | null {
  if (seen.journalId !== present.journalId) {
    return 'The journal of what you wrote is not the one that this profile had: what is only in the former is missing.';
  }
  const missing = seen.sequence - present.sequence;
  if (missing === 1) return 'The last entry of what you wrote is missing.';
  if (missing > 1) return `The last ${missing} entries of what you wrote are missing.`;
  if (missing === 0 && seen.hash !== present.hash) {
    return 'The journal of what you wrote was put back to an earlier state and went on from there: what was written between is missing.';
  }
  return null;
}
