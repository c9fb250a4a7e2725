import { describe, expect, it } from 'vitest';
import type { QueueFilter } from '../../shared/contract/queue.ts';
import {
  choiceSummary,
  isSameFilter,
  withChoice,
  withCondition,
  withoutCondition,
  withRange,
  withText,
} from './queue-filter.ts';

const week: QueueFilter = { range: { kind: 'days', days: 7 }, conditions: [] };

describe('a filter', () => {
  it('takes a choice and loses it when nothing is left of it', () => {
    const high = withChoice(week, 'severity', ['high']);
    expect(high).toEqual({
      ...week,
      conditions: [{ kind: 'values', filter: 'severity', values: ['high'] }],
    });
    expect(withChoice(high, 'severity', [])).toEqual(week);
  });

  it('has one condition of each filter', () => {
    const over = (from: number) => ({ kind: 'number', filter: 'priority', from }) as const;
    const changed = withCondition(withCondition(week, over(15)), over(85));
    expect(changed).toEqual({ ...week, conditions: [over(85)] });
    expect(withoutCondition(changed, 'priority')).toEqual(week);
  });

  it('takes text without the blanks around it', () => {
    expect(withText(week, '  vm-1 ')).toEqual({ ...week, text: 'vm-1' });
    expect(withText(withText(week, 'vm-1'), '  ')).toEqual(week);
  });

  it('takes another range', () => {
    const range = { kind: 'between', fromAt: 1, toAt: 2 } as const;
    expect(withRange(week, range)).toEqual({ ...week, range });
  });

  it('is the same whatever the order of its conditions and values', () => {
    const a = withChoice(withChoice(week, 'severity', ['high', 'low']), 'cloud', ['aws']);
    const b = withChoice(withChoice(week, 'cloud', ['aws']), 'severity', ['low', 'high']);
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
