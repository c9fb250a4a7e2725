import { describe, expect, it } from 'vitest';
import type { FieldEdits, FieldSet } from './annotation.ts';
import { isSameValue, mergeFields, missingFields } from './merge-fields.ts';
import type { KnownValues, Merge } from './merge-fields.ts';

const resolve: FieldEdits = { status: { base: 'active', value: 'resolved' } };

describe('mergeFields', () => {
  it.each<[string, FieldEdits, KnownValues, FieldSet, Merge]>([
    [
      'sends what nobody touched',
      resolve,
      {},
      { status: 'active', assignedTo: 'mia@contoso.com' },
      { changes: { status: 'resolved' }, conflicts: {} },
    ],
    [
      'sends nothing that is there already',
      resolve,
      {},
      { status: 'Resolved' },
      { changes: {}, conflicts: {} },
    ],
    [
      'names what someone else changed',
      resolve,
      {},
      { status: 'inProgress' },
      {
        changes: {},
        conflicts: { status: { base: 'active', ours: 'resolved', theirs: 'inProgress' } },
      },
    ],
    [
      'takes a value for its own that it set before',
      resolve,
      { status: ['inProgress'] },
      { status: 'inProgress' },
      { changes: { status: 'resolved' }, conflicts: {} },
    ],
    [
      'merges field by field',
      {
        ...resolve,
        assignedTo: { base: null, value: 'me@contoso.com' },
        classification: { base: null, value: 'truePositive' },
      },
      {},
      { status: 'active', assignedTo: 'mia@contoso.com', classification: 'unknown' },
      {
        changes: { status: 'resolved', classification: 'truePositive' },
        conflicts: {
          assignedTo: { base: null, ours: 'me@contoso.com', theirs: 'mia@contoso.com' },
        },
      },
    ],
    [
      'sends a field that the service does not tell',
      { severity: { base: 'low', value: 'high' } },
      {},
      {},
      { changes: { severity: 'high' }, conflicts: {} },
    ],
    [
      'adds and removes tags among those of others',
      { customTags: { base: ['vip', 'old'], value: ['vip', 'ransom'] } },
      {},
      { customTags: ['old', 'theirs', 'vip'] },
      { changes: { customTags: ['theirs', 'vip', 'ransom'] }, conflicts: {} },
    ],
    [
      'removes a tag that an undelivered change before may have added',
      { customTags: { base: ['vip', 'typo'], value: ['vip'] } },
      { customTags: [['vip'], ['vip', 'typo']] },
      { customTags: ['vip', 'typo'] },
      { changes: { customTags: ['vip'] }, conflicts: {} },
    ],
    [
      'leaves tags alone that are as wanted, in any order',
      { customTags: { base: [], value: ['a'] } },
      {},
      { customTags: ['b', 'a'] },
      { changes: {}, conflicts: {} },
    ],
  ])('%s', (_name, edits, known, theirs, merge) => {
    expect(mergeFields(edits, known, theirs)).toEqual(merge);
  });
});

describe('isSameValue', () => {
  it.each([
    ['classification', null, 'unknown', true],
    ['determination', 'compromisedUser', 'compromisedAccount', true],
    ['determination', 'UNKNOWN', null, true],
    ['assignedTo', 'Me@Contoso.com', 'me@contoso.com', true],
    ['assignedTo', null, '', true],
    ['displayName', 'A', 'a', false],
    ['resolvingComment', 'A', 'a', false],
    ['resolvingComment', null, '', true],
    ['status', 'active', 'unknown', false],
    ['customTags', ['a', 'b'], ['b', 'a'], true],
    ['customTags', ['a'], ['A'], false],
  ] as const)('%s: %j and %j', (field, a, b, isSame) => {
    expect(isSameValue(field, a, b)).toBe(isSame);
  });
});

describe('missingFields', () => {
  it('names what kept its old value, and nothing that is not shown', () => {
    expect(
      missingFields(
        { status: 'resolved', classification: 'truePositive', displayName: 'New' },
        { status: 'active', classification: 'TruePositive' },
      ),
    ).toEqual(['status']);
  });
});
