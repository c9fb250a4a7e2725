import { describe, expect, it } from 'vitest';
import { Recurrence } from './recurrence.ts';
import type { Tie } from './tie.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WHAT = 'Discovery T1046';
const machine: Tie = { kind: 'machine', key: 'machine 1' };
const account: Tie = { kind: 'account', key: 'account 1' };

/** What each of the alerts, at those hours, repeats. */
function repeats(hours: readonly number[], ties: readonly Tie[] = [machine]): readonly number[] {
  const recurrence = new Recurrence();
  return hours.map((hour, alert) => {
    const earlier = recurrence.earlierOf(WHAT, ties, hour * HOUR_MS);
    recurrence.add(alert, WHAT, ties, hour * HOUR_MS);
    return earlier;
  });
}

describe('Recurrence', () => {
  it('takes the third burst for the next of a series, and each one after it', () => {
    expect(repeats([0, 24, 48, 72])).toEqual([-1, -1, 1, 2]);
  });

  it('counts what comes within an hour once', () => {
    expect(repeats([0, 0.2, 0.4, 0.6, 0.8])).toEqual([-1, -1, -1, -1, -1]);
    expect(repeats([0, 0.5, 24, 24.5, 48])).toEqual([-1, -1, -1, -1, 3]);
  });

  it('knows a series by machine, address, file or resource, and not by account', () => {
    expect(repeats([0, 24, 48], [account])).toEqual([-1, -1, -1]);
    expect(repeats([0, 24, 48], [{ kind: 'cloud', key: 'pod 1' }])).toEqual([-1, -1, 1]);
  });

  it('keeps other things and other doings out of it', () => {
    const recurrence = new Recurrence();
    for (let day = 0; day < 3; day++) recurrence.add(day, WHAT, [machine], day * DAY_MS);
    expect(recurrence.earlierOf(WHAT, [{ ...machine, key: 'machine 2' }], 3 * DAY_MS)).toBe(-1);
    expect(recurrence.earlierOf('Execution T1059', [machine], 3 * DAY_MS)).toBe(-1);
    expect(recurrence.earlierOf(WHAT, [account, machine], 3 * DAY_MS)).toBe(2);
  });

  it('follows the longest series of several', () => {
    const recurrence = new Recurrence();
    const file: Tie = { kind: 'file', key: 'file 1' };
    for (let day = 0; day < 3; day++) recurrence.add(day, WHAT, [file], day * DAY_MS);
    for (let day = 0; day < 5; day++) recurrence.add(10 + day, WHAT, [machine], day * DAY_MS);
    expect(recurrence.earlierOf(WHAT, [file, machine], 6 * DAY_MS)).toBe(14);
  });

  it('forgets a series that paused for a month', () => {
    const recurrence = new Recurrence();
    for (let day = 0; day < 3; day++) recurrence.add(day, WHAT, [machine], day * DAY_MS);
    recurrence.forgetBefore(32 * DAY_MS);
    expect(recurrence.earlierOf(WHAT, [machine], 32 * DAY_MS)).toBe(2);
    recurrence.forgetBefore(32 * DAY_MS + 1);
    expect(recurrence.earlierOf(WHAT, [machine], 32 * DAY_MS)).toBe(-1);
  });
});
