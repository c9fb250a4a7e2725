// What belongs to a Sentinel incident and has addresses of its own: alerts, entities, comments.
import { failureIn, FailureError } from '../../../shared/failure.ts';
import { isJsonObject, type Json } from '../../../shared/model/json.ts';
import { LooseObject } from '../../../shared/model/loose-object.ts';
import { readArmList } from '../arm-page.ts';
import type { ServiceClient } from '../service-client.ts';

export interface IncidentParts {
  readonly alerts: readonly Json[];
  readonly entities: readonly Json[];
  readonly comments: readonly Json[];
  /** Parts that the service cannot give of this incident: waiting for them would stall the feed. */
  readonly missing: readonly string[];
}

const none: IncidentParts = { alerts: [], entities: [], comments: [], missing: [] };

/** Passing trouble, and what concerns the sign-in, is none of the incident's. */
const ofIncident: ReadonlySet<number | null> = new Set([null, 400, 403, 413, 500, 504]);

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

  const missing: string[] = [];
  const read = async (part: string, member: string): Promise<readonly Json[]> => {
    const address = `${url}/${part}?${version}`;
    const answer = await client.send({ method: 'POST', url: address, body: {}, signal });
    if (answer.kind === 'answer') {
      return isJsonObject(answer.json) ? listOf(answer.json[member]) : [];
    }
    if (ofIncident.has(answer.status)) missing.push(part);
    else if (answer.status !== 404) throw new FailureError(answer.failure);
    return [];
  };
  const readComments = async (): Promise<readonly Json[]> => {
    try {
      const items = await readArmList(client, `${url}/comments?${version}`, signal);
      return items as readonly Json[];
    } catch (error) {
      if (failureIn(error)?.kind !== 'rejected') throw error;
      missing.push('comments');
      return [];
    }
  };

  const hasAlerts = has('alertsCount');
  return {
    alerts: hasAlerts ? await read('alerts', 'value') : [],
    entities: hasAlerts ? await read('entities', 'entities') : [],
    comments: has('commentsCount') ? await readComments() : [],
    missing,
  };
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
