import { describe, expect, it } from 'vitest';
import type { EntityKey } from '../model/entity.ts';
import { groupedAll, noGroupings, regroupConflict } from './groupings.ts';
import { alertOf, entryOf, incidentOfId, TENANT } from './groupings-under-test.ts';
import { defaultMergeTarget, mergeDraft, mergePreview } from './merge-plan.ts';
import { defaultMergeRules, isMergeRules, mergeVetoes } from './merge-vetoes.ts';
import type { MergeRules, MergeSubject } from './merge-vetoes.ts';

const things = (from: number, count: number): readonly EntityKey[] =>
  Array.from({ length: count }, (_, n) => `ip:${String(from + n)}` as EntityKey);

function subject(id: string, changes: Partial<MergeSubject> = {}): MergeSubject {
  return {
    key: incidentOfId(id),
    name: `Story ${id}`,
    tenantId: TENANT,
    createdAt: Number(id),
    status: 'active',
    assignedTo: null,
    classification: null,
    determination: 'unknown',
    tags: [],
    comments: 0,
    alerts: [alertOf(`a${id}`)],
    entities: [],
    deviceGroups: [],
    redirectedTo: null,
    ...changes,
  };
}

const many = (count: number) => Array.from({ length: count }, (_, n) => alertOf(`m${String(n)}`));
const ada = { assignedTo: 'Ada@fabrikam.example' };

describe('a merge is not possible', () => {
  it.each<[string, readonly Partial<MergeSubject>[], string, readonly [string, string], string]>([
    [
      'of six incidents',
      [{}, {}, {}, {}, {}, {}],
      'incidents',
      ['6', '5'],
      '6 incidents are chosen, and 5 can be merged at once.',
    ],
    [
      'of one that is resolved',
      [{}, { status: 'resolved' }],
      'status',
      ['Resolved', 'Active'],
      'Incident 2 is resolved: it is neither reopened nor merged.',
    ],
    [
      'of two that are resolved',
      [{ status: 'resolved' }, { status: 'resolved' }],
      'status',
      ['Resolved', 'Resolved'],
      'Incident 1 is resolved: it is neither reopened nor merged.',
    ],
    [
      'of two owners',
      [ada, {}, { assignedTo: 'bo@fabrikam.example' }],
      'assignedTo',
      ['Ada@fabrikam.example', 'bo@fabrikam.example'],
      'Incidents 1 and 3 are assigned to different people: Ada@fabrikam.example and bo@fabrikam.example.',
    ],
    [
      'of two classifications',
      [{ classification: 'truePositive' }, { classification: 'falsePositive' }],
      'classification',
      ['True positive', 'False positive'],
      'Incidents 1 and 2 are classified differently: True positive and False positive.',
    ],
    [
      'of two determinations',
      [{ determination: 'malware' }, { determination: 'phishing' }],
      'determination',
      ['Malware', 'Phishing'],
      'Incidents 1 and 2 have different determinations: Malware and Phishing.',
    ],
    [
      'of more entities than it may have',
      [{ entities: things(0, 49) }, { entities: things(48, 3) }],
      'entities',
      ['51', '50'],
      'Together they have 51 entities, and an incident may have 50.',
    ],
    [
      'of two tenants',
      [{ tenantId: 'a' }, { tenantId: 'b' }],
      'tenant',
      ['a', 'b'],
      'Incidents 1 and 2 belong to different tenants: a and b.',
    ],
    [
      'of more alerts than one entry holds',
      [{ alerts: many(8_001) }, { alerts: many(9_000) }],
      'alerts',
      ['8,001', '8,000'],
      '8,001 alerts or more would move, and 8,000 can be moved at once.',
    ],
    [
      'of one that is gone',
      [{}, { redirectedTo: incidentOfId('9') }],
      'redirected',
      ['2', '9'],
      'Incident 2 was merged into 9 before.',
    ],
  ])('%s', (_what, changes, field, values, sentence) => {
    const incidents = changes.map((change, n) => subject(String(n + 1), change));
    expect(mergeVetoes(incidents)).toEqual([{ field, values, sentence }]);
  });

  it('across device groups, where that is asked for', () => {
    const rules: MergeRules = { ...defaultMergeRules, separatesDeviceGroups: true };
    const incidents = [
      subject('1', { deviceGroups: ['Servers'] }),
      subject('2', { deviceGroups: ['Desks'] }),
    ];
    expect(mergeVetoes(incidents)).toEqual([]);
    expect(mergeVetoes(incidents, rules)).toEqual([
      {
        field: 'deviceGroups',
        values: ['Servers', 'Desks'],
        sentence: 'Incidents 1 and 2 have devices of different groups: Servers and Desks.',
      },
    ]);
    expect(mergeVetoes([subject('1', { deviceGroups: ['Servers'] }), subject('2')], rules)).toEqual(
      [],
    );
  });

  it('for all reasons that there are, each named', () => {
    const other = { ...ada, assignedTo: 'bo', status: 'resolved', classification: 'truePositive' };
    const incidents = [
      subject('1', { ...ada, classification: 'falsePositive' }),
      subject('2', other),
    ];
    expect(mergeVetoes(incidents).map(({ field }) => field)).toEqual([
      'status',
      'assignedTo',
      'classification',
    ]);
  });
});

it('is possible where one says what the other leaves open, or the same', () => {
  const same = { assignedTo: 'ada@FABRIKAM.example', classification: 'truePositive' };
  const incidents = [
    subject('1', ada),
    subject('2', { ...same, entities: things(0, 50) }),
    subject('3', { classification: 'unknown', entities: things(0, 50) }),
    subject('4'),
    subject('5'),
  ];
  expect(mergeVetoes(incidents)).toEqual([]);
  const many = [subject('1', { entities: things(0, 500) }), subject('2')];
  expect(mergeVetoes(many, { ...defaultMergeRules, mostEntities: null })).toEqual([]);
});

describe('a merge', () => {
  const old = subject('3', {
    createdAt: 1,
    tags: ['VIP', 'Exfil'],
    comments: 2,
    entities: things(0, 3),
  });
  const full = subject('2', {
    createdAt: 2,
    alerts: [alertOf('b1'), alertOf('b2')],
    tags: ['Exfil', 'Ransom'],
    comments: 1,
    entities: things(2, 2),
  });

  it('keeps the oldest, then the one with the most alerts, then the first key', () => {
    const plan = (...incidents: readonly MergeSubject[]) =>
      incidents.length > 0 &&
      defaultMergeTarget(incidents).key === defaultMergeTarget(incidents.toReversed()).key
        ? defaultMergeTarget(incidents).key
        : null;
    expect(plan(full, old)).toBe(old.key);
    expect(plan({ ...old, createdAt: 2 }, full)).toBe(full.key);
    expect(plan(subject('8', { createdAt: null }), full)).toBe(full.key);
    expect(plan(subject('8', { createdAt: 5 }), subject('7', { createdAt: 5 }))).toBe(
      incidentOfId('7'),
    );
  });

  it('shows what each direction gives', () => {
    expect(mergePreview([old, full], old.key)).toEqual({
      alerts: 3,
      movedAlerts: 2,
      entities: 4,
      tags: ['VIP', 'Exfil', 'Ransom'],
      comments: 3,
    });
    expect(mergePreview([old, full], full.key)).toMatchObject({
      alerts: 3,
      movedAlerts: 1,
      tags: ['Exfil', 'Ransom', 'VIP'],
    });
  });

  it('becomes an entry that fits, and that holds all alerts of the others', () => {
    const decision = { target: old.key, reasons: ['sameActor'], comment: 'One story' } as const;
    const draft = mergeDraft([old, full, subject('5')], decision);
    expect(regroupConflict(noGroupings, draft)).toBeNull();
    const { incidentOf, redirectOf } = groupedAll(noGroupings, [entryOf(draft, 1)]);
    expect([...incidentOf.keys()]).toEqual(['b1', 'b2', 'a5'].map(alertOf));
    expect([...redirectOf]).toEqual([
      [full.key, old.key],
      [incidentOfId('5'), old.key],
    ]);
  });
});

it.each<[unknown, boolean]>([
  [defaultMergeRules, true],
  [{ mostEntities: null, separatesDeviceGroups: true }, true],
  [{ mostEntities: 0, separatesDeviceGroups: true }, false],
  [{ mostEntities: 1.5, separatesDeviceGroups: true }, false],
  [{ mostEntities: 50 }, false],
  [{ ...defaultMergeRules, newer: 1 }, false],
  [null, false],
])('takes %j as rules: %s', (value, isOne) => {
  expect(isMergeRules(value)).toBe(isOne);
});
