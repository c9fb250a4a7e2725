import { describe, expect, it } from 'vitest';
import { blankRule } from '../../state/rule-draft.ts';
import { ruleId } from '../../../shared/model/tuning-rule.ts';
import type { FieldCondition, TuningRule } from '../../../shared/model/tuning-rule.ts';
import { ruleReasonLabel, scopeWords } from './rule-words.ts';

const is = (field: FieldCondition['field'], ...values: readonly string[]): FieldCondition => ({
  kind: 'field',
  field,
  operator: 'is',
  values,
});

const cases: readonly (readonly [string, Partial<TuningRule>, string])[] = [
  ['nothing but the alert type', { alertType: 'VM_Tor' }, 'Alert type VM_Tor'],
  ['every alert', {}, 'Any alert'],
  [
    'service sources and groups',
    {
      serviceSources: ['microsoftDefenderForCloud'],
      condition: {
        kind: 'all',
        of: [
          is('severity', 'low'),
          { kind: 'any', of: [is('user', 'svc-*'), is('ipAddress', '203.0.113.7')] },
        ],
      },
    },
    'from Microsoft Defender for Cloud AND Severity is low AND (User is svc-* OR IP address is 203.0.113.7)',
  ],
  [
    'more values than are told',
    { condition: { kind: 'any', of: [is('asset', 'a', 'b', 'c', 'd', 'e')] } },
    'Asset is a or b or c or 2 more',
  ],
  [
    'an OR inside of AND with other parts',
    { alertType: 'X', condition: { kind: 'any', of: [is('user', 'a'), is('url', 'b')] } },
    'Alert type X AND (User is a OR URL is b)',
  ],
];

describe('scopeWords', () => {
  it.each(cases)('tells %s', (_name, changes, words) => {
    expect(scopeWords({ ...blankRule(ruleId('R1')), ...changes })).toBe(words);
  });
});

describe('ruleReasonLabel', () => {
  it('has words for those of the service, and shows others as they are', () => {
    expect(ruleReasonLabel('FalsePositive')).toBe('False positive');
    expect(ruleReasonLabel('Change 4711')).toBe('Change 4711');
  });
});
