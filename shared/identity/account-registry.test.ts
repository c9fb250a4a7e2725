import { describe, expect, it } from 'vitest';
import { AccountRegistry } from './account-registry.ts';
import type { AccountMention } from './account-registry.ts';

const SID = 'S-1-5-21-1004336348-1177238915-682003330-1104';
const OTHER_SID = 'S-1-5-21-1004336348-1177238915-682003330-1105';

/** Of each mention, in their order: the first one that is the same account; null for nobody. */
function accountsOf(mentions: readonly AccountMention[]): readonly (number | null)[] {
  const registry = new AccountRegistry();
  const nodes = mentions.map((mention) => registry.resolve('t1', mention));
  const accounts = nodes.map((node) => (node === null ? null : registry.accountOf(node)));
  return accounts.map((account) => (account === null ? null : accounts.indexOf(account)));
}

describe('accounts', () => {
  it.each<readonly [string, readonly AccountMention[], readonly (number | null)[]]>([
    [
      'are one by SID, UPN and object id, whatever the letter case',
      [
        { userSid: SID },
        { userPrincipalName: 'Kim@Corp.example' },
        { azureAdUserId: 'AAAA-1', userPrincipalName: 'kim@corp.example' },
        { azureAdUserId: 'aaaa-1', userSid: SID.toLowerCase() },
      ],
      [0, 0, 0, 0],
    ],
    [
      'are one by name, where no id contradicts',
      [
        { accountName: 'kim', domainName: 'CORP' },
        { accountName: 'Kim', domainName: 'corp.example', userSid: SID },
      ],
      [0, 0],
    ],
    [
      'of one name and two SIDs are two',
      [
        { accountName: 'kim', userSid: SID },
        { accountName: 'kim', userSid: OTHER_SID },
      ],
      [0, 1],
    ],
    [
      'of two object ids are two, whatever else they share',
      [
        { azureAdUserId: 'a', userPrincipalName: 'kim@corp.example' },
        { azureAdUserId: 'b', userPrincipalName: 'kim@corp.example' },
        { userPrincipalName: 'kim@corp.example' },
      ],
      [0, 1, 0],
    ],
    [
      'that a later mention joins stay two, where their ids contradict',
      [
        { userSid: SID, userPrincipalName: 'kim@corp.example' },
        { userSid: OTHER_SID, userPrincipalName: 'lee@corp.example' },
        { userPrincipalName: 'kim@corp.example', accountName: 'lee' },
        { accountName: 'lee', userSid: OTHER_SID },
      ],
      [0, 1, 0, 1],
    ],
  ])('%s', (_, mentions, expected) => {
    expect(accountsOf(mentions)).toEqual(expected);
  });

  it.each<readonly [string, AccountMention]>([
    ['built in by name', { accountName: 'SYSTEM', domainName: 'NT AUTHORITY' }],
    ['built in by SID', { accountName: 'kim', userSid: 'S-1-5-18' }],
    ['that each Linux machine has', { accountName: 'root', domainName: 'vm1' }],
    ['that an image brings', { accountName: 'azureuser', userSid: SID }],
    ['of a machine itself', { accountName: 'DC01$', domainName: 'corp', userSid: SID }],
    ['of which nothing is said', { accountName: '', userPrincipalName: null }],
  ])('%s identify nobody', (_, mention) => {
    expect(accountsOf([mention, mention])).toEqual([null, null]);
  });

  it('named root on 50 machines are nobody, and the person who is named Root is somebody', () => {
    const roots = Array.from({ length: 50 }, (_, index) => ({
      accountName: 'root',
      domainName: `vm${String(index)}`,
    }));
    const person = { accountName: 'root', userPrincipalName: 'root@corp.example' };
    expect(accountsOf([...roots, person])).toEqual([...roots.map(() => null), 50]);
  });

  it('of two tenants are two', () => {
    const registry = new AccountRegistry();
    const [one, other] = ['t1', 't2'].map((tenant) =>
      registry.resolve(tenant, { azureAdUserId: 'a', userSid: SID }),
    );
    expect(registry.accountOf(one ?? -1)).not.toBe(registry.accountOf(other ?? -1));
  });

  it('that turn out to be one are told of, the first as the one that stays', () => {
    const joined: (readonly [number, number])[] = [];
    const registry = new AccountRegistry((kept, gone) => joined.push([kept, gone]));
    const sid = registry.resolve('t1', { userSid: SID });
    const upn = registry.resolve('t1', { userPrincipalName: 'kim@corp.example' });
    registry.resolve('t1', { userSid: SID, userPrincipalName: 'kim@corp.example' });
    expect(joined).toEqual([[sid, upn]]);
  });
});
