import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PriorityFacts } from './priority-facts.ts';
import { priorityScore } from './priority-score.ts';

const quiet: PriorityFacts = {
  severity: 'informational',
  categories: [],
  tags: [],
  threats: [],
  alertTypes: [],
  criticalAssets: [],
};

const type = (name: string, incidents: number, decided = 0, falsePositives = 0) => ({
  name,
  incidents,
  decided,
  falsePositives,
});

describe('priorityScore', () => {
  it('is 0 without a reason', () => {
    expect(priorityScore(quiet)).toEqual({ score: 0, factors: [] });
  });

  it('is 100 where every reason is there in full', () => {
    const { score, factors } = priorityScore({
      severity: 'High',
      categories: ['InitialAccess', 'Execution', 'Lateral movement', 'Impact', 'Exfiltration'],
      tags: ['Attack Disruption'],
      threats: ['Midnight Blizzard'],
      alertTypes: [type('Ransom note written', 1, 1_000, 0)],
      criticalAssets: [
        { name: 'web-01', criticality: 'low' },
        { name: 'dc-01', criticality: 'veryHigh' },
      ],
    });
    expect(score).toBe(100);
    expect(factors).toEqual([
      { name: 'severity', points: 34, reason: 'Severity is high' },
      {
        name: 'assetCriticality',
        points: 14,
        reason: 'dc-01 is of very high criticality, and 1 more',
      },
      {
        name: 'highProfileThreat',
        points: 12,
        reason: 'Nation-state actor: Midnight Blizzard (Russia)',
      },
      {
        name: 'attackDisruption',
        points: 10,
        reason: 'Automatic attack disruption acted on it',
      },
      {
        name: 'attackStages',
        points: 8,
        reason:
          '5 stages of an attack: Initial access, Execution, Lateral movement, Exfiltration, Impact',
      },
      {
        name: 'lateStage',
        points: 6,
        reason: 'Reached a late stage: Lateral movement, Exfiltration, Impact',
      },
      {
        name: 'rarity',
        points: 6,
        reason: 'No other incident has an alert "Ransom note written"',
      },
      {
        name: 'signalToNoise',
        points: 6,
        reason: 'Of 1000 decided alerts of these types, 0 were false',
      },
      { name: 'namedThreat', points: 4, reason: 'Threat: Midnight Blizzard' },
    ]);
  });

  it.each<[string, Partial<PriorityFacts>, number]>([
    ['high severity alone', { severity: 'high' }, 34],
    ['medium severity alone', { severity: 'medium' }, 20],
    ['low severity alone', { severity: 'low' }, 8],
    ['a severity newer than this app', { severity: 'catastrophic' }, 0],
    ['one stage under a name of Defender', { categories: ['CredentialStealing'] }, 2],
    ['one stage written twice', { categories: ['InitialAccess', 'Initial access'] }, 2],
    ['a category that is no stage', { categories: ['SuspiciousActivity'] }, 0],
    ['ransomware as a category', { categories: ['Ransomware'] }, 2 + 6 + 12],
    ['a threat without a profile', { threats: ['Emotet'] }, 4],
    ['an actor with its weather', { threats: ['Forest Blizzard'] }, 12 + 4],
    ['weather without an actor', { threats: ['a blizzard of alerts'] }, 4],
    ['a rare type', { alertTypes: [type('a', 1)] }, 6 + 3],
    ['a type of two incidents', { alertTypes: [type('a', 2)] }, 5 + 3],
    ['a type of three incidents', { alertTypes: [type('a', 3)] }, 4 + 3],
    ['a type of many incidents', { alertTypes: [type('a', 100_000)] }, 0 + 3],
    ['the rarest of several types', { alertTypes: [type('a', 100_000), type('b', 1)] }, 6 + 3],
    ['a type that was always false', { alertTypes: [type('a', 1, 1_000, 1_000)] }, 6],
    ['a type that was false half of the time', { alertTypes: [type('a', 1, 10, 5)] }, 6 + 3],
    ['a critical asset', { criticalAssets: [{ name: 'dc', criticality: 'high' }] }, 10],
  ])('gives for %s', (_case, facts, score) => {
    expect(priorityScore({ ...quiet, ...facts }).score).toBe(score);
  });

  const names = fc.array(
    fc.constantFrom('Impact', 'Ransomware', 'Emotet', 'Attack disruption', 'Aqua Blizzard', 'x'),
  );
  const anyFacts: fc.Arbitrary<PriorityFacts> = fc.record({
    severity: fc.constantFrom('high', 'medium', 'low', 'informational', 'unknown', ''),
    categories: names,
    tags: names,
    threats: names,
    alertTypes: fc.array(
      fc
        .tuple(fc.nat({ max: 9 }), fc.integer({ min: 1, max: 10_000 }), fc.nat(50), fc.nat(50))
        .map(([name, incidents, signal, noise]) =>
          type(`type ${name}`, incidents, signal + noise, noise),
        ),
    ),
    criticalAssets: fc.array(
      fc.record({
        name: fc.constantFrom('a', 'b', 'c'),
        criticality: fc.constantFrom('veryHigh', 'high', 'medium', 'low'),
      }),
    ),
  });

  it('is a whole number from 0 to 100, and the sum of its factors', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { score, factors } = priorityScore(facts);
        expect(score).toBe(factors.reduce((sum, { points }) => sum + points, 0));
        expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
        expect(factors.every(({ points }) => points > 0)).toBe(true);
      }),
    );
  });

  it('does not depend on the order of the facts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const turned: PriorityFacts = {
          severity: facts.severity,
          categories: facts.categories.toReversed(),
          tags: facts.tags.toReversed(),
          threats: facts.threats.toReversed(),
          alertTypes: facts.alertTypes.toReversed(),
          criticalAssets: facts.criticalAssets.toReversed(),
        };
        expect(priorityScore(turned)).toEqual(priorityScore(facts));
      }),
    );
  });
});
