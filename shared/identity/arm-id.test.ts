import { describe, expect, it } from 'vitest';
import { parseArmId } from './arm-id.ts';

const SUB = '8700d3a3-3bb7-4fbe-a090-488a1ad04161';

describe('parseArmId', () => {
  it('reads subscription, group, type chain and name in the id’s spelling', () => {
    const text = `/subscriptions/${SUB}/resourceGroups/RG-Prod/providers/Microsoft.Sql/servers/Sql01/databases/Orders`;
    expect(parseArmId(text)).toEqual({
      subscriptionId: SUB,
      resourceGroup: 'RG-Prod',
      type: 'Microsoft.Sql/servers/databases',
      name: 'Orders',
      names: ['Sql01', 'Orders'],
      folded: text.toLowerCase(),
    });
  });

  it('folds letter case and a closing slash', () => {
    const spellings = [
      `/subscriptions/${SUB}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/VM1`,
      `/SUBSCRIPTIONS/${SUB.toUpperCase()}/resourcegroups/RG/providers/microsoft.compute/virtualmachines/vm1/`,
    ];
    const folded = spellings.map((text) => parseArmId(text)?.folded);
    expect(new Set(folded).size).toBe(1);
    expect(folded[0]).toContain('/virtualmachines/vm1');
  });

  it.each([
    [`/subscriptions/${SUB}`, SUB, null, 'Microsoft.Resources/subscriptions', SUB],
    [
      `/subscriptions/${SUB}/resourceGroups/rg`,
      SUB,
      'rg',
      'Microsoft.Resources/resourceGroups',
      'rg',
    ],
    [
      `/subscriptions/${SUB}/providers/Microsoft.Security/pricings/VirtualMachines`,
      SUB,
      null,
      'Microsoft.Security/pricings',
      'VirtualMachines',
    ],
    [
      '/providers/Microsoft.Management/managementGroups/root',
      null,
      null,
      'Microsoft.Management/managementGroups',
      'root',
    ],
    [
      `/subscriptions/${SUB}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm/providers/Microsoft.Authorization/roleAssignments/a1`,
      SUB,
      'rg',
      'Microsoft.Authorization/roleAssignments',
      'a1',
    ],
  ])('%s', (text, subscriptionId, resourceGroup, type, name) => {
    expect(parseArmId(text)).toMatchObject({ subscriptionId, resourceGroup, type, name });
  });

  it.each([
    '',
    '/',
    'subscriptions/x',
    '/subscriptions',
    '/subscriptions//resourceGroups/rg',
    `/subscriptions/${SUB}/resourceGroups`,
    `/subscriptions/${SUB}/resourceGroups/rg/providers`,
    `/subscriptions/${SUB}/resourceGroups/rg/providers/Microsoft.Compute`,
    `/subscriptions/${SUB}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines`,
    `/subscriptions/${SUB}/foo/bar`,
    'arn:aws:s3:::bucket',
  ])('takes %j for no ARM id', (text) => {
    expect(parseArmId(text)).toBeNull();
  });
});
