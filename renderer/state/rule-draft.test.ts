import { describe, expect, it } from 'vitest';
import { decodeAlert } from '../../shared/model/graph/decode.ts';
import type { Alert } from '../../shared/model/alert.ts';
import { ruleId } from '../../shared/model/tuning-rule.ts';
import type {
  ConditionGroup,
  FieldCondition,
  RuleCondition,
  TuningRule,
} from '../../shared/model/tuning-rule.ts';
import { ruleMatch } from '../../shared/tuning/rule-match.ts';
import {
  blankRule,
  conditionAdded,
  conditionReplaced,
  evidenceConditions,
  ruleLike,
  ruleTroubles,
  tidied,
} from './rule-draft.ts';

const id = ruleId('rule-1');
const now = Date.parse('2026-11-25T12:00:00Z');

const is = (field: FieldCondition['field'], ...values: readonly string[]): FieldCondition => ({
  kind: 'field',
  field,
  operator: 'is',
  values,
});
const all = (...of: readonly RuleCondition[]): ConditionGroup => ({ kind: 'all', of });
const any = (...of: readonly RuleCondition[]): ConditionGroup => ({ kind: 'any', of });

function alert(): Alert {
  const decoded = decodeAlert({
    id: 'da1',
    tenantId: '2a9d1f3e-6c0b-4a77-9d52-0f6b7a1c8e44',
    title: 'Suspicious PowerShell download',
    detectorId: 'VM_SuspiciousPowerShell',
    serviceSource: 'microsoftDefenderForCloud',
    evidence: [
      {
        '@odata.type': '#microsoft.graph.security.deviceEvidence',
        deviceDnsName: 'web-01.corp.example',
        mdeDeviceId: 'a1',
      },
      {
        '@odata.type': '#microsoft.graph.security.processEvidence',
        processCommandLine: 'cmd /c del *.log',
        imageFile: { fileName: 'cmd.exe' },
      },
    ],
  });
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.alert;
}

describe('ruleLike', () => {
  it('is about the detection on the assets of the alert, and about that alert', () => {
    const rule = ruleLike(alert(), id);
    expect(rule).toMatchObject({
      name: 'Suspicious PowerShell download',
      alertType: 'VM_SuspiciousPowerShell',
      serviceSources: ['microsoftDefenderForCloud'],
      condition: all(is('device', 'web-01.corp.example')),
    });
    expect(ruleMatch(rule)(alert())).toBe(true);
    expect(ruleTroubles(rule, now)).toEqual([]);
  });
});

describe('evidenceConditions', () => {
  it('offers what the evidence says, each true of the alert itself', () => {
    const offered = evidenceConditions(alert());
    expect(offered.map(({ field }) => field)).toEqual([
      'asset',
      'device',
      'fileName',
      'commandLine',
    ]);
    for (const condition of offered) {
      expect(ruleMatch({ ...blankRule(id), condition: all(condition) })(alert())).toBe(true);
    }
  });

  it('takes a value that holds a wildcard for what it says', () => {
    const commandLine = evidenceConditions(alert()).find(({ field }) => field === 'commandLine');
    expect(commandLine).toEqual({
      kind: 'field',
      field: 'commandLine',
      operator: 'contains',
      values: ['cmd /c del *.log'],
    });
  });
});

describe('the tree of conditions', () => {
  const a = is('severity', 'high');
  const b = is('user', 'x');
  const c = is('url', 'y');

  it('takes a condition into a group inside', () => {
    expect(conditionAdded(all(a, any(b)), [1], c)).toEqual(all(a, any(b, c)));
  });

  it('replaces, and takes away', () => {
    expect(conditionReplaced(all(a, any(b)), [1, 0], c)).toEqual(all(a, any(c)));
    expect(conditionReplaced(all(a, any(b)), [0], null)).toEqual(all(any(b)));
  });

  it('turns the whole into another kind of group, and never into a condition', () => {
    expect(conditionReplaced(all(a), [], any(a))).toEqual(any(a));
    expect(conditionReplaced(all(a), [], b)).toEqual(all(a));
  });
});

describe('tidied', () => {
  it('holds for all of the type where an OR has nothing in it', () => {
    const rule: TuningRule = { ...blankRule(id), alertType: 'X', condition: any(any()) };
    expect(tidied(rule).condition).toEqual(all());
  });

  it('drops blanks, doubles and empty groups', () => {
    const rule: TuningRule = {
      ...blankRule(id),
      name: '  Backups ',
      alertType: ' ',
      condition: all(is('user', ' svc ', '', 'svc'), any()),
    };
    expect(tidied(rule)).toMatchObject({
      name: 'Backups',
      alertType: null,
      condition: all(is('user', 'svc')),
    });
  });
});

describe('ruleTroubles', () => {
  const sound: TuningRule = { ...blankRule(id), name: 'A', alertType: 'X' };
  const texts = (rule: TuningRule) => ruleTroubles(rule, now).map(({ text }) => text);

  it('lets a sound rule be saved', () => {
    expect(texts(sound)).toEqual([]);
  });

  it('refuses one about every alert', () => {
    expect(texts({ ...sound, alertType: null })).toEqual([
      'Name an alert type or add a condition: this would be about every alert.',
    ]);
  });

  it('refuses an expiry that is over, or is no time', () => {
    for (const expiresAt of [now, Number.NaN]) {
      expect(texts({ ...sound, expiresAt })).toEqual(['The expiry has to be a time to come.']);
    }
  });

  it('says which condition is wrong', () => {
    const matches: FieldCondition = { ...is('user', '('), operator: 'matches' };
    const condition = all(is('severity', 'high'), any(is('url'), matches));
    const troubles = ruleTroubles({ ...sound, condition }, now);
    expect(troubles).toEqual([
      { about: 'condition', path: [1, 0], text: 'Give at least one value.' },
      { about: 'condition', path: [1, 1], text: expect.stringMatching(/^No regular expression: /) },
    ]);
  });
});
