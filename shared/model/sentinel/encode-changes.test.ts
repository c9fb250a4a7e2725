import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldSet } from '../annotation.ts';
import type { JsonObject } from '../json.ts';
import { isSameValue } from '../merge-fields.ts';
import { decodeSentinelIncident } from './decode-incident.ts';
import { encodeIncidentChanges } from './encode-changes.ts';

const properties: JsonObject = {
  title: 'Old title',
  description: 'Told by a rule.',
  severity: 'High',
  status: 'New',
  owner: { objectId: 'o', email: 'a@contoso.com', userPrincipalName: 'a@contoso.com' },
  labels: [
    { labelName: 'vip', labelType: 'User' },
    { labelName: 'auto', labelType: 'AutoAssigned' },
  ],
  incidentNumber: 7,
  lastModifiedTimeUtc: '2026-11-24T09:00:00Z',
  providerName: 'Azure Sentinel',
  providerIncidentId: '7',
  additionalData: { alertsCount: 1 },
  firstActivityTimeUtc: null,
};
const incident = (changed: JsonObject = {}): JsonObject => ({
  name: 'i1',
  etag: '"1"',
  properties: { ...properties, ...changed },
});
const settable = {
  title: 'Old title',
  description: 'Told by a rule.',
  severity: 'High',
  status: 'New',
  owner: properties['owner'],
  labels: properties['labels'],
};

describe('the body of a PUT', () => {
  it.each<[string, FieldSet, JsonObject]>([
    ['nothing', {}, {}],
    ['a title', { displayName: 'New title' }, { title: 'New title' }],
    ['a note', { resolvingComment: 'Drill.' }, { classificationComment: 'Drill.' }],
    ['a severity', { severity: 'low' }, { severity: 'Low' }],
    ['a status', { status: 'inProgress' }, { status: 'Active' }],
    [
      'an owner',
      { assignedTo: 'b@contoso.com' },
      {
        owner: {
          objectId: null,
          email: null,
          assignedTo: 'b@contoso.com',
          userPrincipalName: 'b@contoso.com',
        },
      },
    ],
    [
      'tags, and the labels of the service stay',
      { customTags: ['new'] },
      {
        labels: [
          { labelName: 'new', labelType: 'User' },
          { labelName: 'auto', labelType: 'AutoAssigned' },
        ],
      },
    ],
    [
      'a verdict with its reason',
      { classification: 'falsePositive' },
      { classification: 'FalsePositive', classificationReason: 'IncorrectAlertLogic' },
    ],
    [
      'closing without a verdict',
      { status: 'resolved' },
      { status: 'Closed', classification: 'Undetermined', classificationReason: null },
    ],
  ])('with %s', (_name, changes, expected) => {
    expect(encodeIncidentChanges(incident(), changes)).toEqual({
      etag: '"1"',
      properties: { ...settable, ...expected },
    });
  });

  it('keeps the reason that goes with the verdict, and the verdict of what is closed anyway', () => {
    const judged = {
      status: 'Closed',
      classification: 'FalsePositive',
      classificationReason: 'InaccurateData',
    };
    const closed = incident(judged);
    expect(encodeIncidentChanges(closed, { classification: 'falsePositive' })).toEqual({
      etag: '"1"',
      properties: { ...settable, ...judged },
    });
    expect(encodeIncidentChanges(closed, { status: 'resolved' })).toEqual({
      etag: '"1"',
      properties: { ...settable, ...judged },
    });
  });

  it.each<[string, JsonObject, FieldSet]>([
    ['a status that Sentinel has no word for', incident(), { status: 'awaitingAction' }],
    ['such a classification', incident(), { classification: 'newerThanUs' }],
    ['an incident without properties', { name: 'i1' }, {}],
  ])('is not made of %s', (_name, resource, changes) => {
    expect(encodeIncidentChanges(resource, changes)).toBeNull();
  });

  it('says what was wanted when it is read back, and leaves the rest', () => {
    const changes = fc.record(
      {
        status: fc.constantFrom('active', 'inProgress', 'resolved'),
        severity: fc.constantFrom('high', 'medium', 'low', 'informational'),
        classification: fc.constantFrom(
          'truePositive',
          'informationalExpectedActivity',
          'falsePositive',
          'unknown',
          null,
        ),
        displayName: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
        assignedTo: fc.constantFrom('b@contoso.com', null),
        customTags: fc.array(fc.constantFrom('a', '__proto__', 'ü'), { maxLength: 3 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(changes, (wanted) => {
        const body = encodeIncidentChanges(incident(), wanted);
        const decoded = decodeSentinelIncident({ name: 'i1', ...body }, { tenantId: 't' });
        if (!decoded.ok) throw new Error(decoded.reason);
        const before = decodeSentinelIncident(incident(), { tenantId: 't' });
        if (!before.ok) throw new Error(before.reason);
        for (const field of [
          'status',
          'severity',
          'classification',
          'displayName',
          'assignedTo',
          'customTags',
        ] as const) {
          const want = wanted[field];
          const expected = want === undefined ? before.incident[field] : want;
          const shown = decoded.incident[field];
          expect([field, isSameValue(field, expected ?? null, shown ?? null), shown]).toEqual([
            field,
            true,
            shown,
          ]);
        }
        expect(body).toMatchObject({ properties: { description: 'Told by a rule.' } });
      }),
    );
  });
});
