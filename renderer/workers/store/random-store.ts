// Seeded changes of a store for the tests over random views: alerts of several sources with nulls, ties and
// many scripts, told to the real memory and to the naive one.
import type { Random } from '../../../resources/demo-tenant/random.ts';
import { decodeAlert, decodeIncident } from '../../../shared/model/graph/decode.ts';
import { sightingKey } from '../../../shared/model/alert-source.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { isoAt, SAMPLE_NOW } from './sample-documents.ts';
import { ownId, SOURCES } from './sample-sightings.ts';
import type { Sighting } from './alert-columns.ts';
import type { Incident } from '../../../shared/model/incident.ts';

export type Choose = <V>(...values: readonly V[]) => V;

const DAY_MS = 86_400_000;
export const TENANTS = [
  '2a9d1f3e-6c0b-4a77-9d52-0f6b7a1c8e44',
  'ffffffff-0000-4000-8000-000000000001',
] as const;
const KINDS = ['graph', 'arm', 'sentinel'] as const;
/** Machines beyond what a facet names. */
const MACHINES = 260;

const TITLES = [
  ...'Tor exit node|tor EXIT node|Rule 2|Rule 10|rule 02|Émigré|emigre|Zebra|| '.split('|'),
  ...'ストレージからの流出|Утечка данных|İstanbul|straße|😀 alert|<b>bold</b>'.split('|'),
  ...'=HYPERLINK("x")|\u0000nul|\u202Ereversed|e\u0301|\u00e9'.split('|'),
];
const PEOPLE = [null, null, 'ada@fabrikam.example', 'Ada@fabrikam.example', 'Ζωή', ''];

export interface RandomSighting extends Sighting {
  /** Those of one name are the same alert. */
  readonly fold: string;
}

/** `number` decides which alert it is and in which tenant; `version` grows with each. */
export function randomSighting(random: Random, number: number, version: number): RandomSighting {
  const choose: Choose = (...values) => random.pick(values);
  const source = SOURCES[random.pick(KINDS)];
  const tenant = TENANTS[number % 3 === 0 ? 1 : 0];
  const id = `dc${ownId(number)}`;
  const decoded = decodeAlert({
    ...(source.sourceKind === 'sentinel'
      ? { id: `ace7fb98-ef96-46df-ba7b-${String(number).padStart(12, '0')}` }
      : { id }),
    ...(source.sourceKind === 'graph' ? {} : { providerAlertId: ownId(number) }),
    tenantId: tenant,
    incidentId: choose(null, ...Array.from({ length: 8 }, () => String(random.between(0, 45)))),
    title: random.pick(TITLES),
    severity: choose('high', 'medium', 'low', 'informational', 'unknown', null),
    status: choose('new', 'inProgress', 'resolved', 'unknown'),
    category: choose(null, 'Execution', 'Impact', 'exfiltration'),
    categories: choose([], [], ['Impact', 'Malware']),
    assignedTo: random.pick(PEOPLE),
    classification: choose(null, 'truePositive', 'falsePositive'),
    determination: choose(null, 'phishing', 'malware'),
    serviceSource: 'microsoftDefenderForCloud',
    detectionSource: choose('antivirus', 'nrtAlerts', null),
    // With it Sentinel would name another vendor's alert.
    productName: source.sourceKind === 'sentinel' ? null : choose(null, 'Falcon', 'GuardDuty'),
    detectorId: choose(null, 'VM_Tor', 'vm_tor'),
    alertPolicyId: choose(null, 'policy-1'),
    investigationState: choose(null, 'running', 'benign'),
    threatDisplayName: choose(null, 'Emotet', 'Émotet'),
    threatFamilyName: choose(null, 'Emotet', 'Trojan'),
    actorDisplayName: choose(null, 'Storm-1', 'Storm-10'),
    systemTags: choose([], [], ['Critical asset'], ['Critical asset', '标签']),
    createdDateTime: choose(null, ...Array.from({ length: 9 }, () => randomTime(random))),
    lastUpdateDateTime: isoAt(SAMPLE_NOW + version),
    firstActivityDateTime: choose(null, randomTime(random), randomTime(random)),
    lastActivityDateTime: choose(null, randomTime(random), randomTime(random)),
    evidence: Array.from({ length: random.between(0, 3) }, () => randomEvidence(random)),
  });
  if (!decoded.ok) throw new Error(decoded.reason);
  return { source, alert: decoded.alert, fold: String(number) };
}

export function randomIncident(random: Random, number: number, version: number): Incident {
  const choose: Choose = (...values) => random.pick(values);
  const decoded = decodeIncident({
    id: String(number),
    tenantId: TENANTS[0],
    displayName: random.pick(TITLES),
    severity: choose('high', 'medium', 'low', 'informational', null),
    status: choose('active', 'inProgress', 'resolved', 'awaitingAction', 'redirected'),
    assignedTo: random.pick(PEOPLE),
    classification: choose(null, 'truePositive', 'falsePositive'),
    determination: choose(null, 'phishing'),
    createdDateTime: choose(null, randomTime(random), randomTime(random)),
    lastUpdateDateTime: isoAt(SAMPLE_NOW + version),
    customTags: choose([], ['crown jewels'], ['crown jewels', 'crown jewels', 'Ω']),
    systemTags: choose([], ['Critical asset']),
    priorityScore: choose(null, 0, 50, 86, 100),
    lastModifiedBy: choose(null, '', 'grace'),
    alerts: [],
  });
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.incident;
}

export function keyOfSighting({ source, alert }: Sighting): AlertKey {
  return sightingKey(source, alert.tenantId ?? '', alert.id);
}

/** Few moments, so that many tie. */
function randomTime(random: Random): string {
  const days = random.pick([0, 1, 2, 3, 6, 7, 8, 20, 200, -1]);
  return isoAt(SAMPLE_NOW - days * DAY_MS - random.pick([0, 0, 1, 3_600_000]));
}

function randomEvidence(random: Random): JsonObject {
  const kind = '#microsoft.graph.security.';
  const shared = { roles: random.pick([['attacked'], [], ['contextual']]), tags: [] };
  const machine = `vm-${random.between(1, MACHINES)}`;
  const group = `/subscriptions/sub-${random.between(1, 4)}/resourceGroups/g`;
  return random.pick<JsonObject>([
    {
      '@odata.type': `${kind}azureResourceEvidence`,
      ...shared,
      resourceId: `${group}/providers/Microsoft.Compute/virtualMachines/${machine}`,
      resourceName: machine,
    },
    {
      '@odata.type': `${kind}amazonResourceEvidence`,
      ...shared,
      amazonAccountId: '111122223333',
      amazonResourceId: `arn:aws:s3:::Ledger-${random.between(1, 30)}`,
      resourceName: 'ledger',
    },
    {
      '@odata.type': `${kind}deviceEvidence`,
      ...shared,
      mdeDeviceId: `device-${machine}`,
      deviceDnsName: machine,
      osPlatform: random.pick(['Linux', 'Windows11', null]),
      rbacGroupName: random.pick(['Servers', null]),
    },
    {
      '@odata.type': `${kind}userEvidence`,
      ...shared,
      userAccount: { accountName: random.pick(['Ζωή', 'ada', 'ADA']), azureAdUserId: machine },
    },
    {
      '@odata.type': `${kind}aiAgentEvidence`,
      ...shared,
      agentId: `agent-${random.between(1, 3)}`,
      agentName: random.pick(['Helper', 'Помощник']),
    },
    { '@odata.type': `${kind}ipEvidence`, ...shared, ipAddress: '203.0.113.7' },
  ]);
}
