import { describe, expect, it } from 'vitest';
import type { QueueFilter } from '../../shared/contract/queue.ts';
import { choiceSummary, isSameFilter, withChoice, withRange, withText } from './queue-filter.ts';

const week: QueueFilter = { range: { kind: 'days', days: 7 } };

describe('a filter', () => {
  it('takes a choice and loses it when nothing is left of it', () => {
    const high = withChoice(week, 'severities', ['high']);
    expect(high).toEqual({ range: { kind: 'days', days: 7 }, severities: ['high'] });
    expect(withChoice(high, 'severities', [])).toEqual(week);
  });

  it('takes text without the blanks around it', () => {
    expect(withText(week, '  vm-1 ')).toEqual({ ...week, text: 'vm-1' });
    expect(withText(withText(week, 'vm-1'), '  ')).toEqual(week);
  });

  it('takes another range', () => {
    const range = { kind: 'between', fromAt: 1, toAt: 2 } as const;
    expect(withRange(week, range)).toEqual({ range });
  });

  it('is the same whatever the order of its values', () => {
    const a = withChoice(week, 'severities', ['high', 'low']);
    const b = withChoice(week, 'severities', ['low', 'high']);
    expect([isSameFilter(a, b), isSameFilter(a, week)]).toEqual([true, false]);
  });
});

describe('choiceSummary', () => {
  it.each([
    [[], null],
    [['High'], 'High'],
    [['High', 'Medium'], 'High, Medium'],
    [['High', 'Medium', 'Low'], 'High, Medium, Low'],
    [['Microsoft Defender for Cloud', 'Microsoft Sentinel'], 'Microsoft Defender for Cloud +1'],
    [['a', 'b', 'c', 'd'], 'a +3'],
  ])('%o is %s', (labels, summary) => {
    expect(choiceSummary(labels)).toBe(summary);
  });
});
