// Finds the alerts, incidents, evidence and hunting results of Graph, and the resources of Azure Resource
// Manager, in a JSON document.
import { isJsonObject, type JsonObject } from '../../shared/model/json.ts';
import { evidenceKindOf, shortTypeName } from '../../shared/model/graph/plan.ts';
import { LooseObject } from '../../shared/model/loose-object.ts';

export type ItemKind =
  | 'alert'
  | 'incident'
  | 'evidence'
  | 'huntingQueryResults'
  | 'securityAlert'
  | 'sentinelIncident'
  | 'sentinelAlert'
  | 'sentinelEntity'
  /** Of Azure, and neither alert, incident nor entity: comments, relations, queries. */
  | 'otherResource';

export interface DecodableItem {
  readonly kind: ItemKind;
  readonly place: string;
  readonly json: unknown;
}

export interface UnknownItem {
  readonly kind: null;
  readonly place: string;
}

/**
 * A bare object, a list, a `value` page, or any of these as the `payload` of an example file. `place`
 * is the document's own; `''` for a whole file.
 */
export function decodableItems(
  document: unknown,
  place: string,
): readonly (DecodableItem | UnknownItem)[] {
  if (Array.isArray(document)) return listItems(document, place, null);
  if (!isJsonObject(document)) return [{ kind: null, place: place || 'the document' }];
  if (isExample(document)) return payloadItems(document, join(place, 'payload'));
  return objectItems(document, place, null);
}

function payloadItems(
  { kind, payload }: JsonObject,
  place: string,
): readonly (DecodableItem | UnknownItem)[] {
  const hint = typeof kind === 'string' ? kindOfExample(kind) : null;
  if (Array.isArray(payload)) return listItems(payload, place, hint);
  return isJsonObject(payload) ? objectItems(payload, place, hint) : [item(payload, place, hint)];
}

function objectItems(
  json: JsonObject,
  place: string,
  hint: ItemKind | null,
): readonly (DecodableItem | UnknownItem)[] {
  if (isPage(json)) return listItems(json['value'], join(place, 'value'), hint);
  // Sentinel's replies to a request for the entities of an incident, or of what is near an entity.
  const { value } = json;
  const [holder, holderPlace] = isJsonObject(value) ? [value, join(place, 'value')] : [json, place];
  const entities = own(holder, 'entities');
  if (Array.isArray(entities) && Object.hasOwn(json, 'metaData')) {
    return listItems(entities, join(holderPlace, 'entities'), hint);
  }
  return [item(json, place, hint)];
}

function listItems(
  list: readonly unknown[],
  place: string,
  hint: ItemKind | null,
): readonly (DecodableItem | UnknownItem)[] {
  // What the others are, an item that tells nothing of itself is too, so that it is refused with a reason.
  const kinds = new Set(list.map(kindOf).filter((kind) => kind !== null));
  const [only] = kinds;
  const fallback = hint ?? (kinds.size === 1 ? (only ?? null) : null);
  return list.map((json, index) => item(json, `${place}[${index}]`, fallback));
}

function item(json: unknown, place: string, hint: ItemKind | null): DecodableItem | UnknownItem {
  // The shapes are those of Graph.
  const isOfAzure = hint === 'securityAlert' || hint === 'otherResource';
  const kind = (isOfAzure ? statedKind(json) : kindOf(json)) ?? hint;
  if (kind === null) return { kind, place: place || 'the document' };
  return { kind, place: place || kind, json };
}

function kindOf(json: unknown): ItemKind | null {
  return statedKind(json) ?? (isJsonObject(json) ? kindOfShape(json) : null);
}

/** What an item says it is. */
function statedKind(json: unknown): ItemKind | null {
  if (!isJsonObject(json)) return null;
  const odataType = own(json, '@odata.type');
  const kind = typeof odataType === 'string' ? kindOfType(odataType) : null;
  return kind ?? kindOfResource(new LooseObject(json));
}

/** By the resource type, in any letter case. */
function kindOfResource(resource: LooseObject): ItemKind | null {
  const [, namespace = '', path = ''] =
    /^(microsoft\.[a-z.]+)\/(.+)$/.exec(resource.text('type')?.toLowerCase() ?? '') ?? [];
  if (namespace === '') return null;
  if (namespace === 'microsoft.security' && /(?:^|\/)(?:iot)?alerts$/.test(path)) {
    return 'securityAlert';
  }
  if (namespace !== 'microsoft.securityinsights') return 'otherResource';
  if (path === 'incidents') return 'sentinelIncident';
  if (path !== 'entities') return 'otherResource';
  switch (resource.text('kind')?.toLowerCase()) {
    case undefined:
    case 'bookmark':
      return 'otherResource';
    case 'securityalert':
      return 'sentinelAlert';
    default:
      return 'sentinelEntity';
  }
}

function kindOfType(odataType: string): ItemKind | null {
  if (evidenceKindOf(odataType) !== null) return 'evidence';
  const type = shortTypeName(odataType)?.toLowerCase() ?? '';
  if (type === 'alert' || type === 'incident') return type;
  if (type === 'huntingqueryresults') return 'huntingQueryResults';
  return type.endsWith('evidence') ? 'evidence' : null;
}

/** Members that only one kind has, tried in this order. */
const SHAPES: readonly (readonly [kind: ItemKind, members: readonly string[]])[] = [
  [
    'alert',
    [
      'serviceSource',
      'detectionSource',
      'detectorId',
      'providerAlertId',
      'alertWebUrl',
      'evidence',
      'mitreTechniques',
      'title',
      'incidentId',
    ],
  ],
  ['incident', ['redirectIncidentId', 'incidentWebUrl', 'alerts', 'customTags', 'displayName']],
  ['evidence', ['verdict', 'remediationStatus', 'detailedRoles']],
];

function kindOfShape(json: JsonObject): ItemKind | null {
  const isTable = (schema: string, results: string) =>
    Array.isArray(own(json, schema)) && Array.isArray(own(json, results));
  if (isTable('schema', 'results') || isTable('Schema', 'Results')) return 'huntingQueryResults';
  const shape = SHAPES.find(([, members]) => members.some((name) => Object.hasOwn(json, name)));
  return shape?.[0] ?? null;
}

function kindOfExample(kind: string): ItemKind | null {
  if (kind.startsWith('graph-alert')) return 'alert';
  if (kind.startsWith('graph-incident')) return 'incident';
  if (kind.startsWith('graph-hunting')) return 'huntingQueryResults';
  if (kind.startsWith('arm-sentinel')) return 'otherResource';
  return kind.startsWith('arm-') ? 'securityAlert' : null;
}

function isExample(json: JsonObject): boolean {
  return Object.hasOwn(json, 'payload') && isJsonObject(own(json, 'provenance'));
}

function isPage(json: JsonObject): json is JsonObject & { readonly value: readonly unknown[] } {
  return Array.isArray(own(json, 'value'));
}

function own(json: JsonObject, name: string): unknown {
  return Object.hasOwn(json, name) ? json[name] : undefined;
}

function join(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}
