import { describe, expect, it } from 'vitest';
import { SOURCE_KINDS } from '../../../shared/model/alert-source.ts';
import { categoryName, shortServiceName } from '../../../shared/model/short-names.ts';
import { ownerName, shortEntityName, sourceName } from './short-names.ts';

describe('short names', () => {
  it.each([
    ['microsoftDefenderForCloud', 'Defender for Cloud'],
    ['dataLossPrevention', 'Data Loss Prevention'],
    ['azureAdIdentityProtection', 'Entra ID Protection'],
    ['somethingNewer', 'somethingNewer'],
  ])('%s is %s', (source, name) => {
    expect(shortServiceName(source)).toBe(name);
  });

  it.each([
    ['a.lind@contoso.com', 'a.lind'],
    ['SOC tier 2', 'SOC tier 2'],
    ['@odd', '@odd'],
  ])('%s is %s', (principal, name) => {
    expect(ownerName(principal)).toBe(name);
  });

  it.each([
    ['InitialAccess', 'Initial access'],
    ['CommandAndControl', 'Command and control'],
    ['Malware', 'Malware'],
    ['', ''],
  ])('%s is %s', (category, name) => {
    expect(categoryName(category)).toBe(name);
  });
});

it.each([
  ['device', 'vm-tos-app01.northwindharbor.example', 'vm-tos-app01'],
  ['device', 'LAPTOP', 'LAPTOP'],
  ['device', '10.20.6.18', '10.20.6.18'],
  ['device', '.', '.'],
  ['mailbox', 'nbenali@northwindharbor.example', 'nbenali'],
  ['mailbox', '@', '@'],
  ['user', 'nbenali@northwindharbor.example', 'nbenali@northwindharbor.example'],
  ['cloudResource', 'track-writer@nwh.iam.gserviceaccount.com', 'track-writer'],
] as const)('shortEntityName of the %s %s is %s', (kind, name, expected) => {
  expect(shortEntityName({ kind, name })).toBe(expected);
});

it('names every kind of source', () => {
  expect(SOURCE_KINDS.map(sourceName)).toEqual([
    'Microsoft Graph',
    'Azure Resource Manager',
    'Microsoft Sentinel',
    'File',
  ]);
});
