import { describe, expect, it } from 'vitest';
import type { QueueExportRequest } from '../../shared/contract/queue-export.ts';
import { defaultAlertView, defaultIncidentView } from '../../shared/contract/queue.ts';
import { isExportStart } from './export-shapes.ts';

const request: QueueExportRequest = {
  queue: 'incidents',
  filter: {
    range: { kind: 'between', fromAt: 0, toAt: 1 },
    text: 'vm',
    conditions: [
      ...defaultIncidentView.filter.conditions,
      { kind: 'number', filter: 'priority', from: 10 },
      { kind: 'time', filter: 'created', range: { kind: 'days', days: 1 } },
      { kind: 'flag', filter: 'severalSources', value: true },
    ],
  },
  sort: defaultIncidentView.sort,
  columns: ['name', 'severity'],
  zone: 'utc',
};

const start = (changes: object) => ({
  request: { ...request, ...changes },
  hasByteOrderMark: true,
});
const withCondition = (condition: object) =>
  start({ filter: { ...request.filter, conditions: [condition] } });

describe('the start of an export', () => {
  it('may ask for what a queue shows', () => {
    expect(isExportStart(start({}))).toBe(true);
    const { filter, sort } = defaultAlertView;
    expect(isExportStart(start({ queue: 'alerts', filter, sort }))).toBe(true);
  });

  it.each([
    ['nothing', null],
    ['no mark', { request }],
    ['another queue', start({ queue: 'machines' })],
    ['a column that is no text', start({ columns: [1] })],
    ['more columns than there are', start({ columns: Array(201).fill('name') })],
    ['another zone', start({ zone: 'Europe/Berlin' })],
    ['an order without a column', start({ sort: { descending: true } })],
    [
      'a range without an end',
      start({ filter: { ...request.filter, range: { kind: 'between', fromAt: 0 } } }),
    ],
    [
      'a number of days that is none',
      start({ filter: { ...request.filter, range: { kind: 'days', days: NaN } } }),
    ],
    [
      'a filter that the queue has not',
      withCondition({ kind: 'values', filter: 'toString', values: [] }),
    ],
    [
      'a condition of another kind',
      withCondition({ kind: 'values', filter: 'priority', values: ['1'] }),
    ],
    ['values that are no texts', withCondition({ kind: 'values', filter: 'status', values: [{}] })],
    ['a flag that is none', withCondition({ kind: 'flag', filter: 'severalSources', value: 1 })],
  ])('may not have %s', (_name, argument) => {
    expect(isExportStart(argument)).toBe(false);
  });
});
