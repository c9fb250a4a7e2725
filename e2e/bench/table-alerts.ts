// Alerts as the table benchmark holds them: 40 columns with the cardinalities of a large tenant, all
// from one seed.
import { Table } from '../../shared/table/table.ts';
import type { RowValues } from '../../shared/table/table.ts';

export const alertShape = {
  key: 'text',
  version: 'datetime',
  alertId: 'text',
  providerAlertId: 'text',
  incidentKey: 'text',
  tenantId: 'text',
  sourceId: 'text',
  sourceKind: 'text',
  title: 'text',
  category: 'text',
  severity: 'text',
  status: 'text',
  assignedTo: 'text',
  classification: 'text',
  determination: 'text',
  serviceSource: 'text',
  detectionSource: 'text',
  productName: 'text',
  detectorId: 'text',
  policyId: 'text',
  actor: 'text',
  threat: 'text',
  host: 'text',
  user: 'text',
  ip: 'text',
  resourceId: 'text',
  region: 'text',
  isActive: 'bool',
  hasComments: 'bool',
  priority: 'number',
  evidenceCount: 'long',
  createdAt: 'number',
  lastUpdateAt: 'number',
  firstActivityAt: 'number',
  lastActivityAt: 'number',
  resolvedAt: 'number',
  categories: 'texts',
  techniques: 'texts',
  assets: 'texts',
  clouds: 'texts',
} as const;

export type AlertTable = Table<typeof alertShape>;

export const newestAt = Date.UTC(2026, 10, 25);
export const spanMs = 180 * 86_400_000;

/** Uniform in [0, 1), the same sequence for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const severities = ['high', 'medium', 'low', 'informational'];
const statuses = ['new', 'inProgress', 'resolved'];
const services = ['Endpoint', 'Identity', 'Office365', 'CloudApps', 'Cloud', 'Sentinel', 'Dlp'];
const verbs = ['Suspicious', 'Unusual', 'Malicious', 'Anomalous', 'Possible', 'Blocked'];
const things = ['sign-in', 'PowerShell use', 'process injection', 'credential access', 'download'];
const clouds = ['azure', 'aws', 'gcp'];

/** A row of the alert table; `random` decides all of it. */
export function randomAlert(random: () => number): RowValues<typeof alertShape> {
  const below = (count: number) => Math.floor(random() * count);
  // Most of what happens, happens to few.
  const skewed = (count: number) => Math.floor(random() ** 3 * count);
  const pick = (texts: readonly string[]) => texts[below(texts.length)] ?? '';
  const hex = (digits: number) => {
    let text = '';
    while (text.length < digits)
      text += below(2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return text;
  };
  const id = hex(32);
  const createdAt = newestAt - below(spanMs);
  const host = hostName(skewed(100_000));
  const user = `user${skewed(50_000)}@contoso.com`;
  const status = pick(statuses);
  const category = `Category${below(25)}`;
  return {
    key: `graph:${id}`,
    version: BigInt(createdAt) * 10_000n + 621_355_968_000_000_000n,
    alertId: id,
    providerAlertId: `da${hex(24)}`,
    incidentKey: `incident-${skewed(100_000)}`,
    tenantId: `tenant-${below(5)}`,
    sourceId: `source-${below(8)}`,
    sourceKind: pick(['graph', 'arm', 'sentinel']),
    title: `${pick(verbs)} ${pick(things)} by ${category} rule ${skewed(40)}`,
    category,
    severity: pick(severities),
    status,
    assignedTo: random() < 0.6 ? null : `analyst${below(120)}@contoso.com`,
    classification: status === 'resolved' ? pick(['truePositive', 'falsePositive']) : null,
    determination: status === 'resolved' ? `determination${below(12)}` : null,
    serviceSource: pick(services),
    detectionSource: `detector-${below(24)}`,
    productName: `Product ${below(12)}`,
    detectorId: `detector-id-${skewed(3_000)}`,
    policyId: random() < 0.9 ? null : `policy-${below(80)}`,
    actor: random() < 0.97 ? null : `Storm-${below(400)}`,
    threat: random() < 0.8 ? null : `Trojan:Win32/Family${skewed(2_000)}`,
    host,
    user,
    ip: addressOf(skewed(200_000)),
    resourceId: resourceId(skewed(50_000)),
    region: `region-${below(30)}`,
    isActive: status !== 'resolved',
    hasComments: random() < 0.1,
    priority: random() < 0.2 ? null : below(100),
    evidenceCount: BigInt(1 + skewed(60)),
    createdAt,
    lastUpdateAt: createdAt + below(86_400_000),
    firstActivityAt: createdAt - below(86_400_000),
    lastActivityAt: createdAt - below(3_600_000),
    resolvedAt: status === 'resolved' ? createdAt + below(7 * 86_400_000) : null,
    categories: [category],
    techniques: [`T${1000 + below(200)}`, `T${1000 + skewed(40)}`],
    assets: [host, user],
    clouds: random() < 0.6 ? [] : [pick(clouds)],
  };
}

function hostName(number: number): string {
  const role = ['srv', 'ws', 'vm', 'db'][number % 4] ?? '';
  const site = ['weu', 'eus', 'sea'][number % 3] ?? '';
  return `${role}-${site}-${String(number).padStart(6, '0')}.corp.contoso.com`;
}

function addressOf(number: number): string {
  return `10.${number >>> 16}.${(number >>> 8) & 0xff}.${number & 0xff}`;
}

function resourceId(number: number): string {
  const group = `/subscriptions/sub-${number % 300}/resourceGroups/rg-${number % 2_000}`;
  return `${group}/providers/Microsoft.Compute/virtualMachines/vm${number}`;
}

export function alertTable(rows: number, seed: number): AlertTable {
  const random = seeded(seed);
  const table = new Table(alertShape);
  for (let row = 0; row < rows; row++) table.append(randomAlert(random));
  return table;
}
