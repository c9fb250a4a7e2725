import { describe, expect, it } from 'vitest';
import type { QueueFilter } from '../contract/queue.ts';
import { readListLink, writeListLink } from './list-link.ts';

const everyKind: QueueFilter = {
  range: { kind: 'between', fromAt: Date.UTC(2026, 9, 25), toAt: Date.UTC(2026, 9, 26) },
  text: 'vm & <b>=1',
  conditions: [
    { kind: 'values', filter: 'assignedTo', values: ['', 'ada+soc@fabrikam.example'] },
    { kind: 'number', filter: 'priority', from: 86 },
    { kind: 'time', filter: 'created', range: { kind: 'days', days: 30 } },
    { kind: 'flag', filter: 'severalSources', value: false },
  ],
};

describe('a link', () => {
  it('brings back every kind of condition', () => {
    const link = { queue: 'incidents', filter: everyKind, unread: [] } as const;
    const reading = readListLink(writeListLink(link));
    expect(reading.ok && new Set(reading.link.filter.conditions)).toEqual(
      new Set(everyKind.conditions),
    );
    expect(reading.ok && { ...reading.link.filter, conditions: [] }).toEqual({
      ...everyKind,
      conditions: [],
    });
  });

  it.each([
    ['a filter of another version', 'owningTeam=SOC', 'owningTeam=SOC'],
    ['a filter of the other queue', 'techniqueX=1', 'techniqueX=1'],
    ['a name of every object', '__proto__=1', '__proto__=1'],
    ['a name without a value', 'status', 'status'],
    ['a bad spelling', 'status=%ff', 'status=%ff'],
    ['a number that is none', 'priority=high', 'priority=high'],
    ['an end before its start', 'priority=9..1', 'priority=9..1'],
    [
      'a range that ends before it starts',
      'created=2026-02-01T00:00:00Z..2026-01-01T00:00:00Z',
      'created=2026-02-01T00:00:00Z..2026-01-01T00:00:00Z',
    ],
    ['a second range', 'range=3d', 'range=3d'],
    ['groups of another version', 'group=owningTeam:count', 'group=owningTeam:count'],
    ['an order of groups that is none', 'group=severity:size', 'group=severity:size'],
  ])('names %s and keeps it', (_name, part, unread) => {
    const link = `clearpane://incidents?v=1&range=7d&severity=high&${part}`;
    const reading = readListLink(link);
    expect(reading).toEqual({
      ok: true,
      link: {
        queue: 'incidents',
        filter: {
          range: { kind: 'days', days: 7 },
          conditions: [{ kind: 'values', filter: 'severity', values: ['high'] }],
        },
        unread: [unread],
      },
    });
    expect(reading.ok && writeListLink(reading.link)).toBe(link);
  });

  it('brings back the groups, and none where it has none', () => {
    const grouping = { column: 'severity', order: 'value' } as const;
    const link = writeListLink({ queue: 'alerts', filter: everyKind, grouping, unread: [] });
    const reading = readListLink(link);
    expect(reading.ok && reading.link.grouping).toEqual(grouping);
    const without = readListLink(link.replace(/&group=[^&]*/, ''));
    expect(without.ok && 'grouping' in without.link).toBe(false);
  });

  it('keeps values that this version does not know', () => {
    const reading = readListLink('clearpane://alerts?severity=catastrophic');
    expect(reading.ok && reading.link.filter.conditions).toEqual([
      { kind: 'values', filter: 'severity', values: ['catastrophic'] },
    ]);
  });

  it.each([
    ['https://incidents/?v=1', 'The link is no list of incidents or alerts.'],
    ['clearpane://settings', 'The link is no list of incidents or alerts.'],
    ['clearpane://incidents/../x', 'The link is no list of incidents or alerts.'],
    ['clearpane://incidents?v=2', 'The link was made by a newer version of Clearpane.'],
    [
      `clearpane://incidents?text=${'a'.repeat(10_000)}`,
      'The link is longer than 8192 characters.',
    ],
  ])('%.40s is refused', (link, problem) => {
    expect(readListLink(link)).toEqual({ ok: false, problem });
  });
});
