// Made alerts and incidents for tests and measurements: the same ones for the same numbers.
import type { Alert } from '../../../shared/model/alert.ts';
import { decodeAlert, decodeIncident } from '../../../shared/model/graph/decode.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { JsonObject } from '../../../shared/model/json.ts';

export const SAMPLE_TENANT = '2a9d1f3e-6c0b-4a77-9d52-0f6b7a1c8e44';
/** 2026-11-20T08:00:00Z, the newest time in any sample without changes. */
export const SAMPLE_NOW = Date.UTC(2026, 10, 20, 8);

const MINUTE_MS = 60_000;
const SEVERITIES = ['high', 'medium', 'low', 'informational'];
const STATUSES = ['new', 'inProgress', 'resolved'];
const TITLES = [
  'Access from a Tor exit node to a storage container',
  'Digital currency mining container detected',
  'Suspicious sign-in with a stolen key',
  'Unusual volume of data read from a bucket',
  'Malware found on a virtual machine',
];
const SOURCES = ['microsoftDefenderForCloud', 'microsoftDefenderForEndpoint', 'microsoftSentinel'];

/** As the service writes it. Ten alerts in a row share an incident; higher numbers are older. */
export function sampleAlertJson(number: number, changes: JsonObject = {}): JsonObject {
  const createdAt = SAMPLE_NOW - number * MINUTE_MS;
  return {
    id: `da${String(number).padStart(8, '0')}`,
    tenantId: SAMPLE_TENANT,
    incidentId: String(Math.floor(number / 10)),
    title: pick(TITLES, number),
    description: `Made for tests, number ${number}. `.repeat(12),
    severity: pick(SEVERITIES, number),
    status: pick(STATUSES, number),
    category: number % 2 === 0 ? 'Exfiltration' : 'InitialAccess',
    serviceSource: pick(SOURCES, number),
    detectionSource: 'microsoftDefenderForServers',
    assignedTo: number % 4 === 0 ? 'ada@fabrikam.example' : null,
    createdDateTime: isoAt(createdAt),
    lastUpdateDateTime: isoAt(createdAt),
    firstActivityDateTime: isoAt(createdAt - MINUTE_MS),
    lastActivityDateTime: isoAt(createdAt),
    mitreTechniques: ['T1078', 'T1530'],
    comments: [],
    systemTags: [],
    evidence: sampleEvidence(number),
    ...changes,
  };
}

export function sampleAlert(number: number, changes: JsonObject = {}): Alert {
  const decoded = decodeAlert(sampleAlertJson(number, changes));
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.alert;
}

/** Without alerts, unless `changes` has some. Its number is that of its first alert, divided by ten. */
export function sampleIncident(number: number, changes: JsonObject = {}): Incident {
  const createdAt = SAMPLE_NOW - number * 10 * MINUTE_MS;
  const decoded = decodeIncident({
    id: String(number),
    tenantId: SAMPLE_TENANT,
    displayName: `Multi-stage incident ${number} on several machines`,
    severity: pick(SEVERITIES, number),
    status: number % 3 === 2 ? 'resolved' : 'active',
    assignedTo: number % 2 === 0 ? 'ada@fabrikam.example' : null,
    createdDateTime: isoAt(createdAt),
    lastUpdateDateTime: isoAt(createdAt),
    customTags: number % 5 === 0 ? ['crown jewels'] : [],
    systemTags: [],
    comments: [],
    alerts: [],
    ...changes,
  });
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.incident;
}

export function isoAt(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

function sampleEvidence(number: number): readonly JsonObject[] {
  const shared = {
    verdict: 'suspicious',
    remediationStatus: 'none',
    roles: ['attacked'],
    tags: [],
  };
  const subscription = `0c1b7f52-0000-4000-8000-00000000000${number % 3}`;
  const machine = `vm-${number % 400}`;
  return [
    {
      '@odata.type': '#microsoft.graph.security.azureResourceEvidence',
      ...shared,
      resourceId: `/subscriptions/${subscription}/resourceGroups/shop/providers/Microsoft.Compute/virtualMachines/${machine}`,
      resourceName: machine,
      resourceType: 'Microsoft.Compute/virtualMachines',
    },
    {
      '@odata.type': '#microsoft.graph.security.amazonResourceEvidence',
      ...shared,
      amazonAccountId: '111122223333',
      amazonResourceId: `arn:aws:s3:::ledger-${number % 50}`,
      resourceName: `ledger-${number % 50}`,
      resourceType: 'AWS::S3::Bucket',
    },
    {
      '@odata.type': '#microsoft.graph.security.userEvidence',
      ...shared,
      roles: ['compromised'],
      userAccount: {
        accountName: `user${number % 300}`,
        userPrincipalName: `user${number % 300}@fabrikam.example`,
        azureAdUserId: `7b3d0000-0000-4000-8000-${String(number % 300).padStart(12, '0')}`,
      },
    },
    {
      '@odata.type': '#microsoft.graph.security.ipEvidence',
      ...shared,
      roles: ['attacker'],
      ipAddress: `203.0.113.${number % 250}`,
    },
  ];
}

function pick(list: readonly string[], number: number): string {
  return list[number % list.length] ?? '';
}
