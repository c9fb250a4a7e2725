// The columns of the table of sightings: all that the alert queue shows, sorts, filters and searches,
// and what tells which sightings are one alert.
import { alertIdentities } from '../../../shared/identity/alert-identity.ts';
import { alertTraces, traceText } from '../../../shared/identity/alert-traces.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import { sightingKey } from '../../../shared/model/alert-source.ts';
import type { AlertSource } from '../../../shared/model/alert-source.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import { sourceFile } from '../../../shared/model/source-file.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import { timestampMs, timestampTicks } from '../../../shared/model/timestamp.ts';
import type { Timestamp } from '../../../shared/model/timestamp.ts';
import { sourcePaths } from '../../../shared/queue/source-path.ts';
import type { RowValues } from '../../../shared/table/table.ts';
import { foldCase } from '../../../shared/table/text-match.ts';
import { assetFacts } from './asset-facts.ts';
import { namedAssets } from './asset-mention.ts';

/** Names ending in `At` are UTC epoch milliseconds. Raise COLUMN_LAYOUT with every change. */
export const alertShape = {
  key: 'text',
  /** 100 ns ticks of lastUpdateDateTime: the newest version of a sighting wins. */
  version: 'long',
  sourceId: 'text',
  sourceKind: 'text',
  fileName: 'text',
  /** Sightings that share an identity are the same alert. Most have one, and a list costs more. */
  identity: 'text',
  moreIdentities: 'texts',
  tenantId: 'text',
  alertId: 'text',
  incidentKey: 'text',
  title: 'text',
  category: 'text',
  categories: 'texts',
  severity: 'text',
  status: 'text',
  assignedTo: 'text',
  classification: 'text',
  determination: 'text',
  serviceSource: 'text',
  detectionSource: 'text',
  /** Both sources as the filter has them. */
  sourcePaths: 'texts',
  techniques: 'texts',
  /** Lists where an incident unites those of its alerts. */
  tags: 'texts',
  products: 'texts',
  alertTypes: 'texts',
  policies: 'texts',
  investigationStates: 'texts',
  threats: 'texts',
  actors: 'texts',
  deviceGroups: 'texts',
  osPlatforms: 'texts',
  workspaces: 'texts',
  createdAt: 'number',
  lastUpdateAt: 'number',
  firstActivityAt: 'number',
  lastActivityAt: 'number',
  assets: 'texts',
  clouds: 'texts',
  accountIds: 'texts',
  /** What the alert is found by beside its assets' names and ids, as `traceText` writes it. */
  traces: 'texts',
  assetFacts: 'texts',
} as const;

export type AlertShape = typeof alertShape;

/** One source's version of an alert. `alert.tenantId` is stated. */
export interface Sighting {
  readonly source: AlertSource;
  readonly alert: Alert;
}

/** What decides whether a sighting is news. */
export function sightingVersion({
  source,
  alert,
}: Sighting): Pick<RowValues<AlertShape>, 'key' | 'version'> {
  return {
    key: sightingKey(source, alert.tenantId ?? '', alert.id),
    version: ticksOf(alert.lastUpdateDateTime ?? alert.createdDateTime),
  };
}

/** What a row must have and the wire has not is `unknown`. */
export function sightingValues(sighting: Sighting): RowValues<AlertShape> {
  const { source, alert } = sighting;
  const tenant = tenantId(alert.tenantId ?? '');
  const { words, ...assets } = namedAssets(alert);
  const [identity = null, ...moreIdentities] = alertIdentities(alert, source.sourceKind);
  return {
    ...sightingVersion(sighting),
    ...source,
    fileName: sourceFile(alert),
    identity,
    moreIdentities,
    tenantId: tenant,
    alertId: alert.id,
    incidentKey: alert.incidentId ? incidentKey(tenant, alert.incidentId) : null,
    title: alert.title ?? '',
    category: alert.category ?? null,
    categories: [...new Set([...(alert.category ? [alert.category] : []), ...alert.categories])],
    severity: alert.severity ?? 'unknown',
    status: alert.status ?? 'unknown',
    assignedTo: alert.assignedTo || null,
    classification: alert.classification ?? null,
    determination: alert.determination ?? null,
    serviceSource: alert.serviceSource ?? 'unknown',
    detectionSource: alert.detectionSource ?? null,
    sourcePaths: sourcePaths(alert.serviceSource ?? 'unknown', alert.detectionSource ?? null),
    techniques: alert.mitreTechniques,
    tags: [...new Set(alert.systemTags)],
    products: stated(alert.productName),
    alertTypes: stated(alert.detectorId),
    policies: stated(alert.alertPolicyId),
    investigationStates: stated(alert.investigationState),
    threats: stated(alert.threatDisplayName, alert.threatFamilyName),
    actors: stated(alert.actorDisplayName),
    ...deviceFacts(alert),
    workspaces: stated(workspaceOf(alert)),
    createdAt: millisecondsOf(alert.createdDateTime),
    lastUpdateAt: millisecondsOf(alert.lastUpdateDateTime),
    firstActivityAt: millisecondsOf(alert.firstActivityDateTime),
    lastActivityAt: millisecondsOf(alert.lastActivityDateTime),
    ...assets,
    traces: alertTraces(alert)
      .filter(({ value }) => !words.has(foldCase(value)))
      .map(traceText),
    assetFacts: assetFacts(alert),
  };
}

/** The Log Analytics workspace that it came through; Graph has no member of its own for it. */
function workspaceOf({ additionalData }: Alert): string | null {
  const [, id = null] =
    Object.entries(additionalData ?? {}).find(([name]) => name.toLowerCase() === 'workspaceid') ??
    [];
  return typeof id === 'string' ? id.toLowerCase() : null;
}

function deviceFacts(alert: Alert): Pick<RowValues<AlertShape>, 'deviceGroups' | 'osPlatforms'> {
  const devices = alert.evidence.filter((evidence) => evidence.kind === 'deviceEvidence');
  return {
    deviceGroups: stated(...devices.map(({ rbacGroupName }) => rbacGroupName)),
    osPlatforms: stated(...devices.map(({ osPlatform }) => osPlatform)),
  };
}

/** Each once. */
function stated(...texts: readonly (string | null | undefined)[]): readonly string[] {
  return [...new Set(texts.flatMap((text) => text || []))];
}

export function millisecondsOf(timestamp: Timestamp | null | undefined): number | null {
  return timestamp == null ? null : timestampMs(timestamp);
}

export function ticksOf(timestamp: Timestamp | null | undefined): bigint | null {
  return timestamp == null ? null : timestampTicks(timestamp);
}
