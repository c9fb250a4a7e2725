import { describe, expect, it } from 'vitest';
import { graphSecurity } from '../../resources/graph-security.ts';
import {
  canonicalDetermination,
  deprecatedDeterminations,
  determinationsFor,
} from './determination.ts';
import type { EvidenceKind } from './evidence.ts';
import type { GraphEnumName } from './graph/contract.ts';
import { evidenceLabel, labelledMembers, labelOf } from './labels.ts';
import { severityRank } from './severity.ts';

const enums = Object.entries(graphSecurity.enums) as [GraphEnumName, readonly string[]][];

describe('labels', () => {
  it.each(enums)('name every member of %s in words of its own', (name, members) => {
    const labels = members.map((member) => labelOf(name, member));
    expect(labels.filter((label) => label === '' || /^[a-z]/.test(label))).toEqual([]);
    expect(new Set(labels).size).toBe(members.length);
  });

  it('name every evidence type in words of its own', () => {
    const kinds = Object.entries(graphSecurity.objects)
      .filter(([, { base }]) => base === 'alertEvidence')
      .map(([name]) => name as EvidenceKind);
    const labels = [...kinds, 'unknownEvidence' as const].map(evidenceLabel);
    expect(labels.every((label) => /^[A-Z]/i.test(label ?? ''))).toBe(true);
    expect(new Set(labels).size).toBe(49);
  });

  it.each([
    ['evidenceVerdict', 'noThreatsFound', 'Clean'],
    ['incidentStatus', 'awaitingAction', 'Awaiting action'],
    ['alertClassification', null, 'Not set'],
    ['alertSeverity', undefined, 'Unknown'],
    ['detectionStatus', null, 'Unknown'],
    ['alertSeverity', 'catastrophic', 'catastrophic'],
    ['alertSeverity', '__proto__', '__proto__'],
    ['alertSeverity', 'constructor', 'constructor'],
  ] as const)('%s %s reads %s', (name, member, label) => {
    expect(labelOf(name, member)).toBe(label);
  });

  it('offer as choices only what says something', () => {
    expect(labelledMembers('alertStatus')).toEqual([
      { member: 'new', label: 'New' },
      { member: 'inProgress', label: 'In progress' },
      { member: 'resolved', label: 'Resolved' },
    ]);
  });
});

describe('severityRank', () => {
  it('puts high first and what is not known last', () => {
    const severities = ['novel', 'low', 'high', null, 'informational', 'medium'];
    expect(severities.toSorted((a, b) => severityRank(b) - severityRank(a))).toEqual([
      'high',
      'medium',
      'low',
      'informational',
      'novel',
      null,
    ]);
  });
});

describe('determinations', () => {
  it('have the metadata’s name for each documented older one', () => {
    expect(
      ['CompromisedUser', 'clean', 'insufficientData', 'confirmedUserActivity', 'apt', 'new'].map(
        canonicalDetermination,
      ),
    ).toEqual([
      'compromisedAccount',
      'notMalicious',
      'notEnoughDataToValidate',
      'confirmedActivity',
      'apt',
      'new',
    ]);
  });

  it('are never offered when the service refuses them', () => {
    const offered = graphSecurity.enums.alertClassification.flatMap(determinationsFor);
    expect(offered.filter((determination) => deprecatedDeterminations.has(determination))).toEqual(
      [],
    );
    expect(determinationsFor('constructor')).toEqual([]);
    expect(determinationsFor('falsePositive')).toEqual([
      'notMalicious',
      'notEnoughDataToValidate',
      'other',
    ]);
  });
});
