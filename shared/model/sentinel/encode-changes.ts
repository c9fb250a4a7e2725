// An incident of Microsoft Sentinel with changed fields, as the service takes it: whole, since a PUT wipes
// what it does not name.
import type { FieldName, FieldSet } from '../annotation.ts';
import type { Json, JsonObject } from '../json.ts';
import { LooseObject } from '../loose-object.ts';
import { sentinelClassification, sentinelReason, sentinelStatus } from './incident-words.ts';

/** What of a person's changes Sentinel can hold. A determination follows from the classification there. */
export const sentinelFields: ReadonlySet<FieldName> = new Set<FieldName>([
  'status',
  'assignedTo',
  'classification',
  'resolvingComment',
  'severity',
  'displayName',
  'customTags',
]);

/**
 * The body of a PUT. `resource` is the incident as it was read a moment ago; its etag makes the service
 * refuse the change where somebody else was faster. Null where Sentinel has no word for a value.
 */
export function encodeIncidentChanges(resource: JsonObject, changes: FieldSet): JsonObject | null {
  const whole = new LooseObject(resource);
  const before = whole.object('properties');
  if (before === null) return null;
  const { severity, displayName, customTags, resolvingComment } = changes;
  const status = changes.status === undefined ? undefined : sentinelStatus(changes.status);
  const verdict = verdictOf(before, changes, status ?? before.text('status'));
  if (status === null || verdict === null) return null;
  const properties: Record<string, Json> = {
    ...settable(before),
    ...verdict,
    ...(status !== undefined && { status }),
    ...(resolvingComment !== undefined && { classificationComment: resolvingComment }),
    ...(severity !== undefined && { severity: capital(severity) }),
    ...(displayName !== undefined && { title: displayName }),
    ...(changes.assignedTo !== undefined && { owner: ownerOf(changes.assignedTo) }),
    ...(customTags !== undefined && { labels: labelsOf(before, customTags) }),
  };
  const etag = whole.text('etag');
  return { ...(etag !== null && { etag }), properties };
}

const readOnly: ReadonlySet<string> = new Set([
  'additionaldata',
  'createdtimeutc',
  'incidentnumber',
  'incidenturl',
  'lastmodifiedtimeutc',
  'providerincidentid',
  'providername',
  'relatedanalyticruleids',
]);

function settable(properties: LooseObject): JsonObject {
  return Object.fromEntries(
    Object.entries(properties.json).filter(
      ([name, value]) => value !== null && !readOnly.has(name.toLowerCase()),
    ),
  );
}

/** Nothing is closed in Sentinel without a classification. Null where it has no word for the wanted one. */
function verdictOf(
  before: LooseObject,
  { classification }: FieldSet,
  status: string | null,
): JsonObject | null {
  const present = before.text('classification');
  const isClosed = status?.toLowerCase() === 'closed';
  if (classification === undefined && (present !== null || !isClosed)) return {};
  const wanted = sentinelClassification(classification ?? 'unknown');
  if (wanted === null) return null;
  const reason = sentinelReason(wanted, before.text('classificationReason'));
  return { classification: wanted, classificationReason: reason };
}

/** Of the former owner nothing may be left: the service would go by his object id. */
function ownerOf(principal: string | null): JsonObject {
  return { objectId: null, email: null, assignedTo: principal, userPrincipalName: principal };
}

/** What the service itself put there stays. */
function labelsOf(before: LooseObject, tags: readonly string[]): readonly Json[] {
  const ofService = before
    .objects('labels')
    .filter((label) => (label.text('labelType') ?? 'User').toLowerCase() !== 'user');
  return [
    ...tags.map((labelName) => ({ labelName, labelType: 'User' })),
    ...ofService.map(({ json }) => json),
  ];
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
