import { describe, expect, it } from 'vitest';
import { defaultAlertView, defaultIncidentView } from '../contract/queue.ts';
import { viewQuery } from './view-query.ts';

describe('the query of a view', () => {
  it('says the default view of incidents', () => {
    expect(viewQuery('incidents', defaultIncidentView)).toBe(
      [
        'IncidentInfo',
        '| where LastUpdateTime >= ago(7d) or isnull(LastUpdateTime)',
        '| where Status in ("active", "inProgress", "awaitingAction")',
        '| where Severity in ("high", "medium", "low")',
        '| sort by LastUpdateTime desc',
      ].join('\n'),
    );
  });

  it('says every kind of condition, and lets no value out of its quotes', () => {
    const query = viewQuery('alerts', {
      filter: {
        range: { kind: 'between', fromAt: 0, toAt: 86_400_000 },
        text: 'a" | take 1 //\u2028',
        conditions: [
          { kind: 'values', filter: 'cloud', values: ['aws', ''] },
          { kind: 'values', filter: 'assignedTo', values: [''] },
          { kind: 'number', filter: 'priority', from: 15, to: 85 },
          { kind: 'flag', filter: 'severalSources', value: true },
          { kind: 'time', filter: 'created', range: { kind: 'days', days: 1 } },
        ],
      },
      sort: { column: 'createdAt', descending: false },
    });
    expect(query.split('\n')).toEqual([
      'AlertInfo',
      '| where Timestamp >= datetime(1970-01-01T00:00:00.000Z) and Timestamp < datetime(1970-01-02T00:00:00.000Z)',
      '| where array_length(set_intersect(CloudPlatforms, dynamic(["aws"]))) > 0 or array_length(CloudPlatforms) == 0',
      '| where isempty(AssignedTo)',
      '| where PriorityScore >= 15 and PriorityScore <= 85',
      '| where array_length(ServiceSources) > 1',
      '| where CreatedTime >= ago(1d) or isnull(CreatedTime)',
      '| where tostring(Title) contains "a\\" | take 1 //\\u2028" or tostring(AlertId) contains "a\\" | take 1 //\\u2028" or tostring(Entities) contains "a\\" | take 1 //\\u2028"',
      '| sort by CreatedTime asc',
    ]);
  });

  it.each([
    ['severity', 'count', ['| summarize Rows = count() by Severity', '| sort by Rows desc']],
    [
      'assets',
      'count',
      [
        '| mv-expand EntityNames to typeof(string)',
        '| summarize Rows = count() by EntityNames',
        '| sort by Rows desc',
      ],
    ],
    [
      'createdAt',
      'value',
      ['| summarize Rows = count() by Day = startofday(CreatedTime)', '| sort by Day desc'],
    ],
    [
      'serviceSource',
      'value',
      ['| summarize Rows = count() by ServiceSource', '| sort by ServiceSource asc'],
    ],
  ] as const)('counts the groups by %s', (column, order, steps) => {
    const { sort } = defaultAlertView;
    const filter = { range: { kind: 'days', days: 7 }, conditions: [] } as const;
    const query = viewQuery('alerts', { filter, sort }, { column, order });
    expect(query.split('\n').slice(2)).toEqual(steps);
  });
});
