// An incident of Microsoft Sentinel with its alerts, entities and comments to the model's incident.
// docs/decisions tells the mapping.
import { NAMED_BY_INCIDENT } from '../alert-source.ts';
import { alertProduct } from '../alert-product.ts';
import { decodeIncident } from '../graph/decode.ts';
import type { Refusal } from '../graph/object-decoder.ts';
import { planOf } from '../graph/plan.ts';
import type { Incident } from '../incident.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { LooseObject } from '../loose-object.ts';
import { evidenceOfEntities } from '../security-entities/evidence-of-entities.ts';
import { graphJson } from '../security-entities/graph-json.ts';
import { SOURCE_JSON } from '../source-json.ts';
import { determinationOfReason, modelClassification, modelStatus } from './incident-words.ts';
import { sentinelAlertJson, type AlertHolder } from './sentinel-alert.ts';

export interface SentinelIncidentContext {
  /** The workspace's tenant, which the incident itself does not name. */
  readonly tenantId: string;
  readonly place?: string;
  /** What the incident's own addresses for these give, unread. */
  readonly alerts?: readonly Json[];
  readonly entities?: readonly Json[];
  readonly comments?: readonly Json[];
}

export type DecodedSentinelIncident =
  | {
      readonly ok: true;
      readonly incident: Incident;
      /** Alerts that are kept in the incident's source only. */
      readonly refused: readonly Refusal[];
      /** True for Defender XDR's own incident: the id is Graph's, and Graph tells more of it. */
      readonly isFromDefender: boolean;
    }
  | Refusal;

/** Refused only when it is no object or has no usable id. */
export function decodeSentinelIncident(
  json: unknown,
  context: SentinelIncidentContext,
): DecodedSentinelIncident {
  const { tenantId, place = 'incident', alerts = [], entities = [], comments = [] } = context;
  if (!isJsonObject(json)) return { ok: false, place, reason: 'it is not a JSON object' };
  const resource = new LooseObject(json);
  const incident = resource.object('properties') ?? resource;
  const defenderId = idInDefender(incident);
  const id = defenderId ?? resource.text('name') ?? resource.text('id')?.split('/').at(-1) ?? null;
  if (id === null) return { ok: false, place, reason: 'it has neither a name nor an id' };

  const holder: AlertHolder = {
    id,
    url: incident.text('incidentUrl'),
    updatedAt: incident.time('lastModifiedTimeUtc'),
  };
  const alertJsons = alerts
    .filter(isJsonObject)
    .map((alert) => sentinelAlertJson(alert, tenantId, holder));
  const decoded = decodeIncident(
    {
      ...incidentJson(incident, holder, tenantId),
      alerts: withEntities(alertJsons, entities),
      comments: comments.filter(isJsonObject).map(commentJson),
      [SOURCE_JSON]: { incident: json, entities, comments },
    },
    { place },
  );
  if (!decoded.ok) return decoded;
  return { ...decoded, isFromDefender: defenderId !== null };
}

/** Sentinel's own incidents have a provider's id too: their number in the workspace, which is no id of Graph. */
function idInDefender(incident: LooseObject): string | null {
  const provider = alertProduct(incident.text('providerName'));
  return provider?.serviceSource === 'microsoft365Defender'
    ? incident.text('providerIncidentId')
    : null;
}

function incidentJson(incident: LooseObject, holder: AlertHolder, tenantId: string): JsonObject {
  const owner = incident.object('owner');
  const labels = incident.objects('labels').flatMap((label) => {
    const name = label.text('labelName');
    const isOfUser = (label.text('labelType') ?? 'User').toLowerCase() === 'user';
    return name === null ? [] : [{ name, isOfUser }];
  });
  return {
    '@odata.type': planOf('incident').odataType,
    ...graphJson('incident', {
      id: holder.id,
      tenantId,
      incidentWebUrl: holder.url,
      displayName: incident.text('title'),
      description: incident.text('description'),
      severity: incident.text('severity')?.toLowerCase(),
      status: modelStatus(incident.text('status')),
      classification: modelClassification(incident.text('classification')),
      determination: determinationOfReason(incident.text('classificationReason')),
      resolvingComment: incident.text('classificationComment'),
      assignedTo: owner?.text('userPrincipalName', 'email', 'assignedTo'),
      customTags: labels.filter(({ isOfUser }) => isOfUser).map(({ name }) => name),
      systemTags: labels.filter(({ isOfUser }) => !isOfUser).map(({ name }) => name),
      createdDateTime: incident.time('createdTimeUtc'),
      lastUpdateDateTime: holder.updatedAt,
    }),
  };
}

/**
 * Sentinel tells entities of incidents, not of alerts. With one alert they are that alert's; with several,
 * the first holds them, marked.
 */
function withEntities(
  alerts: readonly JsonObject[],
  entities: readonly Json[],
): readonly JsonObject[] {
  const [first, ...others] = alerts;
  const evidence = evidenceOfEntities(entities.filter((entity) => !isAlertOrBookmark(entity)));
  if (first === undefined || evidence.length === 0) return alerts;
  const named =
    others.length === 0
      ? evidence
      : evidence.map((item) => ({ ...item, detailedRoles: [NAMED_BY_INCIDENT] }));
  const own = first['evidence'] as readonly Json[];
  return [{ ...first, evidence: [...own, ...named] }, ...others];
}

/** They are in an incident's list of entities too, but are no evidence. */
function isAlertOrBookmark(entity: Json): boolean {
  const kind = isJsonObject(entity) ? new LooseObject(entity).text('kind')?.toLowerCase() : null;
  return kind === 'securityalert' || kind === 'bookmark';
}

/** The edited text with the time it was first written; e-mail and object id stay in the source. */
function commentJson(json: JsonObject): JsonObject {
  const resource = new LooseObject(json);
  const comment = resource.object('properties') ?? resource;
  const author = comment.object('author');
  return graphJson('alertComment', {
    comment: comment.text('message'),
    createdByDisplayName: author?.text('name', 'userPrincipalName', 'email'),
    createdDateTime: comment.time('createdTimeUtc'),
  });
}
