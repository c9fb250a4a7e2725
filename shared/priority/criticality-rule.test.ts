import { describe, expect, it } from 'vitest';
import { criticalityFile, mergedRules, readCriticalityFile } from './criticality-file.ts';
import { criticalityTest, isCriticalityRules, withCriticality } from './criticality-rule.ts';
import type { AssetFacts, CriticalityRule } from './criticality-rule.ts';

const asset: AssetFacts = {
  key: '["azure","/subscriptions/s1/vm/till-7"]',
  names: ['Till-7', '/subscriptions/S1/vm/Till-7'],
  accounts: ['S1'],
  tags: ['Crown Jewels'],
};

const rule = (
  subject: CriticalityRule['subject'],
  criticality: CriticalityRule['criticality'],
): CriticalityRule => ({ subject, criticality });

describe('criticalityTest', () => {
  it.each<[string, CriticalityRule['subject'], boolean]>([
    ['its key', { kind: 'asset', key: asset.key, name: 'Till-7' }, true],
    ['another key', { kind: 'asset', key: 'x', name: 'Till-7' }, false],
    ['its name in another case', { kind: 'name', pattern: 'TILL-7' }, true],
    ['a part of its name', { kind: 'name', pattern: 'till' }, false],
    ['a pattern', { kind: 'name', pattern: 'till-?' }, true],
    ['a pattern of its id', { kind: 'name', pattern: '/subscriptions/s1/*' }, true],
    ['a pattern that explodes elsewhere', { kind: 'name', pattern: '*a*a*a*a*a*a*a*a*b' }, false],
    ['its account', { kind: 'account', id: 's1' }, true],
    ['another account', { kind: 'account', id: 's2' }, false],
    ['its tag', { kind: 'tag', tag: 'crown jewels' }, true],
    ['a part of its tag', { kind: 'tag', tag: 'crown' }, false],
  ])('marks an asset by %s: %o is %s', (_by, subject, isMarked) => {
    expect(criticalityTest([rule(subject, 'high')])(asset)).toBe(isMarked ? 'high' : null);
  });

  it('takes the highest level, in whatever order the rules come', () => {
    const rules = [
      rule({ kind: 'account', id: 's1' }, 'low'),
      rule({ kind: 'tag', tag: 'crown jewels' }, 'veryHigh'),
      rule({ kind: 'name', pattern: 'till-*' }, 'medium'),
    ];
    expect(criticalityTest(rules)(asset)).toBe('veryHigh');
    expect(criticalityTest(rules.toReversed())(asset)).toBe('veryHigh');
  });
});

describe('withCriticality', () => {
  it('changes the level of a subject, and takes it away', () => {
    const rules = withCriticality([], { kind: 'tag', tag: 'PCI' }, 'high');
    const changed = withCriticality(rules, { kind: 'tag', tag: 'pci' }, 'low');
    expect(changed).toEqual([rule({ kind: 'tag', tag: 'pci' }, 'low')]);
    expect(withCriticality(changed, { kind: 'tag', tag: 'PCI' }, null)).toEqual([]);
  });
});

describe('a criticality file', () => {
  const rules = [
    rule({ kind: 'name', pattern: 'till-*' }, 'medium'),
    rule({ kind: 'tag', tag: 'pci' }, 'low'),
  ];

  it('is read as it was written, and wins over what is there', () => {
    const read = readCriticalityFile(criticalityFile(rules));
    expect(read).toEqual({ ok: true, value: rules });
    expect(mergedRules([rule({ kind: 'tag', tag: 'PCI' }, 'veryHigh')], rules)).toEqual(rules);
  });

  it.each([
    ['', 'it is no JSON'],
    ['null', 'it is of another format'],
    ['{"format":"clearpane.asset-criticality","version":2,"rules":[]}', 'a newer version'],
    [
      '{"format":"clearpane.asset-criticality","version":1,"rules":[{"subject":{"kind":"tag"}}]}',
      'one of its rules cannot be read',
    ],
  ])('is refused where it is %j', (text, why) => {
    const read = readCriticalityFile(text);
    expect(read.ok ? '' : read.failure.summary).toContain(why);
  });
});

describe('isCriticalityRules', () => {
  it('refuses an empty pattern and an unknown level', () => {
    expect(isCriticalityRules([rule({ kind: 'name', pattern: ' ' }, 'low')])).toBe(false);
    expect(isCriticalityRules([{ subject: { kind: 'tag', tag: 'a' }, criticality: 'x' }])).toBe(
      false,
    );
  });
});
