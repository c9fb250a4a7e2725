// The count of tests is what a release is judged by: it must never be better than the truth.
import { describe, expect, it } from 'vitest';

import { sumTallies, tallyLine, tallyOfPlaywright, tallyOfVitest, withExitCode } from './tally.mjs';

describe('tallyOfVitest', () => {
  it('counts tests, and a file that could not be loaded as one failed', () => {
    const report = {
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'skipped' }] },
        { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [{ status: 'todo' }, { status: 'pending' }] },
      ],
    };
    expect(tallyOfVitest(report)).toEqual({ passed: 2, failed: 2, skipped: 3 });
  });

  it('counts a file whose tests passed but whose tear-down failed', () => {
    const report = {
      testResults: [{ status: 'failed', assertionResults: [{ status: 'passed' }] }],
    };
    expect(tallyOfVitest(report)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });
});

describe('tallyOfPlaywright', () => {
  it('counts errors outside of tests as failed', () => {
    const stats = { expected: 4, flaky: 1, unexpected: 2, skipped: 3 };
    const report = { stats, errors: [{ message: 'cannot load a spec' }] };
    expect(tallyOfPlaywright(report)).toEqual({ passed: 5, failed: 3, skipped: 3 });
  });
});

describe('withExitCode', () => {
  it.each([
    { code: 0, tally: { passed: 2, failed: 0, skipped: 1 }, failed: 0 },
    { code: 1, tally: { passed: 2, failed: 1, skipped: 0 }, failed: 1 },
    { code: 1, tally: { passed: 2, failed: 0, skipped: 0 }, failed: 1 },
    { code: 0, tally: { passed: 0, failed: 0, skipped: 0 }, failed: 1 },
    { code: 0, tally: { passed: 0, failed: 0, skipped: 5 }, failed: 1 },
  ])('code $code and $tally fail $failed', ({ code, tally, failed }) => {
    expect(withExitCode(code, tally)).toEqual({ ...tally, failed });
  });
});

it('sums up, and names skipped tests only where there are any', () => {
  const parts = [
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 20, failed: 3, skipped: 4 },
  ];
  expect(sumTallies(parts)).toEqual({ passed: 21, failed: 3, skipped: 4 });
  expect(tallyLine({ passed: 21, failed: 3, skipped: 4 })).toBe('21 passed, 3 failed, 4 skipped');
  expect(tallyLine({ passed: 21, failed: 0, skipped: 0 })).toBe('21 passed, 0 failed');
});
