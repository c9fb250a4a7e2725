import { describe, expect, it } from 'vitest';
import { outcomeWords, usualVerdict } from './outcome-words.ts';

const outcome = (
  count: number,
  isResolved: boolean,
  classification: string | null = null,
  determination: string | null = null,
) => ({ count, isResolved, classification, determination });

describe('outcomeWords', () => {
  it.each([
    [outcome(1_200, true, 'falsePositive'), '1,200 resolved as false positive'],
    [outcome(3, false), '3 open, not classified'],
    [outcome(2, true, 'unknown', 'unknown'), '2 resolved, not classified'],
    [outcome(1, true, 'truePositive', 'malware'), '1 resolved as true positive, malware'],
  ])('%j', (one, words) => {
    expect(outcomeWords(one)).toBe(words);
  });
});

describe('usualVerdict', () => {
  it('is that of most of the resolved ones', () => {
    expect(
      usualVerdict([
        outcome(9, false, 'truePositive'),
        outcome(2, true, 'truePositive', 'malware'),
        outcome(5, true, 'falsePositive'),
        outcome(1, true),
      ]),
    ).toBe('5 of 8 that were resolved turned out false positive.');
  });

  it('is not said where none was classified', () => {
    expect(usualVerdict([outcome(4, true), outcome(2, false, 'falsePositive')])).toBeNull();
  });
});
