import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connectionsFrom, openConnectionFile } from './connection-file.ts';

const tenantId = 'bbbbbbbb-0000-4000-8000-000000000001';
const workspace = `/subscriptions/${tenantId}/resourceGroups/soc/providers/Microsoft.OperationalInsights/workspaces/main`;
const contoso = {
  id: `aaaaaaaa-0000-4000-8000-000000000001.${tenantId}`,
  cloud: 'global',
  tenantId,
  tenantName: 'Contoso',
  clientId: '11111111-1111-4111-8111-111111111111',
  account: 'ada@contoso.example',
  azure: { alerts: true, workspaces: [workspace] },
  granted: ['SecurityAlert.Read.All'],
} as const;

it('starts with the demo tenant, and keeps what was written over a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearpane-connections-'));
  const file = await openConnectionFile(folder);
  expect(file.read()).toEqual({ demoTenant: true, keepsUnprotected: false, tenants: [] });
  const changed = { demoTenant: false, keepsUnprotected: true, tenants: [contoso] };
  await file.write(changed);
  expect((await openConnectionFile(folder)).read()).toEqual(changed);
  expect(readFileSync(join(folder, 'connections.json'), 'utf8')).toContain('"version": 1');
  writeFileSync(join(folder, 'connections.json'), '{');
  expect((await openConnectionFile(folder)).read().demoTenant).toBe(true);
});

it.each([
  ['an id that is a path', { ...contoso, id: `../../etc.${tenantId}` }],
  ['an id of another tenant', { ...contoso, tenantId: tenantId.replace('1', '2') }],
  ['an unknown cloud', { ...contoso, cloud: 'moon' }],
  ['a client id that is none', { ...contoso, clientId: 'mine' }],
  ['nothing', null],
])('leaves out a tenant with %s', (_name, tenant) => {
  expect(connectionsFrom({ tenants: [tenant, contoso, contoso] }).tenants).toEqual([contoso]);
});

it('keeps the workspaces that are some, and reads a file from before there were any', () => {
  const azure = { alerts: 'yes', workspaces: [workspace, `${workspace}/../x`, 7] };
  const { azure: _azure, ...before } = contoso;
  expect(connectionsFrom({ tenants: [{ ...contoso, azure }] }).tenants).toEqual([
    { ...contoso, azure: { alerts: false, workspaces: [workspace] } },
  ]);
  expect(connectionsFrom({ tenants: [before] }).tenants).toEqual([
    { ...contoso, azure: { alerts: false, workspaces: [] } },
  ]);
});
