import { expect, it } from 'vitest';
import { isClientId, isTenantName, isWorkspaceId } from './connections.ts';

const guid = '11111111-1111-4111-8111-111111111111';
const workspace = `/subscriptions/${guid}/resourceGroups/rg-soc (1)/providers/Microsoft.OperationalInsights/workspaces/law-main`;

it.each([
  [guid, true],
  [guid.toUpperCase(), true],
  ['contoso.onmicrosoft.com', true],
  ['xn--bcher-kva.example', true],
  ['contoso', false],
  ['organizations', false],
  ['contoso.com/../common', false],
  ['contoso.com?x', false],
  ['-a.com', false],
  [`${'a'.repeat(64)}.com`, false],
  ['', false],
])('takes %s as a tenant: %s', (text, expected) => {
  expect(isTenantName(text)).toBe(expected);
});

it('takes a GUID as a client id, and nothing else', () => {
  expect([guid, `{${guid}}`, `${guid} `, 'contoso.com'].map(isClientId)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

it.each([
  [workspace, true],
  [workspace.toLowerCase(), true],
  [`${workspace}/`, false],
  [`${workspace}?api-version=1`, false],
  [workspace.replace('rg-soc', '../rg'), false],
  [workspace.replace(guid, 'mine'), false],
  [workspace.replace('law-main', 'a'), false],
])('takes %s as a workspace: %s', (text, expected) => {
  expect(isWorkspaceId(text)).toBe(expected);
});
