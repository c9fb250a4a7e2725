import { describe, expect, it } from 'vitest';
import type {
  ComparedLink,
  IncidentComparison,
  SharedThing,
} from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { againstMerge, answerOf, durationWords, idleWords } from './comparison-words.ts';

const alert = (title: string) => ({ key: `t/${title}` as AlertKey, title });

const tie: SharedThing['tie'] = {
  reason: 'sameAsset',
  shared: 'machine',
  key: 'machine 1',
  name: 'web-01',
  secondsApart: 300,
  weight: 1.2,
};

const thing = (members: Partial<SharedThing>): SharedThing => ({
  alerts: [alert('A'), alert('B')],
  tie,
  crowd: 0,
  isTooFar: false,
  isSeries: false,
  ...members,
});

const link = (score: number, isMade: boolean): ComparedLink => ({
  alert: alert('A'),
  isMade,
  link: {
    to: alert('B').key,
    title: 'B',
    reasons: ['sameAsset', 'eventSequence'],
    ties: [tie, { ...tie, shared: 'account', name: 'kim' }],
    score,
  },
});

const comparison = (members: Partial<IncidentComparison>): IncidentComparison => ({
  links: [],
  shared: [],
  bridge: null,
  waiting: 0,
  alone: 0,
  leftOut: 0,
  ...members,
});

const near =
  '“A” is nearest to “B” by machine web-01 and 1 more, 5 min apart, and goes on to a later stage of an attack.';

describe('why two incidents are not one', () => {
  it.each<readonly [string, Partial<IncidentComparison>, readonly string[]]>([
    [
      'They have nothing in common that could tie them.',
      {},
      [
        'No machine, account, public address, domain, URL, sender, file or cloud resource is in alerts of both.',
      ],
    ],
    [
      'What they have in common ties nothing.',
      {
        shared: [
          thing({ tie: { ...tie, secondsApart: 1_000_000 }, isTooFar: true }),
          thing({ tie: { ...tie, name: null, shared: 'file' }, isSeries: true }),
        ],
      },
      [
        'Machine web-01 is in both, 12 d apart: what is more than 10 days apart ties nothing.',
        'One file is in both, but in one of them only where the same keeps coming back: a series ties nothing.',
      ],
    ],
    [
      'What they have in common is too little.',
      { shared: [thing({})], links: [link(-1.234, false)] },
      [near, 'That is log-odds of −1.23; more than 0.25 links an alert.'],
    ],
    [
      'They touch, but not enough to be one.',
      { shared: [thing({})], links: [link(1.5, false)], bridge: { reached: 2, asked: 3.1 } },
      [
        near,
        'Each alert is nearer to its own incident. Those that are near to both reach log-odds of 2.00 together; 3.10 are asked of incidents of this size.',
      ],
    ],
    [
      'Correlation links them.',
      { shared: [thing({})], links: [link(1.5, true)] },
      [
        near,
        'That is log-odds of 1.50; 0.25 would do. What services or people grouped stays as it is: merge them, where nothing below stands against it.',
      ],
    ],
  ])('%s', (title, members, sentences) => {
    expect(answerOf(comparison(members))).toEqual({ title, sentences });
  });

  it('names what was not looked at', () => {
    const { sentences } = answerOf(comparison({ waiting: 1, alone: 2, leftOut: 1_200 }));
    expect(sentences.slice(1)).toEqual([
      '2 alerts are of a type that is never to be correlated: nothing ties them.',
      '1 alert has not been looked at yet; the answer may change.',
      '1,200 older alerts were left out.',
    ]);
  });

  it('names what stands against a merge', () => {
    const veto = { field: 'tenant', values: ['a', 'b'], sentence: 'Two tenants.' } as const;
    expect(againstMerge([veto])?.sentences).toEqual(['Two tenants.']);
    expect(againstMerge([])).toBeNull();
  });
});

it.each([
  [90, '90 s'],
  [300, '5 min'],
  [86_400, '24 h'],
  [1_000_000, '12 d'],
])('%i seconds are %s', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});

it('says why a thing counts for little', () => {
  expect(
    [thing({}), thing({ crowd: 3 }), thing({ isTooFar: true, crowd: 3 })].map(idleWords),
  ).toEqual([null, 'In 3 other clusters', 'Too long ago']);
});
