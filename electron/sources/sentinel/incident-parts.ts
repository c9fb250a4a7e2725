// What belongs to a Sentinel incident and has addresses of its own: alerts, entities, comments.
import { FailureError } from '../../../shared/failure.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../shared/model/json.ts';
import { LooseObject } from '../../../shared/model/loose-object.ts';
import { readArmList } from '../arm-page.ts';
import type { ServiceClient } from '../service-client.ts';

export interface IncidentParts {
  readonly alerts: readonly Json[];
  readonly entities: readonly Json[];
  readonly comments: readonly Json[];
}

const none: IncidentParts = { alerts: [], entities: [], comments: [] };

/**
 * Asks only for what the incident says it has. A part that the service has no more (404) is none. Throws
 * FailureError. Alerts and entities are read by POST, which this service documents as reading.
 */
export async function readIncidentParts(
  client: ServiceClient,
  incidentsUrl: string,
  incident: unknown,
  { version, signal }: { readonly version: string; readonly signal: AbortSignal },
): Promise<IncidentParts> {
  const resource = isJsonObject(incident) ? new LooseObject(incident) : null;
  const name = resource?.text('name') ?? null;
  if (resource === null || name === null) return none;
  const url = `${incidentsUrl}/${encodeURIComponent(name)}`;
  const counts = resource.object('properties')?.object('additionalData') ?? null;
  const has = (count: string): boolean => counts?.number(count) !== 0;

  const reply = async (part: string): Promise<JsonObject> => {
    const address = `${url}/${part}?${version}`;
    const answer = await client.send({ method: 'POST', url: address, body: {}, signal });
    if (answer.kind === 'refusal') {
      if (answer.status === 404) return {};
      throw new FailureError(answer.failure);
    }
    return isJsonObject(answer.json) ? answer.json : {};
  };

  const alerts = has('alertsCount') ? (await reply('alerts'))['value'] : [];
  const entities = has('alertsCount') ? (await reply('entities'))['entities'] : [];
  const comments = has('commentsCount')
    ? await readArmList(client, `${url}/comments?${version}`, signal)
    : [];
  return {
    alerts: listOf(alerts),
    entities: listOf(entities),
    comments: comments as readonly Json[],
  };
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
