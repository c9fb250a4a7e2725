import { describe, expect, it } from 'vitest';
import { decodeAlert } from '../model/graph/decode.ts';
import type { Alert } from '../model/alert.ts';
import type { JsonObject } from '../model/json.ts';
import { ruleMatch } from './rule-match.ts';
import type { ConditionGroup, FieldCondition, RuleCondition } from '../model/tuning-rule.ts';

const evidence = (kind: string, members: JsonObject): JsonObject => ({
  '@odata.type': `#microsoft.graph.security.${kind}`,
  ...members,
});

function alert(changes: JsonObject = {}): Alert {
  const decoded = decodeAlert({
    id: 'da1',
    tenantId: '2a9d1f3e-6c0b-4a77-9d52-0f6b7a1c8e44',
    title: 'Suspicious PowerShell download',
    detectorId: 'VM_SuspiciousPowerShell',
    severity: 'medium',
    serviceSource: 'microsoftDefenderForCloud',
    evidence: [
      evidence('processEvidence', {
        processCommandLine: 'powershell.exe -enc SQBFAFgA',
        imageFile: { fileName: 'PowerShell.exe', filePath: 'C:\\Windows', sha256: 'AB12' },
        userAccount: { accountName: 'svc-backup' },
      }),
      evidence('ipEvidence', { ipAddress: '203.0.113.7' }),
    ],
    ...changes,
  });
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.alert;
}

const is = (
  field: FieldCondition['field'],
  operator: FieldCondition['operator'],
  ...values: readonly string[]
): FieldCondition => ({ kind: 'field', field, operator, values });
const all = (...of: readonly RuleCondition[]): ConditionGroup => ({ kind: 'all', of });
const any = (...of: readonly RuleCondition[]): ConditionGroup => ({ kind: 'any', of });

const cases: readonly (readonly [string, ConditionGroup, boolean])[] = [
  ['a rule without conditions', all(), true],
  ['an OR of nothing', any(), false],
  ['letter case', all(is('fileName', 'is', 'POWERSHELL.EXE')), true],
  ['a wildcard', all(is('user', 'is', 'svc-*')), true],
  ['a wildcard is of the whole text', all(is('user', 'is', 'backup*')), false],
  ['one unknown character', all(is('fileHash', 'is', 'ab1?')), true],
  ['what a pattern means elsewhere', all(is('ipAddress', 'is', '203.0.113.*')), true],
  ['a dot is a dot', all(is('ipAddress', 'is', '203?0?113x7')), false],
  ['a part', all(is('commandLine', 'contains', ' -ENC ')), true],
  ['any of several values', all(is('ipAddress', 'is', '198.51.100.1', '203.0.113.7')), true],
  ['none of several values', all(is('ipAddress', 'isNot', '198.51.100.1', '203.0.113.7')), false],
  ['what the alert does not say', all(is('url', 'isNot', 'https://a.example')), true],
  ['a regular expression', all(is('commandLine', 'matches', '-e(nc)?\\s+[A-Z]{4}')), true],
  ['AND', all(is('severity', 'is', 'medium'), is('severity', 'is', 'high')), false],
  ['OR', any(is('severity', 'is', 'medium'), is('severity', 'is', 'high')), true],
  [
    'a group in a group',
    all(is('severity', 'is', 'medium'), any(is('url', 'is', 'x'), is('user', 'is', 'svc*'))),
    true,
  ],
];

describe('ruleMatch', () => {
  it.each(cases)('%s', (_name, condition, expected) => {
    expect(ruleMatch({ alertType: null, serviceSources: [], condition })(alert())).toBe(expected);
  });

  it('is about the alert type where it names one, and about its title where it has none', () => {
    const matches = ruleMatch({
      alertType: 'vm_suspiciouspowershell',
      serviceSources: [],
      condition: all(),
    });
    expect(matches(alert())).toBe(true);
    expect(matches(alert({ detectorId: null }))).toBe(false);
    expect(matches(alert({ detectorId: null, title: 'VM_SuspiciousPowerShell' }))).toBe(true);
  });

  it('is about its service sources only', () => {
    const scope = { alertType: null, condition: all() };
    expect(ruleMatch({ ...scope, serviceSources: ['microsoftSentinel'] })(alert())).toBe(false);
    expect(
      ruleMatch({ ...scope, serviceSources: ['microsoftSentinel', 'microsoftDefenderForCloud'] })(
        alert(),
      ),
    ).toBe(true);
  });

  it('takes linear time for a pattern that others backtrack over', () => {
    const matches = ruleMatch({
      alertType: null,
      serviceSources: [],
      condition: all(is('title', 'matches', '^(a+)+$')),
    });
    expect(matches(alert({ title: `${'a'.repeat(5_000)}!` }))).toBe(false);
  });
});
