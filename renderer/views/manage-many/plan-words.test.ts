import { describe, expect, it } from 'vitest';
import type { BulkOutcome } from '../../state/bulk.ts';
import type { BulkPlan } from '../../state/bulk-plan.ts';
import { countOf, exceptionWords, failureReasons, fieldWords, outcomeWords } from './plan-words.ts';

const plan: BulkPlan = {
  steps: [],
  unchanged: 0,
  merged: 0,
  gone: 0,
  fields: [],
  comments: { written: 0, kept: 0 },
  alertsResolved: 0,
};
const outcome: BulkOutcome = {
  subject: 'incident',
  isUndo: false,
  written: 1_000,
  stopped: 0,
  failed: [],
  comments: 0,
};

describe('words of a change of many', () => {
  it('count rows', () => {
    expect([countOf(1, 'alert'), countOf(1_200, 'incident')]).toEqual([
      '1 alert',
      '1,200 incidents',
    ]);
  });

  it.each([
    [{ field: 'status', changed: 12, same: 0, kept: 0 }, 'Status: 12 change'],
    [{ field: 'status', changed: 1, same: 1, kept: 0 }, 'Status: 1 changes, 1 stays as it is'],
    [{ field: 'customTags', changed: 0, same: 3, kept: 0 }, 'Tags: 0 change, 3 stay as they are'],
  ] as const)('%j', (count, words) => {
    expect(fieldWords(count)).toBe(words);
  });

  it('give a reason for all that is left', () => {
    const fields = [{ field: 'severity', changed: 5, same: 0, kept: 2 }] as const;
    const comments = { written: 9, kept: 4 };
    const all = { ...plan, unchanged: 2, merged: 1, gone: 3, fields, comments };
    expect(exceptionWords(all, 'incident')).toEqual([
      '2 incidents: nothing to change.',
      '1 incident left out: merged into another one, which is to be changed itself.',
      '3 incidents left out: no longer in the store.',
      'Severity of 2 stays on this computer: the source takes none.',
      'The comment on 4 stays on this computer: the source takes none.',
    ]);
    expect(exceptionWords(plan, 'alert')).toEqual([]);
  });

  it('tell how it ended', () => {
    const failure = { kind: 'storage', summary: 'The disk is full.' } as const;
    const other = { kind: 'rejected', summary: 'Too long.' } as const;
    const failed = [other, failure, failure].map((one) => ({ name: 'x', failure: one }));
    expect(outcomeWords(outcome)).toBe('Changed 1,000 incidents.');
    expect(outcomeWords({ ...outcome, written: 1, stopped: 1, failed, comments: 1 })).toBe(
      'Changed 1 incident. 1 was not begun. 3 could not be saved. An undo leaves the comment.',
    );
    expect(outcomeWords({ ...outcome, isUndo: true })).toBe('Put back 1,000 incidents.');
    expect(failureReasons(failed)).toEqual([
      { summary: 'The disk is full.', count: 2 },
      { summary: 'Too long.', count: 1 },
    ]);
  });
});
