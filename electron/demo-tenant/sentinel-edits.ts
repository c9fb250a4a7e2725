// What callers may write to Sentinel, checked and put into Graph's words: the workspace is connected to Defender
// XDR, which keeps incidents up to date in both directions.
import { isJsonObject } from '../../shared/model/json.ts';
import { LooseObject } from '../../shared/model/loose-object.ts';
import {
  determinationOfReason,
  modelClassification,
  modelStatus,
} from '../../shared/model/sentinel/incident-words.ts';
import { parseChanges } from './edits.ts';
import type { Changes } from './edits.ts';
import { badRequest, GraphError } from './graph-error.ts';
import { etagOf, incidentJson } from './sentinel-wire.ts';
import type { WireIncident } from './wire.ts';

/**
 * What the body of a PUT changes of the incident; null for nothing. Throws a 412 where the body was made of
 * another version, and a 400 for what the service does not take.
 */
export function incidentChanges(incident: WireIncident, body: unknown): Changes | null {
  const whole = objectIn(body);
  const etag = whole.text('etag');
  if (etag !== null && etag !== etagOf(incident)) {
    throw new GraphError(412, 'PreconditionFailed', 'The incident has changed since it was read.');
  }
  const wanted = whole.object('properties');
  if (wanted === null) throw badRequest('The body has no properties.');
  for (const name of ['title', 'severity', 'status']) {
    if (wanted.text(name) === null) throw badRequest(`properties.${name} is required.`);
  }
  const { properties } = incidentJson(incident, []) as { readonly properties: unknown };
  const before = settings(objectIn(properties));
  const changes = Object.entries(settings(wanted)).filter(
    ([member, value]) => JSON.stringify(value) !== JSON.stringify(before[member]),
  );
  return changes.length === 0 ? null : parseChanges('incident', verdictWhole(changes, wanted));
}

/** The text of a comment's PUT. */
export function commentMessage(body: unknown): string {
  const message = objectIn(body).object('properties')?.text('message') ?? null;
  if (message === null) throw badRequest('properties.message is required.');
  return message;
}

/** In Graph's words. */
function settings(properties: LooseObject): Changes {
  const labels = properties
    .objects('labels')
    .filter((label) => (label.text('labelType') ?? 'User') === 'User');
  return {
    displayName: properties.text('title'),
    severity: properties.text('severity')?.toLowerCase(),
    status: modelStatus(properties.text('status')),
    classification: modelClassification(properties.text('classification')) ?? 'unknown',
    resolvingComment: properties.text('classificationComment'),
    assignedTo: properties.object('owner')?.text('userPrincipalName') ?? null,
    customTags: labels.map((label) => label.text('labelName')),
  };
}

/** The reason goes with a new classification, and only then: Graph's words for it are finer. */
function verdictWhole(
  changes: readonly (readonly [string, unknown])[],
  wanted: LooseObject,
): Changes {
  const determination = determinationOfReason(wanted.text('classificationReason')) ?? 'unknown';
  const isNew = changes.some(([member]) => member === 'classification');
  return { ...Object.fromEntries(changes), ...(isNew && { determination }) };
}

function objectIn(body: unknown): LooseObject {
  if (!isJsonObject(body)) throw badRequest('The request body must be a JSON object.');
  return new LooseObject(body);
}
