// A row of the SecurityAlert table (Log Analytics, Sentinel), of today or of 2018, and an alert of Defender for
// Cloud's continuous export, to Graph's JSON of an alert.
import { alertProduct, graphAlertId, type AlertProduct } from '../alert-product.ts';
import {
  additionalData,
  alertEvidence,
  graphCategories,
  graphSeverity,
  graphStatus,
  graphTechniques,
  latestOf,
  recommendedActions,
} from '../arm/alert-facts.ts';
import { detectionSource } from '../arm/detection-source.ts';
import { canonicalDetermination } from '../determination.ts';
import { planOf } from '../graph/plan.ts';
import { setMember, type Json, type JsonObject } from '../json.ts';
import { LooseObject } from '../loose-object.ts';
import { graphJson } from '../security-entities/graph-json.ts';
import { SOURCE_JSON } from '../source-json.ts';
import type { Timestamp } from '../timestamp.ts';
import { readExportRow, type ExportRow } from './export-row.ts';
import { rowId, type Digest } from './row-id.ts';
import { rowTime } from './row-time.ts';

export interface AlertRow {
  /** Without an id where nothing tells the row apart from others. */
  readonly json: JsonObject;
  readonly unreadable: readonly string[];
  /** Sentinel's own id, by which its incidents name the alert; null where there is none. */
  readonly sentinelId: string | null;
  /** False where the id is made of the row's content. */
  readonly hasOwnId: boolean;
}

/** `tenantId` is used where the row names no directory: its TenantId column is the workspace's. */
export function securityAlertJson(
  json: JsonObject,
  { tenantId, digest }: { readonly tenantId: string; readonly digest: Digest },
): AlertRow {
  const row = readExportRow(json, TIMES);
  const alert = withCells(row);
  const open = alert.object('extendedProperties') ?? new LooseObject({});
  const link = defenderLink(alert.text('alertLink'));
  const product = productOf(alert);
  const ownId = ownIdOf(alert);
  const sentinelId = alert.text('systemAlertId');
  const id = alertId({ product, ownId, sentinelId, linkedId: link.alertId });
  const categories = graphCategories(alert);
  const category = told(open, 'category') ?? categories[0];
  const generatedAt = alert.time('timeGenerated', 'timeGeneratedUtc');
  const processedAt = alert.time('processingEndTime', 'processingEndTimeUtc');
  const graph = {
    '@odata.type': planOf('alert').odataType,
    ...graphJson('alert', {
      id: id ?? contentId(row, digest),
      providerAlertId: ownId,
      incidentId: told(open, 'incidentId'),
      tenantId: link.tenantId ?? tenantId,
      serviceSource: product?.serviceSource,
      detectionSource: detector(product, alert, open),
      productName: productName(alert, product),
      detectorId: detectorId(product, alert, open),
      title: alert.text('displayName', 'alertDisplayName', 'alertName'),
      description: alert.text('description'),
      severity: graphSeverity(alert),
      status: graphStatus(alert),
      assignedTo: told(open, 'assignedTo'),
      classification: told(open, 'classification'),
      determination: mapped(told(open, 'determination'), canonicalDetermination),
      threatDisplayName: told(open, 'threatName'),
      threatFamilyName: told(open, 'threatFamilyName'),
      category,
      categories: categories.length > 0 || category === undefined ? categories : [category],
      mitreTechniques: graphTechniques(alert),
      recommendedActions: recommendedActions(alert),
      alertWebUrl: alert.text('alertLink', 'alertUri') ?? told(open, 'alertUri'),
      createdDateTime: processedAt ?? generatedAt,
      lastUpdateDateTime: lastUpdate(open) ?? latestOf([processedAt, generatedAt]),
      firstActivityDateTime: alert.time('startTime', 'startTimeUtc'),
      lastActivityDateTime: alert.time('endTime', 'endTimeUtc'),
      additionalData: additionalData(alert, NAMELESS),
      evidence: alertEvidence(alert),
    }),
    [SOURCE_JSON]: json,
  };
  return { json: graph, unreadable: row.unreadable, sentinelId, hasOwnId: id !== null };
}

const TIMES: ReadonlySet<string> = new Set([
  'timegenerated',
  'timegeneratedutc',
  'starttime',
  'starttimeutc',
  'endtime',
  'endtimeutc',
  'processingendtime',
  'processingendtimeutc',
]);

/** Members that Graph has no name for; they are told beside the open properties. */
const NAMELESS = [
  'vendorName',
  'productComponentName',
  'compromisedEntity',
  'confidenceLevel',
  'confidenceScore',
  'isIncident',
  'extendedLinks',
  'workspaceId',
  'workspaceSubscriptionId',
  'workspaceResourceGroup',
  'agentId',
  'sourceComputerId',
  'systemAlertId',
];

/** Exports call severity by three names, of which alert-facts knows the service's. */
function withCells({ cells }: ExportRow): LooseObject {
  const severity = cells.text('alertSeverity', 'severity', 'reportedSeverity');
  if (severity === null) return cells;
  const json: Record<string, Json> = {};
  for (const [name, value] of Object.entries(cells.json)) {
    if (name.toLowerCase() !== 'severity') setMember(json, name, value);
  }
  return new LooseObject({ ...json, severity });
}

/** Continuous export is Defender for Cloud's own and may leave the product out. */
function productOf(alert: LooseObject): AlertProduct | null {
  const named = alertProduct(alert.text('productName'), alert.text('providerName'));
  if (named !== null) return named;
  const isCloud = CLOUD_ID.test(alert.text('systemAlertId') ?? '');
  return isCloud ? alertProduct('azure security center') : null;
}

const CLOUD_ID = /^\d{15,20}_[\da-f-]{36}$/i;

/**
 * The product's own id. `SystemAlertId` is Sentinel's in its table, and means nothing elsewhere, but is
 * Defender for Cloud's in its continuous export: the form tells.
 */
function ownIdOf(alert: LooseObject): string | null {
  const id = alert.text('vendorOriginalId', 'providerAlertId');
  if (id !== null) return id.trim();
  const systemId = alert.text('systemAlertId')?.trim() ?? '';
  return CLOUD_ID.test(systemId) ? systemId.toLowerCase() : null;
}

function alertId({
  product,
  ownId,
  sentinelId,
  linkedId,
}: {
  readonly product: AlertProduct | null;
  readonly ownId: string | null;
  readonly sentinelId: string | null;
  readonly linkedId: string | null;
}): string | null {
  // The portal's address has Graph's own id; it is taken only where the row's id is in it.
  if (linkedId !== null && ownId !== null && linkedId.toLowerCase().endsWith(ownId.toLowerCase())) {
    return linkedId;
  }
  if (product !== null && ownId !== null) return graphAlertId(product, ownId);
  if (sentinelId === null) return ownId;
  return product?.serviceSource === 'microsoftSentinel'
    ? graphAlertId(product, sentinelId)
    : `sentinel-${sentinelId}`;
}

/** A row that says neither what nor when is no alert that could be told from others. */
function contentId({ json, cells }: ExportRow, digest: Digest): string | null {
  const title = cells.text('displayName', 'alertDisplayName', 'alertName');
  const time = cells.time('startTime', 'startTimeUtc', 'timeGenerated');
  return title === null || time === null ? null : rowId(json, digest);
}

interface DefenderLink {
  readonly alertId: string | null;
  readonly tenantId: string | null;
}

const DEFENDER_LINK =
  /^https:\/\/security\.microsoft\.com\/alerts\/([\w-]{1,128})\?(?:.*&)?tid=([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})(?:&|$)/i;

/** Defender's portal addresses an alert by Graph's id in its directory. */
function defenderLink(url: string | null): DefenderLink {
  const match = DEFENDER_LINK.exec(url ?? '');
  return { alertId: match?.[1] ?? null, tenantId: match?.[2]?.toLowerCase() ?? null };
}

function detector(
  product: AlertProduct | null,
  alert: LooseObject,
  open: LooseObject,
): string | null {
  const named = told(open, 'detectionSource');
  if (named !== undefined) return named;
  return product?.serviceSource === 'microsoftDefenderForCloud'
    ? detectionSource(alert.text('productComponentName'), alert.text('alertType'))
    : null;
}

/** Defender for Endpoint has one alert type for all its detectors. */
function detectorId(
  product: AlertProduct | null,
  alert: LooseObject,
  open: LooseObject,
): string | null {
  const own = told(open, 'detectorId') ?? null;
  const isEndpoint = product?.serviceSource === 'microsoftDefenderForEndpoint';
  return own ?? (isEndpoint ? null : alert.text('alertType'));
}

/** An external provider's product under its own name, Microsoft's under today's. */
function productName(alert: LooseObject, product: AlertProduct | null): string | null {
  const vendor = alert.text('vendorName');
  const isExternal = vendor !== null && !/^(?:microsoft\b|alert rule$)/i.test(vendor);
  if (isExternal) return vendor;
  return product?.name ?? alert.text('productName', 'providerName', 'vendorName');
}

function lastUpdate(open: LooseObject): Timestamp | null {
  return mapped(told(open, 'lastUpdated'), rowTime) ?? null;
}

/** Undefined where the property says nothing. */
function told(open: LooseObject, name: string): string | undefined {
  return open.text(name)?.trim() ?? undefined;
}

function mapped<T>(text: string | undefined, map: (text: string) => T): T | undefined {
  return text === undefined ? undefined : map(text);
}
