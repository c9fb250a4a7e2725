// An alert as Sentinel passes it on, a resource of kind SecurityAlert, to the model's alert. It is known by
// the product's own id, so that it is the same alert as through Graph; Sentinel's own id is another one.
import type { Alert } from '../alert.ts';
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
import { decodeAlert } from '../graph/decode.ts';
import type { Refusal } from '../graph/object-decoder.ts';
import { planOf } from '../graph/plan.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { LooseObject } from '../loose-object.ts';
import { graphJson } from '../security-entities/graph-json.ts';
import { SOURCE_JSON } from '../source-json.ts';
import type { Timestamp } from '../timestamp.ts';

/** The incident that an alert came with. */
export interface AlertHolder {
  readonly id: string;
  readonly url: string | null;
  /** Alerts in Sentinel tell no time of change; that of their incident is never before it. */
  readonly updatedAt: Timestamp | null;
}

export interface SentinelAlertContext {
  readonly tenantId: string;
  readonly place?: string;
  readonly incident?: AlertHolder;
}

/** Refused only when it is no object or has no usable id. */
export function decodeSentinelAlert(
  json: unknown,
  { tenantId, place = 'alert', incident }: SentinelAlertContext,
): { readonly ok: true; readonly alert: Alert; readonly source: JsonObject } | Refusal {
  if (!isJsonObject(json)) return { ok: false, place, reason: 'it is not a JSON object' };
  const decoded = decodeAlert(sentinelAlertJson(json, tenantId, incident ?? null), { place });
  return decoded.ok ? { ok: true, alert: decoded.alert, source: json } : decoded;
}

/** In Graph's JSON, with the source beside it; without an `id` where nothing identifies it. */
export function sentinelAlertJson(
  json: JsonObject,
  tenantId: string,
  incident: AlertHolder | null,
): JsonObject {
  const resource = new LooseObject(json);
  const alert = resource.object('properties') ?? resource;
  const product = alertProduct(
    alert.text('productName'),
    alert.text('providerName'),
    alert.text('vendorName'),
  );
  const ownId = alert.text('providerAlertId', 'vendorOriginalId');
  const categories = graphCategories(alert);
  const generatedAt = alert.time('timeGenerated');
  const processedAt = alert.time('processingEndTime');
  return {
    '@odata.type': planOf('alert').odataType,
    ...graphJson('alert', {
      id: alertId(product, ownId, alert.text('systemAlertId') ?? resource.text('name')),
      providerAlertId: ownId,
      incidentId: incident?.id,
      incidentWebUrl: incident?.url,
      tenantId,
      serviceSource: product?.serviceSource ?? 'microsoftSentinel',
      detectionSource: detector(product, alert),
      productName: product?.name ?? alert.text('productName', 'vendorName'),
      detectorId: detectorId(product, alert),
      title: alert.text('alertDisplayName', 'displayName', 'friendlyName'),
      description: alert.text('description'),
      severity: graphSeverity(alert),
      status: graphStatus(alert),
      category: categories[0],
      categories,
      mitreTechniques: graphTechniques(alert),
      recommendedActions: recommendedActions(alert),
      alertWebUrl: alert.text('alertLink'),
      createdDateTime: generatedAt ?? processedAt,
      lastUpdateDateTime: latestOf([processedAt, generatedAt, incident?.updatedAt ?? null]),
      firstActivityDateTime: alert.time('startTimeUtc', 'startTime'),
      lastActivityDateTime: alert.time('endTimeUtc', 'endTime'),
      additionalData: additionalData(alert, NAMELESS),
      evidence: alertEvidence(alert),
    }),
    [SOURCE_JSON]: json,
  };
}

/** Sentinel's own id tells alerts apart that have no other, and never equals an id of another service. */
function alertId(
  product: AlertProduct | null,
  ownId: string | null,
  sentinelId: string | null,
): string | null {
  if (product !== null && ownId !== null) return graphAlertId(product, ownId);
  if (sentinelId === null) return ownId;
  return product?.serviceSource === 'microsoftSentinel'
    ? graphAlertId(product, sentinelId)
    : `sentinel-${sentinelId}`;
}

function detector(product: AlertProduct | null, alert: LooseObject): string {
  if (product?.serviceSource === 'microsoftDefenderForCloud') {
    return detectionSource(alert.text('productComponentName'), alert.text('alertType'));
  }
  if (product !== null && product.serviceSource !== 'microsoftSentinel') {
    return product.detectionSource;
  }
  const rule = `${alert.text('providerName') ?? ''} ${alert.text('productComponentName') ?? ''}`;
  if (/\bNRT\b/i.test(rule)) return 'nrtAlerts';
  return /\bscheduled\b/i.test(rule) ? 'scheduledAlerts' : 'microsoftSentinel';
}

/** Defender for Endpoint has one alert type for all its detectors. */
function detectorId(product: AlertProduct | null, alert: LooseObject): string | null {
  const open = alert.object('extendedProperties', 'additionalData');
  return product?.serviceSource === 'microsoftDefenderForEndpoint'
    ? (open?.text('detectorId') ?? null)
    : alert.text('alertType');
}

const NAMELESS = [
  'vendorName',
  'productComponentName',
  'compromisedEntity',
  'confidenceLevel',
  'confidenceScore',
  'confidenceReasons',
];
