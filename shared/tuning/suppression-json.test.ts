import { describe, expect, it } from 'vitest';
import { exportSuppressionRules, importSuppressionRules } from './suppression-json.ts';
import { isExpired, isInForce, isTuningRule } from '../model/tuning-rule.ts';
import type { RuleId, TuningRule } from '../model/tuning-rule.ts';

const NOW = Date.UTC(2026, 10, 20, 8);
const newId = () => 'R1' as RuleId;

const rule: TuningRule = {
  id: 'R1' as RuleId,
  name: 'Scanner of the red team',
  isOn: true,
  action: 'hide',
  alertType: 'VM_PortScan',
  serviceSources: ['microsoftDefenderForCloud'],
  condition: {
    kind: 'all',
    of: [
      { kind: 'field', field: 'ipAddress', operator: 'is', values: ['203.0.113.7', '203.0.113.8'] },
      { kind: 'field', field: 'commandLine', operator: 'contains', values: ['nmap'] },
    ],
  },
  reason: 'ExpectedBehavior',
  comment: 'Until the exercise is over',
  expiresAt: Date.UTC(2026, 11, 1),
};

const suppression = {
  name: 'Scanner of the red team',
  type: 'Microsoft.Security/alertsSuppressionRules',
  properties: {
    alertType: 'VM_PortScan',
    reason: 'ExpectedBehavior',
    comment: 'Until the exercise is over',
    state: 'Enabled',
    expirationDateUtc: '2026-12-01T00:00:00.000Z',
    suppressionAlertsScope: {
      allOf: [
        { field: 'entities.ip.address', in: ['203.0.113.7', '203.0.113.8'] },
        { field: 'entities.process.commandline', contains: 'nmap' },
      ],
    },
  },
};

describe('suppression rules', () => {
  it('are written as the service has them, and read back as the same rule', () => {
    const exported = exportSuppressionRules([rule], NOW);
    expect(exported).toEqual({ json: { value: [suppression] }, leftOut: [] });
    expect(importSuppressionRules(exported.json, newId)).toEqual({ rules: [rule], leftOut: [] });
    expect(isTuningRule(rule)).toBe(true);
  });

  it('of any alert type, without a scope or an expiry, are read too', () => {
    const properties = { alertType: '*', reason: 'Noise', state: 'Disabled' };
    const read = importSuppressionRules({ name: 'all', properties }, newId);
    expect(read?.rules).toEqual([
      {
        ...rule,
        name: 'all',
        isOn: false,
        alertType: null,
        condition: { kind: 'all', of: [] },
        reason: 'Noise',
        comment: '',
        expiresAt: null,
      },
    ]);
  });

  it('say that they are expired from that moment on', () => {
    const late = rule.expiresAt ?? 0;
    const [one] = exportSuppressionRules([rule], late).json['value'] as readonly unknown[];
    expect(one).toMatchObject({ properties: { state: 'Expired' } });
    expect([isInForce(rule, late - 1), isInForce(rule, late), isExpired(rule, late)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('name what the service cannot say', () => {
    const nested: TuningRule = {
      ...rule,
      name: 'nested',
      condition: { kind: 'all', of: [{ kind: 'any', of: [] }] },
    };
    const resolving: TuningRule = { ...rule, name: 'resolving', action: 'resolve' };
    const ofEndpoint: TuningRule = {
      ...rule,
      name: 'of another service',
      serviceSources: ['microsoftDefenderForEndpoint'],
    };
    expect(exportSuppressionRules([nested, resolving, ofEndpoint], NOW)).toEqual({
      json: { value: [] },
      leftOut: [
        { name: 'nested', why: 'It has groups of conditions.' },
        { name: 'resolving', why: 'It resolves alerts; a suppression rule only hides them.' },
        {
          name: 'of another service',
          why: 'It is about alerts of other services than Defender for Cloud.',
        },
      ],
    });
  });

  it('name what Clearpane does not know', () => {
    const unknown = structuredClone(suppression);
    unknown.properties.suppressionAlertsScope.allOf = [
      { field: 'entities.moon.phase', in: ['full'] } as never,
    ];
    expect(importSuppressionRules([unknown], newId)).toEqual({
      rules: [],
      leftOut: [
        {
          name: 'Scanner of the red team',
          why: 'It has a condition on “entities.moon.phase”, which Clearpane does not know.',
        },
      ],
    });
    expect(importSuppressionRules('text', newId)).toBeNull();
  });
});
