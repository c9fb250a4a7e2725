// Seam between a window and the journal of what people write: whether it can be opened and written, and
// the recovery code that opens it without the keyring.
import type { Failure } from '../failure.ts';

/** What the journal's key is protected by on this machine. */
export interface KeyProtection {
  /** The system's keyring; null where there is none, and the key lies beside what it encrypts. */
  readonly keyring: string | null;
  /** A person said that they keep the recovery code. */
  readonly isCodeKept: boolean;
}

export type JournalState =
  | { readonly kind: 'opening' }
  | {
      readonly kind: 'open';
      readonly protection: KeyProtection;
      readonly isEmpty: boolean;
      /** What was written once and is not here any more; null where nothing is known to be lost. */
      readonly loss: Failure | null;
      /** Why the last entry could not be saved; null again as soon as the disk takes something. */
      readonly refusal: Failure | null;
    }
  /** The disk takes no writes: what was written is shown, and nothing new can be saved until it does. */
  | { readonly kind: 'readOnly'; readonly failure: Failure }
  /** The keyring does not hold the key: the recovery code is asked for. */
  | { readonly kind: 'locked'; readonly failure: Failure }
  /** Tried again with the next thing that is written. */
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Window to main. All but the first and `journal.recover` fail with `storage` while it is not open. */
export type JournalCalls = {
  readonly 'journal.read': { readonly argument: null; readonly result: JournalState };
  /** For the eyes of the person; null in a journal of before that does not hold it. */
  readonly 'journal.recoveryCode': { readonly argument: null; readonly result: string | null };
  /** The old code opens nothing from now on. */
  readonly 'journal.renewRecoveryCode': { readonly argument: null; readonly result: null };
  /** The person keeps the code: it is not offered again. */
  readonly 'journal.keepRecoveryCode': { readonly argument: null; readonly result: null };
  /** Asks where, and writes it there as text; null when the person gave up. */
  readonly 'journal.saveRecoveryCode': { readonly argument: null; readonly result: string | null };
  /** Opens what the keyring lost the key to, and gives it the key again; fails with `auth` for another code. */
  readonly 'journal.recover': {
    readonly argument: { readonly recoveryCode: string };
    readonly result: null;
  };
};

/** Main to every window. */
export type JournalEvents = {
  readonly 'journal.changed': JournalState;
};
