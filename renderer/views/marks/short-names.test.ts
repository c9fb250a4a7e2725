import { describe, expect, it } from 'vitest';
import { categoryName, ownerName, shortServiceName } from './short-names.ts';

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
