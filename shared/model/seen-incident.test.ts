import { describe, expect, it } from 'vitest';
import { incidentKey } from './incident.ts';
import { changesSince, isSeenIncident, seenIncident, withOwnEdits } from './seen-incident.ts';
import type { SeenField } from './seen-incident.ts';

const fields: Readonly<Record<SeenField, string | null | readonly string[]>> = {
  status: 'active',
  severity: 'high',
  assignedTo: null,
  classification: null,
  determination: null,
  displayName: 'A case',
  customTags: ['B', 'a'],
};
const looked = (alerts: number, changes: Partial<typeof fields> = {}) =>
  seenIncident(incidentKey('t', '1'), alerts, (field) => ({ ...fields, ...changes })[field]);

describe('changesSince', () => {
  it.each([
    ['nothing', looked(3), null],
    ['the order and case of tags', looked(3, { customTags: ['A', 'b'] }), null],
    ['an alert that left', looked(2), null],
    ['two alerts', looked(5), { kind: 'changed', newAlerts: 2, fields: [] }],
    [
      'status and owner',
      looked(3, { status: 'resolved', assignedTo: 'ada' }),
      { kind: 'changed', newAlerts: 0, fields: ['status', 'assignedTo'] },
    ],
    [
      'a tag',
      looked(3, { customTags: ['a'] }),
      { kind: 'changed', newAlerts: 0, fields: ['customTags'] },
    ],
  ])('tells %s', (_what, now, expected) => {
    expect(changesSince(looked(3), now)).toEqual(expected);
  });

  it('does not tell a person of what they changed themselves', () => {
    const own = withOwnEdits(looked(3), {
      status: { base: 'active', value: 'resolved' },
      assignedTo: { base: null, value: 'ada' },
    });
    expect(changesSince(own, looked(3, { status: 'resolved', assignedTo: 'ada' }))).toBeNull();
    expect(changesSince(own, looked(3, { assignedTo: 'ada' }))).toMatchObject({
      fields: ['status'],
    });
  });
});

describe('isSeenIncident', () => {
  it('takes what was made here, and no list of another length', () => {
    expect(isSeenIncident(JSON.parse(JSON.stringify(looked(1))))).toBe(true);
    expect(isSeenIncident({ ...looked(1), marks: [1] })).toBe(false);
  });
});
