// Alerts and incidents as a hostile service writes them: every seventh or so is odd in its own way (rows 12
// to 15, 17 and 18 of the table of hostile behaviours). The same number and version give the same item.
import { preciseTime } from '../../electron/demo-tenant/graph-time.ts';
import { guidFor } from '../../resources/demo-tenant/identifiers.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import type { Entry } from './update-order.ts';

export const hostileTenantId = guidFor('tenant/hostile');
export const hostileTenantName = 'Hostile Holdings';

/** The alert that may have very much evidence. */
export const bulkyAlert = 7;

const dayMs = 86_400_000;

export function alertId(number: number): string {
  return `ha${String(number).padStart(8, '0')}`;
}

export function incidentId(number: number): string {
  return String(500_000 + number);
}

/** What a queue shows of a version, so that rows can be compared without their documents. */
export function alertTitle({ number, version }: Pick<Entry, 'number' | 'version'>): string {
  return `Alert ${number}, version ${version}`;
}

export function incidentName({ number, version }: Pick<Entry, 'number' | 'version'>): string {
  return `Incident ${number}, version ${version}`;
}

/** To the tick; of one millisecond all items bear the same time, since their order is that of `at`. */
export function updateTime(at: number): string {
  return preciseTime(at, String(at));
}

/** `evidence` counts its pieces. */
export function alertJson(entry: Entry, incidentNumber: number, evidence = 2): JsonObject {
  const { number, at } = entry;
  const createdDateTime = preciseTime(at - dayMs, `created/${number}`);
  return {
    '@odata.type': '#microsoft.graph.security.alert',
    id: alertId(number),
    providerAlertId: alertId(number),
    tenantId: hostileTenantId,
    incidentId: incidentId(incidentNumber),
    title: alertTitle(entry),
    description: `Made by a hostile service, number ${number}. `.repeat(4),
    status: number % 3 === 0 ? 'resolved' : 'new',
    severity: ['high', 'medium', 'low', 'informational'][number % 4] ?? 'low',
    category: 'InitialAccess',
    serviceSource: 'microsoftDefenderForEndpoint',
    detectionSource: 'microsoftDefenderForEndpoint',
    assignedTo: null,
    classification: null,
    determination: null,
    mitreTechniques: ['T1078'],
    createdDateTime,
    lastUpdateDateTime: updateTime(at),
    firstActivityDateTime: createdDateTime,
    lastActivityDateTime: createdDateTime,
    comments: [],
    systemTags: [],
    evidence: evidenceOf(number, evidence),
    ...oddities[number % 53],
  };
}

export function incidentJson(entry: Entry, alerts: readonly JsonObject[]): JsonObject {
  const { number, at } = entry;
  return {
    '@odata.type': '#microsoft.graph.security.incident',
    id: incidentId(number),
    tenantId: hostileTenantId,
    displayName: incidentName(entry),
    status: 'active',
    severity: 'high',
    assignedTo: null,
    classification: null,
    determination: null,
    createdDateTime: preciseTime(at - dayMs, `created/incident/${number}`),
    lastUpdateDateTime: updateTime(at),
    customTags: [],
    systemTags: [],
    comments: [],
    redirectIncidentId: null,
    ...(oddities[(number + 5) % 53]?.['comments'] === null && { comments: null }),
    alerts,
  };
}

/** What some numbers have in place of the usual members. */
const oddities: Readonly<Record<number, JsonObject>> = {
  2: { comments: null, evidence: null, systemTags: null, mitreTechniques: null },
  5: {
    severity: 'apocalyptic',
    status: 'unknownFutureValue',
    serviceSource: 'MicrosoftDEFENDERfoo',
  },
  11: {
    evidence: [{ '@odata.type': '#microsoft.graph.security.quantumEvidence', qubits: 3 }, null, 7],
  },
  // Computed, so that the key is one of the object's own.
  17: { ['__proto__']: { isAdmin: true }, constructor: { prototype: { isAdmin: true } } },
  23: {
    createdDateTime: '0001-01-01T00:00:00Z',
    lastActivityDateTime: '9999-12-31T23:59:59.9999999Z',
  },
  29: { createdDateTime: '2026-02-31T25:61:00Z', firstActivityDateTime: 'yesterday' },
  31: {
    createdDateTime: '2026-11-01T08:00:00.1234567Z',
    firstActivityDateTime: '2026-11-01T08:00Z',
  },
  37: { description: '\ud800 \u0000 \ufeff \u202e gnp.exe <script>alert(1)</script>' },
  41: { description: 'x'.repeat(200_000) },
  43: { title: 7, category: [], assignedTo: { name: 'who' }, systemTags: 'none', riskScore: 1e308 },
};

/** Numbers of odd alerts, one of each kind. */
export const oddNumbers: readonly number[] = Object.keys(oddities).map(Number);

/** Alerts whose title is not `alertTitle`. */
export function hasOddTitle(number: number): boolean {
  return number % 53 === 43;
}

function evidenceOf(number: number, count: number): readonly JsonObject[] {
  return Array.from({ length: count }, (_, index) => ({
    '@odata.type': '#microsoft.graph.security.ipEvidence',
    createdDateTime: '2026-11-01T08:00:00Z',
    verdict: 'suspicious',
    remediationStatus: 'none',
    roles: [],
    tags: [],
    ipAddress: `198.51.${(number + index) % 250}.${index % 250}`,
    countryLetterCode: 'NL',
  }));
}
