// What a person has to know about the journal, in the order of what matters most.
import type { JournalState, KeyProtection } from '../../../shared/contract/journal.ts';

export interface JournalWords {
  readonly tone: 'calm' | 'trouble';
  readonly text: string;
  /** What is offered: to show the code, to enter it, or to take note. */
  readonly offer: 'showCode' | 'enterCode' | 'dismiss' | null;
}

/** Null where there is nothing to say. */
export function journalWords(state: JournalState): JournalWords | null {
  switch (state.kind) {
    case 'opening':
      return null;
    case 'readOnly':
      return {
        tone: 'trouble',
        text: `${sentences(state.failure)} Until then everything you wrote is shown, and nothing new can be saved.`,
        offer: null,
      };
    case 'locked':
      return {
        tone: 'trouble',
        text: `${state.failure.summary} It is kept, but cannot be shown or delivered, and nothing new can be saved.`,
        offer: 'enterCode',
      };
    case 'failed':
      return {
        tone: 'trouble',
        text: `What you wrote could not be opened, and nothing new can be saved. ${sentences(state.failure)}`,
        offer: null,
      };
    case 'open':
      return openWords(state);
    default:
      return state satisfies never;
  }
}

function openWords({
  refusal,
  loss,
  isEmpty,
  protection,
}: Extract<JournalState, { kind: 'open' }>): JournalWords | null {
  if (refusal !== null) {
    return {
      tone: 'trouble',
      text: `What you wrote last was not saved; all before it is. ${sentences(refusal)}`,
      offer: null,
    };
  }
  if (loss !== null) return { tone: 'trouble', text: sentences(loss), offer: 'dismiss' };
  if (isEmpty || protection.isCodeKept) return null;
  return {
    tone: 'calm',
    text: `What you write is saved, encrypted, on this computer. ${protectionWords(protection)}`,
    offer: 'showCode',
  };
}

/** Who can read what was written, and who cannot any more. */
export function protectionWords({ keyring }: KeyProtection): string {
  return keyring === null
    ? 'This computer has no keyring, so the key lies beside it: whoever can read your files can read what you wrote. The recovery code opens it on a computer that cannot use that key.'
    : 'The keyring of this computer holds the key. Without that keyring, as on another computer, only the recovery code opens it.';
}

function sentences({
  summary,
  action,
}: {
  readonly summary: string;
  readonly action?: string;
}): string {
  return action === undefined ? summary : `${summary} ${action}`;
}
