import { expect, test } from 'vitest';
import type { GroundedLink, NamedReason } from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { linkDetails, linkWords, tieWords } from './link-words.ts';

const machine: NamedReason = {
  reason: 'sameAsset',
  shared: 'machine',
  key: 'machine 3',
  name: 'web-01.fabrikam.example',
  secondsApart: 300,
  weight: 1.5,
};
const link: GroundedLink = {
  to: 't/1' as AlertKey,
  title: 'Mining started',
  reasons: ['sameAsset', 'eventSequence'],
  ties: [machine, { ...machine, shared: 'file', name: null, secondsApart: 0, weight: 0.25 }],
  score: 2,
};

test('says what weighs the most, how far apart it was, and how much more there is', () => {
  expect(linkWords(link)).toBe('Same machine web-01, 5 min apart +1');
  expect(linkWords({ ties: [] })).toBe('One of a series of the same');
});

test.each([
  [0, 'at the same time'],
  [119, '119 s apart'],
  [120, '2 min apart'],
  [7_200, '2 h apart'],
  [172_800, '2 d apart'],
])('says %i seconds as people do', (secondsApart, words) => {
  expect(tieWords({ ...machine, secondsApart })).toBe(`Same machine web-01, ${words}`);
});

test('gives every ground with its weight in the details', () => {
  expect(linkDetails(link).split('\n')).toEqual([
    'Linked to “Mining started”',
    'Same machine web-01, 5 min apart (weight 1.50)',
    'Same file, at the same time (weight 0.25)',
    'A later stage of an attack',
    'Log-odds that they belong together: 2.00',
  ]);
});
