// Alerts and incidents of the queue benchmark: a large tenant's cardinalities, all from one seed. Each
// alert is also given as the flat row that the plain alternatives hold.
import type { Alert } from '../../shared/model/alert.ts';
import { decodeAlert, decodeIncident } from '../../shared/model/graph/decode.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import { seeded } from './table-alerts.ts';

export const benchTenant = '2a9d1f3e-6c0b-4a77-9d52-0f6b7a1c8e44';
/** The first alert is the newest; so many share an incident. */
export const alertsOfIncident = 10;
const spanMs = 180 * 86_400_000;

export interface FlatAlert {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly status: string;
  readonly category: string;
  /** "" where nobody is. */
  readonly assignedTo: string;
  readonly serviceSource: string;
  /** "" where no cloud's resource is named. */
  readonly cloud: string;
  readonly host: string;
  readonly user: string;
  readonly incidentId: string;
  /** UTC epoch milliseconds. */
  readonly createdAt: number;
}

export const severities = ['high', 'medium', 'low', 'informational'];
export const statuses = ['new', 'inProgress', 'resolved'];
export const services = [
  'microsoftDefenderForEndpoint',
  'microsoftDefenderForIdentity',
  'microsoftDefenderForOffice365',
  'microsoftDefenderForCloudApps',
  'microsoftDefenderForCloud',
  'microsoftSentinel',
];
export const categories = Array.from({ length: 25 }, (_, number) => `Category${number}`);
const verbs = ['Suspicious', 'Unusual', 'Malicious', 'Anomalous', 'Possible', 'Blocked'];
const things = ['sign-in', 'PowerShell use', 'process injection', 'credential access', 'download'];

export interface BenchWorld {
  readonly alerts: number;
  /** Creation of the newest alert, UTC epoch milliseconds. */
  readonly newestAt: number;
}

/** `number` decides all of it. */
export function flatAlert({ alerts, newestAt }: BenchWorld, number: number): FlatAlert {
  const random = seeded(number + 1);
  const below = (count: number) => Math.floor(random() * count);
  // Most of what happens, happens to few.
  const skewed = (count: number) => Math.floor(random() ** 3 * count);
  const pick = (texts: readonly string[]) => texts[below(texts.length)] ?? '';
  const category = pick(categories);
  return {
    id: `da${(below(2 ** 32) >>> 0).toString(16).padStart(8, '0')}-${number}`,
    title: `${pick(verbs)} ${pick(things)} by ${category} rule ${skewed(40)}`,
    severity: pick(severities),
    status: pick(statuses),
    category,
    assignedTo: random() < 0.6 ? '' : `analyst${below(120)}@contoso.example`,
    serviceSource: pick(services),
    cloud: pick(['', '', 'azure', 'aws']),
    host: `${pick(['srv', 'ws', 'vm', 'db'])}-weu-${String(skewed(60_000)).padStart(6, '0')}`,
    user: `user${skewed(40_000)}`,
    incidentId: String(Math.floor(number / alertsOfIncident)),
    createdAt: Math.floor(newestAt - (number / alerts) * spanMs),
  };
}

/** As the app's decoder reads what the service would write. `changedAt` is UTC epoch milliseconds. */
export function alertOf(flat: FlatAlert, changedAt = flat.createdAt): Alert {
  const decoded = decodeAlert({
    id: flat.id,
    tenantId: benchTenant,
    incidentId: flat.incidentId,
    title: flat.title,
    severity: flat.severity,
    status: flat.status,
    category: flat.category,
    serviceSource: flat.serviceSource,
    detectionSource: 'customDetection',
    assignedTo: flat.assignedTo === '' ? null : flat.assignedTo,
    createdDateTime: new Date(flat.createdAt).toISOString(),
    lastUpdateDateTime: new Date(changedAt).toISOString(),
    firstActivityDateTime: new Date(flat.createdAt - 600_000).toISOString(),
    lastActivityDateTime: new Date(flat.createdAt - 60_000).toISOString(),
    mitreTechniques: ['T1078'],
    evidence: evidenceOf(flat),
  });
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.alert;
}

export function incidentOf(world: BenchWorld, number: number): Incident {
  const first = flatAlert(world, number * alertsOfIncident);
  const decoded = decodeIncident({
    id: String(number),
    tenantId: benchTenant,
    displayName: `${first.title} on ${first.host}`,
    severity: first.severity,
    status: first.status === 'resolved' ? 'resolved' : 'active',
    assignedTo: first.assignedTo === '' ? null : first.assignedTo,
    createdDateTime: new Date(first.createdAt).toISOString(),
    lastUpdateDateTime: new Date(first.createdAt).toISOString(),
    priorityScore: number % 101,
    alerts: [],
  });
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.incident;
}

function evidenceOf({ host, user, cloud }: FlatAlert): readonly JsonObject[] {
  const shared = {
    verdict: 'suspicious',
    remediationStatus: 'none',
    roles: ['attacked'],
    tags: [],
  };
  const kind = '#microsoft.graph.security.';
  const machines = [
    {
      '@odata.type': `${kind}deviceEvidence`,
      ...shared,
      mdeDeviceId: `device-${host}`,
      deviceDnsName: host,
      osPlatform: 'Linux',
    },
    {
      '@odata.type': `${kind}userEvidence`,
      ...shared,
      userAccount: { accountName: user, userPrincipalName: `${user}@contoso.example` },
    },
  ];
  if (cloud === 'azure') {
    const group = `/subscriptions/sub-${host.length}/resourceGroups/shop`;
    const resourceId = `${group}/providers/Microsoft.Compute/virtualMachines/${host}`;
    const resourceType = 'Microsoft.Compute/virtualMachines';
    const azure = { '@odata.type': `${kind}azureResourceEvidence`, ...shared };
    return [...machines, { ...azure, resourceId, resourceName: host, resourceType }];
  }
  if (cloud === 'aws') {
    const aws = { '@odata.type': `${kind}amazonResourceEvidence`, ...shared };
    const bucket = { amazonAccountId: '111122223333', amazonResourceId: `arn:aws:s3:::${host}` };
    return [
      ...machines,
      { ...aws, ...bucket, resourceName: host, resourceType: 'AWS::S3::Bucket' },
    ];
  }
  return machines;
}
