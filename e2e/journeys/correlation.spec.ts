// What a service leaves alone becomes an incident of its own, with a reason for each link, and what looks
// like one story is suggested.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const tenantId = '11111111-2222-4333-8444-555555555555';
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

function alertOn(device: string, id: string, title: string, minutes: number, incidentId?: string) {
  const at = minutesAgo(minutes);
  return {
    '@odata.type': '#microsoft.graph.security.alert',
    id,
    tenantId,
    incidentId: incidentId ?? null,
    title,
    severity: 'high',
    status: 'new',
    category: 'Execution',
    detectorId: `detector-${id}`,
    serviceSource: 'microsoftDefenderForEndpoint',
    createdDateTime: at,
    lastUpdateDateTime: at,
    firstActivityDateTime: at,
    lastActivityDateTime: at,
    evidence: [
      {
        '@odata.type': '#microsoft.graph.security.deviceEvidence',
        createdDateTime: at,
        mdeDeviceId: device.repeat(40),
        deviceDnsName: `host-${device}.fabrikam.example`,
        vmMetadata: { resourceId: machine(device) },
      },
      {
        '@odata.type': '#microsoft.graph.security.azureResourceEvidence',
        createdDateTime: at,
        resourceId: machine(device),
        resourceName: `vm-${device}`,
        resourceType: 'Virtual Machine',
      },
    ],
  };
}

function machine(device: string): string {
  const group = '/subscriptions/0d1e2f3a-0000-4000-8000-000000000001/resourceGroups/rg';
  return `${group}/providers/Microsoft.Compute/virtualMachines/vm-${device}`;
}

const incident = {
  '@odata.type': '#microsoft.graph.security.incident',
  id: '4711',
  tenantId,
  displayName: 'Hands on keyboard on host-a',
  severity: 'high',
  status: 'active',
  createdDateTime: minutesAgo(40),
  lastUpdateDateTime: minutesAgo(40),
};
const alerts = [
  alertOn('a', 'da-1', 'Suspicious service registration', 40, '4711'),
  alertOn('a', 'da-2', 'Credential dumping tool', 32),
  alertOn('a', 'da-3', 'Beacon to a rare domain', 30),
  alertOn('b', 'da-4', 'Unusual scheduled task', 20),
];

test('alerts without an incident are correlated, explained, and suggested to others', async ({
  launch,
}) => {
  const service = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
    const value = pathname.endsWith('/organization')
      ? [{ id: tenantId, displayName: 'Fabrikam' }]
      : pathname.endsWith('/alerts_v2')
        ? alerts
        : pathname.endsWith('/incidents')
          ? [incident]
          : [];
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ value }));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const { port } = service.address() as AddressInfo;
  const { window, close } = await launch({ args: [`--graph-url=http://127.0.0.1:${port}/v1.0`] });
  const workstation = new Workstation(window);
  await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });

  // The service's own, one for host-a and one for host-b.
  await workstation.waitForRows(3);
  await workstation.openIncident('Credential dumping tool');
  await expect(window.getByText('Correlated on this computer')).toBeVisible();
  await workstation.openTab('Alerts');
  const row = window.getByRole('row', { name: /Beacon to a rare domain/ });
  await expect(row).toContainText('Same machine host-a, 2 min apart');

  await row.getByRole('link', { name: 'Beacon to a rare domain' }).click();
  await window.getByRole('button', { name: 'Never correlate this type…' }).click();
  await window.getByLabel('Reason').fill('A drill that runs every day');
  await window.getByRole('button', { name: 'Save' }).click();
  await expect(window.getByText('Alerts of this type are never correlated')).toBeVisible();
  await workstation.goTo('Settings');
  await expect(window.getByText('A drill that runs every day')).toBeVisible();
  await window.getByRole('button', { name: 'Correlate again' }).click();
  await expect(window.getByText('A drill that runs every day')).toBeHidden();
  await workstation.goTo('Incidents');
  await workstation.openIncident('Credential dumping tool');

  // The device and its virtual machine, until a person says otherwise.
  await workstation.openTab('Assets');
  await window.getByRole('row').filter({ hasText: 'host-a' }).first().click();
  const same = window.getByRole('region', { name: /^Same machine/ });
  await expect(same.getByRole('link', { name: 'vm-a' })).toBeVisible();
  await same.getByRole('button', { name: 'Not the same…' }).click();
  await same.getByLabel('Reason').fill('Two machines behind one name');
  await same.getByRole('button', { name: 'Save' }).click();
  await expect(same).toContainText('said that it is not vm-a: Two machines behind one name');
  await expect(same).toContainText('Nothing else here names this machine.');
  await same.getByRole('button', { name: 'Undo' }).click();
  await expect(same.getByRole('link', { name: 'vm-a' })).toBeVisible();

  const suggested = window.getByRole('list', { name: 'Incidents that look like part of this one' });
  await expect(suggested).toContainText('Hands on keyboard on host-a');
  await expect(suggested).toContainText('Same machine host-a, 8 min apart');
  await suggested.getByRole('button', { name: 'Not related' }).click();
  await expect(suggested).toBeHidden();
  await window.getByRole('button', { name: 'Undo' }).click();
  await suggested.getByRole('link', { name: 'Hands on keyboard on host-a' }).click();
  await expect(
    window.getByRole('heading', { level: 1, name: 'Hands on keyboard on host-a' }),
  ).toBeVisible();
  await close();
  service.close();
});
