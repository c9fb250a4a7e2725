// An alert of Microsoft.Security in Azure Resource Manager to the model's alert. Members are read in any
// letter case: the service sends one alert in two spellings. docs/decisions tells the mapping.
import type { Alert } from '../alert.ts';
import { alertProduct } from '../alert-product.ts';
import { decodeAlert } from '../graph/decode.ts';
import type { Refusal } from '../graph/object-decoder.ts';
import { planOf } from '../graph/plan.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { LooseObject } from '../loose-object.ts';
import { graphJson } from '../security-entities/graph-json.ts';
import { SOURCE_JSON } from '../source-json.ts';
import {
  additionalData,
  alertEvidence,
  graphCategories,
  graphSeverity,
  graphStatus,
  graphTechniques,
  latestOf,
  recommendedActions,
} from './alert-facts.ts';
import { detectionSource } from './detection-source.ts';

export interface SecurityAlertContext {
  /** The tenant of the subscription, which the alert itself does not name. */
  readonly tenantId: string;
  /** Where the value stands, e.g. `value[2]`. */
  readonly place?: string;
}

export type DecodedSecurityAlert =
  | {
      readonly ok: true;
      readonly alert: Alert;
      /** The service's JSON, whole; the alert carries it too (`sourceJson`). */
      readonly source: JsonObject;
    }
  | Refusal;

/** Refused only when it is no object or has no usable id. */
export function decodeSecurityAlert(
  json: unknown,
  { tenantId, place = 'alert' }: SecurityAlertContext,
): DecodedSecurityAlert {
  if (!isJsonObject(json)) return { ok: false, place, reason: 'it is not a JSON object' };
  const resource = new LooseObject(json);
  const alert = resource.object('properties') ?? resource;
  const ownId = alertName(resource, alert);
  if (ownId === null) return { ok: false, place, reason: 'it has neither a name nor an alert id' };

  const decoded = decodeAlert(
    { ...graphAlert(alert, ownId, tenantId), [SOURCE_JSON]: json },
    { place },
  );
  return decoded.ok ? { ok: true, alert: decoded.alert, source: json } : decoded;
}

/**
 * `{ticks}_{guid}` in lower case. Name and systemAlertId are equal in real alerts; where examples differ,
 * the name is what tells two alerts of one list apart.
 */
function alertName(resource: LooseObject, alert: LooseObject): string | null {
  const name =
    resource.text('name') ??
    alert.text('systemAlertId') ??
    resource.text('id')?.split('/').at(-1) ??
    null;
  return name === null || name.trim() === '' ? null : name.trim().toLowerCase();
}

function graphAlert(alert: LooseObject, ownId: string, tenantId: string): JsonObject {
  const alertType = alert.text('alertType');
  const categories = graphCategories(alert);
  const component = alert.text('productComponentName');
  const startedAt = alert.time('startTimeUtc');
  const endedAt = alert.time('endTimeUtc');
  const generatedAt = alert.time('timeGeneratedUtc', 'timeGenerated');
  const processedAt = alert.time('processingEndTimeUtc', 'processingEndTime');
  return {
    '@odata.type': planOf('alert').odataType,
    ...graphJson('alert', {
      id: `dc${ownId}`,
      providerAlertId: ownId,
      tenantId,
      serviceSource: 'microsoftDefenderForCloud',
      detectionSource: detectionSource(component, alertType),
      productName: productName(alert),
      detectorId: alertType,
      title: alert.text('alertDisplayName') ?? alertType,
      description: alert.text('description'),
      severity: graphSeverity(alert),
      status: graphStatus(alert),
      category: categories[0],
      categories,
      mitreTechniques: graphTechniques(alert),
      recommendedActions: recommendedActions(alert),
      alertWebUrl: alert.text('alertUri'),
      createdDateTime: generatedAt ?? processedAt ?? startedAt,
      lastUpdateDateTime: latestOf([processedAt, generatedAt]) ?? latestOf([endedAt, startedAt]),
      firstActivityDateTime: startedAt,
      lastActivityDateTime: endedAt,
      additionalData: additionalData(alert, NAMELESS),
      evidence: alertEvidence(alert),
    }),
  };
}

/** Members that Graph has no name for; they are told beside the open properties. */
const NAMELESS = [
  'vendorName',
  'productComponentName',
  'compromisedEntity',
  'isIncident',
  'correlationKey',
  'extendedLinks',
  'supportingEvidence',
  'version',
];

/** An external provider's product under its own name, Microsoft's under today's. */
function productName(alert: LooseObject): string | null {
  const name = alert.text('productName');
  const vendor = alert.text('vendorName');
  if (vendor === null || /^microsoft\b/i.test(vendor)) return alertProduct(name)?.name ?? name;
  return alertProduct(name) === null ? (name ?? vendor) : vendor;
}
