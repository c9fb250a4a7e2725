import { describe, expect, it } from 'vitest';
import type { JournalState } from '../../../shared/contract/journal.ts';
import { journalWords } from './journal-words.ts';

const full = { kind: 'storage', summary: 'The disk is full.', action: 'Free some space.' } as const;
const open = {
  kind: 'open',
  protection: { keyring: 'test', isCodeKept: true },
  isEmpty: false,
  loss: null,
  refusal: null,
} as const;

describe('the words about the journal', () => {
  it.each<readonly [string, JournalState, unknown]>([
    ['a sound one', open, null],
    [
      'nothing written yet',
      { ...open, isEmpty: true, protection: { keyring: null, isCodeKept: false } },
      null,
    ],
    [
      'a code that nobody keeps',
      { ...open, protection: { keyring: 'test', isCodeKept: false } },
      {
        tone: 'calm',
        offer: 'showCode',
        text: expect.stringContaining('keyring of this computer holds the key'),
      },
    ],
    [
      'no keyring',
      { ...open, protection: { keyring: null, isCodeKept: false } },
      { tone: 'calm', offer: 'showCode', text: expect.stringContaining('the key lies beside it') },
    ],
    [
      'a refused entry, before a loss',
      { ...open, refusal: full, loss: full },
      {
        tone: 'trouble',
        offer: null,
        text: 'What you wrote last was not saved; all before it is. The disk is full. Free some space.',
      },
    ],
    [
      'a loss',
      { ...open, loss: full },
      { tone: 'trouble', offer: 'dismiss', text: 'The disk is full. Free some space.' },
    ],
    [
      'a disk that only reads',
      { kind: 'readOnly', failure: full },
      { tone: 'trouble', offer: null, text: expect.stringContaining('nothing new can be saved') },
    ],
    [
      'a lost key',
      { kind: 'locked', failure: full },
      { tone: 'trouble', offer: 'enterCode', text: expect.stringContaining('It is kept') },
    ],
  ])('tell %s', (_name, state, words) => {
    expect(journalWords(state)).toEqual(words);
  });
});
