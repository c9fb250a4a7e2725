// Finds the alerts, incidents, evidence and hunting results in a JSON document.
import { isJsonObject, type JsonObject } from '../../shared/model/json.ts';
import { evidenceKindOf, shortTypeName } from '../../shared/model/graph/plan.ts';

export type GraphItemKind = 'alert' | 'incident' | 'evidence' | 'huntingQueryResults';

export interface GraphItem {
  readonly kind: GraphItemKind;
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
export function graphItems(document: unknown, place: string): readonly (GraphItem | UnknownItem)[] {
  if (Array.isArray(document)) return listItems(document, place, null);
  if (!isJsonObject(document)) return [{ kind: null, place: place || 'the document' }];
  if (isExample(document)) return payloadItems(document, join(place, 'payload'));
  if (isPage(document)) return listItems(document['value'], join(place, 'value'), null);
  return [item(document, place, null)];
}

function payloadItems(
  { kind, payload }: JsonObject,
  place: string,
): readonly (GraphItem | UnknownItem)[] {
  const hint = typeof kind === 'string' ? kindOfExample(kind) : null;
  if (Array.isArray(payload)) return listItems(payload, place, hint);
  if (isJsonObject(payload) && isPage(payload)) {
    return listItems(payload['value'], join(place, 'value'), hint);
  }
  return [item(payload, place, hint)];
}

function listItems(
  list: readonly unknown[],
  place: string,
  hint: GraphItemKind | null,
): readonly (GraphItem | UnknownItem)[] {
  // What the others are, an item that tells nothing of itself is too, so that it is refused with a reason.
  const kinds = new Set(list.map(kindOf).filter((kind) => kind !== null));
  const [only] = kinds;
  const fallback = hint ?? (kinds.size === 1 ? (only ?? null) : null);
  return list.map((json, index) => item(json, `${place}[${index}]`, fallback));
}

function item(json: unknown, place: string, hint: GraphItemKind | null): GraphItem | UnknownItem {
  const kind = kindOf(json) ?? hint;
  if (kind === null) return { kind, place: place || 'the document' };
  return { kind, place: place || kind, json };
}

function kindOf(json: unknown): GraphItemKind | null {
  if (!isJsonObject(json)) return null;
  const odataType = own(json, '@odata.type');
  return (typeof odataType === 'string' ? kindOfType(odataType) : null) ?? kindOfShape(json);
}

function kindOfType(odataType: string): GraphItemKind | null {
  if (evidenceKindOf(odataType) !== null) return 'evidence';
  const type = shortTypeName(odataType)?.toLowerCase() ?? '';
  if (type === 'alert' || type === 'incident') return type;
  if (type === 'huntingqueryresults') return 'huntingQueryResults';
  return type.endsWith('evidence') ? 'evidence' : null;
}

/** Members that only one kind has, tried in this order. */
const SHAPES: readonly (readonly [kind: GraphItemKind, members: readonly string[]])[] = [
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

function kindOfShape(json: JsonObject): GraphItemKind | null {
  const isTable = (schema: string, results: string) =>
    Array.isArray(own(json, schema)) && Array.isArray(own(json, results));
  if (isTable('schema', 'results') || isTable('Schema', 'Results')) return 'huntingQueryResults';
  const shape = SHAPES.find(([, members]) => members.some((name) => Object.hasOwn(json, name)));
  return shape?.[0] ?? null;
}

function kindOfExample(kind: string): GraphItemKind | null {
  if (kind.startsWith('graph-alert')) return 'alert';
  if (kind.startsWith('graph-incident')) return 'incident';
  return kind.startsWith('graph-hunting') ? 'huntingQueryResults' : null;
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
